//! Who wants to know hears of it: this process's writes at once, those of others by PostgreSQL's NOTIFY or by looking.
//!
//! A notification says only which feed is at which revision. One that is lost only delays: everything is looked at again every
//! few seconds.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError, Weak},
    time::Duration,
};

use sqlx::{Row, postgres::PgListener};
use tokio::{
    sync::broadcast,
    task::AbortHandle,
    time::{MissedTickBehavior, interval},
};

use super::{Inner, Result, number, pool::Kind};

/// The channel that processes on one PostgreSQL tell each other on.
pub(super) const CHANNEL: &str = "live_updates";

/// A feed is at a new revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Which feed.
    pub feed: String,
    /// The revision that it is at, or beyond.
    pub revision: u64,
}

/// Who wants to know, and what they have been told.
#[derive(Debug)]
pub(super) struct Watch {
    changed: broadcast::Sender<Changed>,
    told: Mutex<BTreeMap<String, u64>>,
    watcher: OnceLock<AbortHandle>,
}

impl Default for Watch {
    fn default() -> Self {
        Self { changed: broadcast::Sender::new(1024), told: Mutex::default(), watcher: OnceLock::new() }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(watcher) = self.watcher.get() {
            watcher.abort();
        }
    }
}

impl Watch {
    pub(super) fn subscribe(&self) -> broadcast::Receiver<Changed> {
        self.changed.subscribe()
    }

    /// Tells of a revision that was not told of yet.
    pub(super) fn tell(&self, feed: &str, revision: u64) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.get(feed).is_none_or(|last| *last < revision) {
            told.insert(feed.to_owned(), revision);
            // Nobody listening is no failure.
            let _ = self.changed.send(Changed { feed: feed.to_owned(), revision });
        }
    }
}

/// Begins to look for what other processes write, if nobody does yet.
pub(super) fn start(inner: &Arc<Inner>) {
    inner.watch.watcher.get_or_init(|| {
        let weak = Arc::downgrade(inner);
        tokio::spawn(watch(weak, inner.pools.kind.clone())).abort_handle()
    });
}

async fn watch(inner: Weak<Inner>, kind: Kind) {
    let (mut listener, every) = match &kind {
        Kind::Sqlite => (None, Duration::from_secs(1)),
        Kind::Postgres { url } => (listen(url).await, Duration::from_secs(5)),
    };
    let mut beat = interval(every);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let heard = tokio::select! {
            _ = beat.tick() => Ok(None),
            heard = hear(listener.as_mut()) => heard,
        };
        let Some(inner) = inner.upgrade() else { return };
        if heard.is_err() {
            listener = None;
        }
        match heard {
            Ok(Some(Changed { feed, revision })) => inner.watch.tell(&feed, revision),
            // The time is up, or the connection was lost: what was missed is looked for.
            Ok(None) | Err(_) => {
                if let Err(error) = look(&inner).await {
                    tracing::warn!("what other processes write cannot be seen at the moment: {error}");
                }
            }
        }
        if let (None, Kind::Postgres { url }) = (&listener, &kind) {
            listener = listen(url).await;
        }
    }
}

async fn look(inner: &Inner) -> Result<()> {
    for row in sqlx::query("SELECT id, revision FROM feeds").fetch_all(&inner.pools.read).await? {
        inner.watch.tell(&row.try_get::<String, _>("id")?, number(row.try_get("revision")?));
    }
    Ok(())
}

async fn listen(url: &str) -> Option<PgListener> {
    let listening = async {
        let mut listener = PgListener::connect(url).await?;
        listener.listen(CHANNEL).await?;
        Ok::<_, sqlx::Error>(listener)
    };
    listening.await.inspect_err(|error| tracing::warn!("not listening to other processes: {error}")).ok()
}

/// The next word from another process; none where it is not understood or the connection is a new one. Waits for ever without a
/// listener.
async fn hear(listener: Option<&mut PgListener>) -> std::result::Result<Option<Changed>, sqlx::Error> {
    let Some(listener) = listener else { return std::future::pending().await };
    let said = listener.try_recv().await?;
    let changed = said.as_ref().and_then(|said| {
        let (feed, revision) = said.payload().split_once(' ')?;
        Some(Changed { feed: feed.to_owned(), revision: revision.parse().ok()? })
    });
    Ok(changed)
}
