//! What `cargo xtask build` made: which file is which.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::error::CommandError;

/// The assets of a build, from its `assets.json`.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The folder.
    pub folder: PathBuf,
    /// Which file is which.
    pub manifest: Manifest,
}

/// `assets.json`. Paths are seen from the folder.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// Which build: chrome of another one is not hydrated.
    pub build: String,
    /// The loader.
    pub loader: String,
    /// The stylesheet.
    pub stylesheet: String,
    /// The WASM's glue.
    pub glue: String,
    /// The WASM.
    pub wasm: String,
    /// The words of each language but English.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

impl Assets {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// [`CommandError::Assets`] names the command that makes what is missing.
    pub fn open(folder: &Path) -> Result<Self, CommandError> {
        let fail = |reason: String| CommandError::Assets { path: folder.to_owned(), reason };
        let text = std::fs::read(folder.join("assets.json")).map_err(|error| fail(error.to_string()))?;
        let manifest = serde_json::from_slice(&text).map_err(|error| fail(error.to_string()))?;
        Ok(Self { folder: folder.to_owned(), manifest })
    }
}
