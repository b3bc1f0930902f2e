//! Where a writer's changes go: a file in a server's folder.

use std::{
    future::Future,
    io::Write,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::Snapshot;
use crate::Outcome;

/// What a writer did.
#[derive(Clone, Debug)]
pub enum Change {
    /// The feed is new, or another altogether.
    Whole,
    /// An entry came.
    Add(Value),
    /// Fields of an entry changed; null: taken away.
    Edit {
        /// The entry.
        id: String,
        /// Its new fields.
        fields: Value,
    },
    /// An entry was deleted.
    Delete {
        /// The entry.
        id: String,
    },
    /// Fields of the head changed; null: taken away.
    Head(Value),
}

/// Carries a writer's changes to a server.
pub trait Desk {
    /// Publishes a change; `feed` is what all of it says afterwards. When this comes back, a request gets what it says.
    ///
    /// # Errors
    /// If the server did not take it.
    fn publish(&mut self, feed: &Snapshot, change: &Change) -> impl Future<Output = Outcome> + Send;
}

/// The folder of a server that was started with `serve --feeds`.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }
}

impl Desk for Folder {
    /// Writes the whole file beside and moves it into its place, so that nobody reads half of one.
    async fn publish(&mut self, feed: &Snapshot, _: &Change) -> Outcome {
        let document = feed.document();
        let name = document["id"].as_str().ok_or("a feed without an id")?;
        let mut beside = tempfile::NamedTempFile::new_in(&self.0)?;
        beside.write_all(document.to_string().as_bytes())?;
        beside.persist(self.0.join(format!("{name}.json")))?;
        Ok(())
    }
}
