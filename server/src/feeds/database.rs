//! The feeds of a database: printed again when their revision is another one.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use live_updates::feed::Delta;
use tokio::sync::broadcast;

use super::{Published, changes::History, dress, is_id};
use crate::{
    error::{ApiError, one_line},
    store::{Changed, Store, StoreError},
};

/// The feeds of a database.
#[derive(Clone, Debug)]
pub(super) struct Database {
    store: Store,
    /// What was printed last. There are as many as there are feeds.
    kept: Arc<Mutex<BTreeMap<String, Arc<Published>>>>,
}

impl Database {
    pub(super) fn new(store: Store) -> Self {
        Self { store, kept: Arc::default() }
    }

    /// Every feed that can be read.
    pub(super) async fn all(&self) -> Vec<Arc<Published>> {
        let mut all = Vec::new();
        for id in self.store.feeds().await.map_err(failed).unwrap_or_default() {
            all.extend(self.get(&id).await.ok().flatten());
        }
        all
    }

    /// A feed as it is now; none where there is none of this name.
    pub(super) async fn get(&self, id: &str) -> Result<Option<Arc<Published>>, ApiError> {
        let Some(revision) = self.revision(id).await? else { return Ok(None) };
        let epoch = self.store.epoch().await.map_err(failed)?;
        if let Some(known) = self.kept(|kept| kept.get(id).cloned()) {
            let head = &known.feed().head;
            if head.revision == revision && head.epoch == epoch {
                return Ok(Some(known));
            }
        }
        let Some(feed) = self.store.feed(id).await.map_err(failed)? else { return Ok(None) };
        let mut feed = dress::feed(feed, id);
        dress::updates(&mut feed.head);
        let published = Arc::new(Published::new(feed, History::default()));
        self.kept(|kept| kept.insert(id.to_owned(), published.clone()));
        Ok(Some(published))
    }

    /// Whether a feed of this name is here.
    pub(super) async fn has(&self, id: &str) -> bool {
        self.revision(id).await.is_ok_and(|found| found.is_some())
    }

    /// What changed after a revision; none where there is no such feed.
    pub(super) async fn changes(&self, id: &str, from: u64, limit: usize) -> Result<Option<Delta>, ApiError> {
        if !is_id(id) {
            return Ok(None);
        }
        let Some(mut delta) = self.store.changes(id, from, limit).await.map_err(failed)? else { return Ok(None) };
        if delta.revision < from {
            return Err(ApiError::RevisionGone);
        }
        let poll_seconds = delta.poll_seconds.unwrap_or_default();
        dress::delta(&mut delta, poll_seconds);
        Ok(Some(delta))
    }

    /// What is written from now on.
    pub(super) fn subscribe(&self) -> broadcast::Receiver<Changed> {
        self.store.subscribe()
    }

    async fn revision(&self, id: &str) -> Result<Option<u64>, ApiError> {
        if is_id(id) { self.store.revision(id).await.map_err(failed) } else { Ok(None) }
    }

    fn kept<T>(&self, look: impl FnOnce(&mut BTreeMap<String, Arc<Published>>) -> T) -> T {
        look(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A database that does not answer is told to readers as a feed that cannot be read at the moment.
#[expect(clippy::needless_pass_by_value, reason = "it is what map_err gives")]
fn failed(error: StoreError) -> ApiError {
    tracing::error!("{}", one_line(&error.to_string()));
    ApiError::FeedBroken
}
