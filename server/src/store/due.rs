//! What is published at a time that was said before.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::{MissedTickBehavior, interval};

use super::{
    By, Call, Result, Store, once,
    rows::{Row, entries},
    write::{Begun, Write},
};

impl Store {
    /// Publishes every entry whose time has come, with that time, and says how many they were. Several processes may do so at
    /// once: each entry is published once.
    ///
    /// # Errors
    /// The last feed's that failed; the others are published all the same.
    pub async fn publish_due(&self, now: DateTime<Utc>) -> Result<usize> {
        let feeds = sqlx::query_scalar(
            "SELECT DISTINCT feed FROM entries WHERE status = 'scheduled' AND publish_at <= $1 ORDER BY feed",
        );
        let feeds: Vec<String> = feeds.bind(now.timestamp()).fetch_all(self.read_pool()).await?;
        let mut outcome = Ok(());
        let mut published = 0;
        for feed in feeds {
            match self.publish_due_of(&feed, now).await {
                Ok(count) => published += count,
                Err(error) => outcome = Err(error),
            }
        }
        outcome.map(|()| published)
    }

    async fn publish_due_of(&self, feed: &str, now: DateTime<Utc>) -> Result<usize> {
        let call = Call::new(By::owner(), now);
        let Begun::Fresh(mut write) = Write::begin(self, &call, feed).await? else { return Ok(0) };
        // Asked again under the lock: somebody else may have published them, or taken them from the schedule.
        let due =
            entries!("WHERE feed = $1 AND status = 'scheduled' AND publish_at <= $2 ORDER BY publish_at, sequence");
        let due = due.bind(feed).bind(now.timestamp()).fetch_all(&mut *write.tx).await?;
        for row in &due {
            let before = Row::read(feed, row)?;
            let moment = before.publish_at.and_then(|at| DateTime::from_timestamp(at, 0)).unwrap_or(now);
            let at = write.at(moment);
            let mut row = before.clone();
            write.show(&mut row, at);
            write.save(&mut row, "published", Some(&before)).await?;
        }
        write.finish(|revision| super::heads::feed_done(feed, revision, revision)).await?;
        Ok(due.len())
    }

    /// Forgets what nobody will ask for again: answers to requests of the day before.
    ///
    /// # Errors
    /// [`super::StoreError::Database`]
    pub async fn forget(&self, now: DateTime<Utc>) -> Result<()> {
        let mut connection = self.0.pools.write.acquire().await?;
        once::forget(&mut connection, now).await
    }
}

/// Publishes what is due, to the second, and now and then tidies up, for as long as it runs.
pub async fn keep_time(store: Store, clock: impl Fn() -> DateTime<Utc>) {
    const HOUR: u32 = 3600;
    let mut beat = interval(Duration::from_secs(1));
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for second in (0..HOUR).cycle() {
        beat.tick().await;
        if let Err(error) = store.publish_due(clock()).await {
            tracing::error!("what is due could not be published: {error}");
        }
        if second == 0
            && let Err(error) = store.forget(clock()).await
        {
            tracing::warn!("old answers could not be forgotten: {error}");
        }
    }
}
