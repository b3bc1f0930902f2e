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
    /// The page of the browser app.
    #[serde(default = "app")]
    pub app: String,
}

fn app() -> String {
    "index.html".to_owned()
}

impl Assets {
    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// [`CommandError::Assets`] names the command that makes what is missing.
    pub fn open(folder: &Path) -> Result<Self, CommandError> {
        let fail = |reason: String| CommandError::Assets { path: folder.to_owned(), reason };
        let text = std::fs::read(folder.join("assets.json")).map_err(|error| fail(error.to_string()))?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| fail(error.to_string()))?;
        // A build that was cut short must not come up as pages that never load their script.
        for part in [&manifest.loader, &manifest.stylesheet, &manifest.glue, &manifest.wasm] {
            if !folder.join(part).is_file() {
                return Err(fail(format!("{part} is missing")));
            }
        }
        Ok(Self { folder: folder.to_owned(), manifest })
    }
}
