//! A folder of feeds: each file read again when it changes, the last good one kept when it breaks.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};

use super::{Published, file::File, is_id, revisions};
use crate::error::{ApiError, CommandError, one_line};

/// The feeds of a folder.
#[derive(Debug)]
pub(super) struct Folder {
    folder: PathBuf,
    epoch: String,
    /// A lock for each file, so that a long one being read holds up no other.
    files: Mutex<BTreeMap<String, Arc<Mutex<File>>>>,
    /// Names that were refused, each once.
    refused: Mutex<BTreeSet<String>>,
}

impl Folder {
    /// Opens a folder and reads every feed in it, so that what is wrong is logged at the start.
    ///
    /// # Errors
    /// [`CommandError::Read`] if the folder cannot be read. A broken feed is logged and left out.
    pub(super) fn open(folder: &Path) -> Result<Self, CommandError> {
        #[expect(clippy::disallowed_methods, reason = "a history begins when the server starts")]
        let now = SystemTime::now();
        let feeds = Self {
            folder: folder.to_owned(),
            epoch: revisions::epoch(now),
            files: Mutex::default(),
            refused: Mutex::default(),
        };
        std::fs::read_dir(folder).map_err(|source| CommandError::Read { path: folder.to_owned(), source })?;
        let _ = feeds.all();
        Ok(feeds)
    }

    /// The folder.
    #[must_use]
    pub(super) fn path(&self) -> &Path {
        &self.folder
    }

    /// Every feed that can be read, by its id. Reads from disk: not for a thread that serves others.
    #[must_use]
    pub(super) fn all(&self) -> Vec<Arc<Published>> {
        let mut ids: Vec<String> = std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .filter(|id| is_id(id) || self.refuse(id))
            .collect();
        ids.sort();
        ids.iter().filter_map(|id| self.get(id).ok()).collect()
    }

    /// A feed as its file says it now, or as it last said it in order. Reads from disk: not for a thread that serves others.
    ///
    /// # Errors
    /// [`ApiError::NoSuchFeed`] without a file of this name, [`ApiError::FeedBroken`] for one that was never in order.
    pub(super) fn get(&self, id: &str) -> Result<Arc<Published>, ApiError> {
        if !is_id(id) {
            return Err(ApiError::NoSuchFeed);
        }
        let file = {
            let mut files = locked(&self.files);
            match files.get(id) {
                Some(file) => file.clone(),
                // Names that somebody makes up must not fill the memory.
                None if !self.folder.join(id).with_extension("json").exists() => return Err(ApiError::NoSuchFeed),
                None => files.entry(id.to_owned()).or_insert(Arc::new(Mutex::new(File::new(&self.folder, id)))).clone(),
            }
        };
        locked(&file).read(&self.epoch)
    }

    /// Says once of a file that its name is no feed's.
    fn refuse(&self, id: &str) -> bool {
        if locked(&self.refused).insert(id.to_owned()) {
            let path = self.folder.join(format!("{id}.json"));
            tracing::warn!(
                "{}: not a feed's name (`[a-z0-9-]`, at most 80, not reserved); left out",
                one_line(&path.to_string_lossy())
            );
        }
        false
    }
}

/// A poisoned lock only means that a reader gave up half way: what is known is whole all the same.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
