//! A feed as it is served: read once, printed once, for every request until its file changes.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use live_updates::{
    feed::{Delta, Feed},
    source::native,
};
use sha2::{Digest, Sha256};

use super::{
    changes::{self, History},
    dress,
};

/// A feed as it is served, with its document and the document's validator.
#[derive(Debug)]
pub struct Published {
    feed: Feed,
    history: History,
    document: Bytes,
    tag: String,
    /// The feed as pages of another origin see it, for the origin asked for last: there is rarely more than one.
    elsewhere: Mutex<Option<(String, Arc<Feed>)>>,
}

impl Published {
    /// Prints a feed whose addresses begin with `/` or are whole.
    #[must_use]
    pub(super) fn new(feed: Feed, history: History) -> Self {
        let document = native::write(&feed);
        let tag = tag(document.as_bytes());
        Self { feed, history, document: document.into(), tag, elsewhere: Mutex::default() }
    }

    /// The feed.
    #[must_use]
    pub fn feed(&self) -> &Feed {
        &self.feed
    }

    pub(super) fn history(&self) -> &History {
        &self.history
    }

    /// What changed after a revision, as [`super::Feeds::changes`]; `None` where that is not known.
    pub(super) fn changes(&self, from: u64, limit: usize) -> Option<Delta> {
        let mut delta = changes::changes(&self.feed, &self.history, from, limit)?;
        dress::delta(&mut delta, self.feed.head.poll_seconds);
        Some(delta)
    }

    /// The feed's document in its native format.
    #[must_use]
    pub fn document(&self) -> Bytes {
        self.document.clone()
    }

    /// The document's strong validator, in its quotes (RFC 9110, 8.8.3).
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The feed as a page of another origin sees it: every address is whole. `origin` is ours, `https://live.example`.
    ///
    /// `None` if what was printed cannot be read again, which would be a fault of ours.
    #[must_use]
    pub fn elsewhere(&self, origin: &str) -> Option<Arc<Feed>> {
        let mut known = self.elsewhere.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, feed)) = known.as_ref().filter(|(of, _)| of == origin) {
            return Some(feed.clone());
        }
        let base = format!("{origin}/{}/feed.json", self.feed.head.id);
        let read = super::parse(&self.document, &base);
        let read = read.inspect_err(|error| tracing::error!("{base}: our own document cannot be read: {error}"));
        let feed = Arc::new(read.ok()?.feed);
        *known = Some((origin.to_owned(), feed.clone()));
        Some(feed)
    }
}

/// The first half of the content's SHA-256, as a strong validator.
pub(crate) fn tag(document: &[u8]) -> String {
    let hash = Sha256::digest(document);
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}
