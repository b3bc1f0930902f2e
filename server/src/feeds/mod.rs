//! The feeds that are served, wherever they are kept, what changed in them, and who is told.

mod changes;
mod database;
mod dress;
mod file;
mod folder;
mod frame;
mod hub;
mod published;
mod revisions;
mod stir;

use std::{path::Path, sync::Arc, time::Duration};

use live_updates::{
    feed::Delta,
    source::{Parsed, ReadError, foreign_html, native},
};

pub use self::published::Published;
use self::{database::Database, folder::Folder, stir::Stir};
pub(crate) use self::{
    frame::Frame,
    hub::{Hub, News},
    published::tag,
};
use crate::{
    error::{ApiError, CommandError},
    store::Store,
};

/// Names that are routes of ours, now or in time.
const RESERVED: [&str; 14] = [
    "api", "app", "assets", "media", "health", "metrics", "log-in", "log-out", "register", "confirm", "password",
    "account", "embed", "oembed",
];

/// The most entries of one delta. Whoever is further behind asks again, at once.
pub const CUT: usize = 200;

/// The feeds that are served, of a folder, of a database, or both. Cheap to clone; all clones are the same feeds.
#[derive(Clone, Debug)]
pub struct Feeds {
    folder: Option<Arc<Folder>>,
    /// Its feeds come first where both have one of the same name.
    database: Option<Database>,
}

impl Feeds {
    /// The feeds of a folder alone, as [`Self::of`].
    ///
    /// # Errors
    /// [`CommandError::Read`] if the folder cannot be read.
    pub fn open(folder: &Path) -> Result<Self, CommandError> {
        Self::of(Some(folder), None)
    }

    /// The feeds of a folder and of a store. Every file is read, so that what is wrong is logged at the start.
    ///
    /// # Errors
    /// [`CommandError::Read`] if the folder cannot be read. A broken feed is logged and left out.
    pub fn of(folder: Option<&Path>, store: Option<Store>) -> Result<Self, CommandError> {
        let folder = folder.map(Folder::open).transpose()?.map(Arc::new);
        Ok(Self { folder, database: store.map(Database::new) })
    }

    /// The folder, if there is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref().map(Folder::path)
    }

    /// Every feed that can be read, by its id.
    pub async fn all(&self) -> Vec<Arc<Published>> {
        let mut all = match &self.database {
            Some(database) => database.all().await,
            None => Vec::new(),
        };
        let files = self.disk(|folder| Ok(folder.all())).await.unwrap_or_default();
        all.extend(files);
        // The sort keeps the database's before the folder's.
        all.sort_by(|one, other| one.feed().head.id.cmp(&other.feed().head.id));
        all.dedup_by(|one, other| one.feed().head.id == other.feed().head.id);
        all
    }

    /// A feed as it is now, or as it last was in order.
    ///
    /// # Errors
    /// [`ApiError::NoSuchFeed`] where there is none of this name, [`ApiError::FeedBroken`] for one that was never in order or
    /// whose database does not answer.
    pub async fn get(&self, id: &str) -> Result<Arc<Published>, ApiError> {
        if let Some(database) = &self.database
            && let Some(published) = database.get(id).await?
        {
            return Ok(published);
        }
        let id = id.to_owned();
        self.disk(move |folder| folder.get(&id)).await
    }

    /// What changed after a revision, at most [`CUT`] entries of it, unless more changed in one.
    ///
    /// # Errors
    /// [`ApiError::RevisionGone`] where the revision is above ours or what came after it is not known any more; else as
    /// [`Self::get`].
    pub async fn changes(&self, id: &str, from: u64) -> Result<Delta, ApiError> {
        if let Some(database) = &self.database
            && let Some(delta) = database.changes(id, from, CUT).await?
        {
            return Ok(delta);
        }
        let id = id.to_owned();
        let published = self.disk(move |folder| folder.get(&id)).await?;
        published.changes(from, CUT).ok_or(ApiError::RevisionGone)
    }

    /// Hears when a feed may have changed. `look` is how long a file is left alone between two looks at it.
    pub(crate) async fn stir(&self, id: &str, look: Duration) -> Stir {
        match &self.database {
            Some(database) if database.has(id).await => Stir::Store(database.subscribe()),
            _ => Stir::File(look),
        }
    }

    /// Reads from disk on a thread where that holds up nobody.
    async fn disk<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Folder) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let folder = self.folder.clone().ok_or(ApiError::NoSuchFeed)?;
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
