//! A folder of feeds: each file read again when it changes, the last good one kept when it breaks.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use live_updates::{
    feed::{Feed, Url},
    source::{Parsed, ReadError, foreign_html, native},
};

use crate::{error::CommandError, revisions};

/// Names that are routes of ours, now or in time.
const RESERVED: [&str; 14] = [
    "api", "app", "assets", "media", "health", "metrics", "log-in", "log-out", "register", "confirm", "password",
    "account", "embed", "oembed",
];

/// The feeds of a folder.
#[derive(Debug)]
pub struct Feeds {
    folder: PathBuf,
    epoch: String,
    known: Mutex<BTreeMap<String, Known>>,
}

#[derive(Debug)]
struct Known {
    seen: Seen,
    feed: Option<Arc<Feed>>,
}

/// What tells a changed file from an unchanged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    modified: Option<SystemTime>,
    length: u64,
}

impl Feeds {
    /// Opens a folder and reads every feed in it, so that what is wrong is logged at the start.
    ///
    /// # Errors
    /// [`CommandError::Read`] if the folder cannot be read. A broken feed is logged and left out.
    pub fn open(folder: &Path) -> Result<Self, CommandError> {
        #[expect(clippy::disallowed_methods, reason = "a history begins when the server starts")]
        let now = SystemTime::now();
        let feeds = Self { folder: folder.to_owned(), epoch: revisions::epoch(now), known: Mutex::default() };
        std::fs::read_dir(folder).map_err(|source| CommandError::Read { path: folder.to_owned(), source })?;
        for id in feeds.ids() {
            let _ = feeds.get(&id);
        }
        Ok(feeds)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The ids of all files that can be feeds, in order.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .filter(|id| {
                let fits = is_id(id);
                if !fits {
                    tracing::warn!("{id}.json: not a feed's name (`[a-z0-9-]`, at most 80, not reserved); left out");
                }
                fits
            })
            .collect();
        ids.sort();
        ids
    }

    /// A feed as its file says it now, or as it last said it in order.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Arc<Feed>> {
        if !is_id(id) {
            return None;
        }
        let path = self.folder.join(id).with_extension("json");
        // A poisoned lock only means that a reader gave up half way: what is known is whole all the same.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(file) = std::fs::metadata(&path) else {
            known.remove(id);
            return None;
        };
        let seen = Seen { modified: file.modified().ok(), length: file.len() };
        let last = known.get(id);
        if let Some(last) = last.filter(|last| last.seen == seen) {
            return last.feed.clone();
        }
        let before = last.and_then(|last| last.feed.clone());
        let feed = match read(&path, id) {
            Ok(parsed) => {
                for skipped in &parsed.skipped {
                    tracing::warn!("{}: left out: {skipped}", path.display());
                }
                let feed = dressed(parsed.feed, id);
                let broken: Vec<_> = parsed.skipped.iter().filter_map(|skipped| skipped.id.as_deref()).collect();
                Some(Arc::new(revisions::raise(feed, before.as_deref(), &broken, &self.epoch)))
            }
            Err(error) => {
                tracing::error!("{error}; the last good one stays");
                before
            }
        };
        known.insert(id.to_owned(), Known { seen, feed: feed.clone() });
        feed
    }
}

/// Whether a name can be a feed's.
#[must_use]
pub fn is_id(id: &str) -> bool {
    let clean = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    clean && (1..=80).contains(&id.len()) && !RESERVED.contains(&id)
}

fn read(path: &Path, id: &str) -> Result<Parsed, CommandError> {
    let bytes = std::fs::read(path).map_err(|source| CommandError::Read { path: path.to_owned(), source })?;
    let parsed = parse(&bytes, &format!("/{id}/feed.json"));
    parsed.map_err(|source| CommandError::Feed { path: path.to_owned(), source })
}

/// Reads a document, with HTML cleaned by the native parser.
///
/// # Errors
/// As [`native::read`].
pub fn parse(bytes: &[u8], base: &str) -> Result<Parsed, ReadError> {
    native::read(bytes, base, &|html| foreign_html::native::body(html, base))
}

/// What this server adds to a feed that it serves: its own address, and a page for each entry that has none.
fn dressed(mut feed: Feed, id: &str) -> Feed {
    feed.head.id = id.to_owned();
    feed.head.links.this = Url::parse(&format!("/{id}/feed.json")).ok();
    let mut timeline = live_updates::feed::Timeline::default();
    for mut entry in feed.timeline.all().cloned() {
        if let Some(content) = &mut entry.content
            && content.url.is_none()
        {
            content.url = Url::parse(&format!("/{id}/entries/{}", entry.place.id)).ok();
        }
        timeline.merge(entry);
    }
    feed.timeline = timeline;
    feed
}
