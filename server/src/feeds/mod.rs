//! The feeds that are served, wherever they are kept, what changed in them, and who is told.

mod changes;
mod dress;
mod file;
mod folder;
mod frame;
mod hub;
mod published;
mod revisions;

use std::{path::Path, sync::Arc, time::Duration};

use live_updates::{
    feed::Delta,
    source::{Parsed, ReadError, foreign_html, native},
};

use self::folder::Folder;
pub use self::published::Published;
pub(crate) use self::{
    frame::Frame,
    hub::{Hub, News},
    published::tag,
};
use crate::error::{ApiError, CommandError};

/// Names that are routes of ours, now or in time.
const RESERVED: [&str; 14] = [
    "api", "app", "assets", "media", "health", "metrics", "log-in", "log-out", "register", "confirm", "password",
    "account", "embed", "oembed",
];

/// The most entries of one delta. Whoever is further behind asks again, at once.
pub const CUT: usize = 200;

/// The feeds that are served. Cheap to clone; all clones are the same feeds.
#[derive(Clone, Debug)]
pub struct Feeds(Arc<Folder>);

impl Feeds {
    /// Opens a folder and reads every feed in it, so that what is wrong is logged at the start.
    ///
    /// # Errors
    /// [`CommandError::Read`] if the folder cannot be read. A broken feed is logged and left out.
    pub fn open(folder: &Path) -> Result<Self, CommandError> {
        Ok(Self(Arc::new(Folder::open(folder)?)))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.0.folder()
    }

    /// Every feed that can be read, by its id.
    pub async fn all(&self) -> Vec<Arc<Published>> {
        self.disk(|folder| Ok(folder.all())).await.unwrap_or_default()
    }

    /// A feed as it is now, or as it last was in order.
    ///
    /// # Errors
    /// [`ApiError::NoSuchFeed`] where there is none of this name, [`ApiError::FeedBroken`] for one that was never in order.
    pub async fn get(&self, id: &str) -> Result<Arc<Published>, ApiError> {
        let id = id.to_owned();
        self.disk(move |folder| folder.get(&id)).await
    }

    /// What changed after a revision, at most [`CUT`] entries of it, unless more changed in one.
    ///
    /// # Errors
    /// [`ApiError::RevisionGone`] where the revision is above ours or what came after it is not known any more; else as
    /// [`Self::get`].
    pub async fn changes(&self, id: &str, from: u64) -> Result<Delta, ApiError> {
        self.get(id).await?.changes(from, CUT).ok_or(ApiError::RevisionGone)
    }

    /// Comes back when a feed may have changed. `pause` is how long a file is left alone between two looks at it.
    pub(crate) async fn stirred(&self, _id: &str, pause: Duration) {
        tokio::time::sleep(pause).await;
    }

    /// Reads from disk on a thread where that holds up nobody.
    async fn disk<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Folder) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let folder = self.0.clone();
        tokio::task::spawn_blocking(move || job(&folder)).await.unwrap_or_else(|error| {
            tracing::error!("a request failed: {error}");
            Err(ApiError::Internal)
        })
    }
}

/// Whether a name can be a feed's.
#[must_use]
pub fn is_id(id: &str) -> bool {
    let clean = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    clean && (1..=80).contains(&id.len()) && !RESERVED.contains(&id)
}

/// Reads a document, with HTML cleaned by the native parser. A byte order mark, which some editors write, is passed over.
///
/// # Errors
/// As [`native::read`].
pub fn parse(bytes: &[u8], base: &str) -> Result<Parsed, ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    native::read(bytes, base, &|html| foreign_html::native::body(html, base))
}
