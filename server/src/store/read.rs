//! What readers may see: whole feeds, and what changed since a revision.

use std::collections::BTreeMap;

use live_updates::feed::{Delta, Feed, Head, HeadChange, HeadField, Timeline};
use sqlx::{AnyConnection, Row as _};

use super::{
    Result, Store, StoreError, number,
    rows::{Row, entries},
    stored, wire,
};

/// A feed's row as readers see it.
pub(super) struct FeedRow {
    pub(super) head: Head,
    /// When each field of the head last changed, by its name on the wire.
    pub(super) fields: BTreeMap<String, u64>,
}

impl FeedRow {
    pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<Self>> {
        let found = sqlx::query(
            "SELECT revision, head, fields, value FROM feeds CROSS JOIN meta WHERE id = $1 AND name = 'epoch'",
        );
        let Some(row) = found.bind(id).fetch_optional(connection).await? else { return Ok(None) };
        let document: String = row.try_get("head")?;
        let mut head = wire::stored_head(id, &document)?;
        head.id = id.to_owned();
        head.epoch = row.try_get("value")?;
        head.revision = number(row.try_get("revision")?);
        let fields: String = row.try_get("fields")?;
        Ok(Some(Self { head, fields: read_fields(id, &fields)? }))
    }
}

/// Reads `{"title": 7}`.
pub(super) fn read_fields(feed: &str, text: &str) -> Result<BTreeMap<String, u64>> {
    let unreadable = |reason: String| StoreError::Unreadable { what: format!("the fields of feed {feed}"), reason };
    serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))
}

impl Store {
    /// The ids of all feeds, in order.
    ///
    /// # Errors
    /// [`StoreError::Database`]
    pub async fn feeds(&self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar("SELECT id FROM feeds ORDER BY id").fetch_all(self.read_pool()).await?)
    }

    /// A feed's revision; none for a feed that is not here.
    ///
    /// # Errors
    /// [`StoreError::Database`]
    pub async fn revision(&self, id: &str) -> Result<Option<u64>> {
        let found = sqlx::query_scalar("SELECT revision FROM feeds WHERE id = $1").bind(id);
        let found: Option<i64> = found.fetch_optional(self.read_pool()).await?;
        Ok(found.map(number))
    }

    /// A whole feed as readers may see it, tombstones included. Of the head's links there are only those that an editor gives:
    /// the discussion's. Addresses begin with `/` or are whole.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Unreadable`]
    pub async fn feed(&self, id: &str) -> Result<Option<Feed>> {
        let mut snapshot = self.snapshot().await?;
        let Some(feed) = FeedRow::find(&mut snapshot, id).await? else { return Ok(None) };
        let rows = entries!("WHERE feed = $1 AND revision > 0 ORDER BY published DESC, sequence DESC, id DESC");
        let mut timeline = Timeline::default();
        for row in rows.bind(id).fetch_all(&mut *snapshot).await? {
            timeline.merge(Row::read(id, &row)?.seen());
        }
        Ok(Some(Feed { head: feed.head, timeline }))
    }

    /// What changed after a revision, at most `limit` entries of it: `more` says that it was cut. What it costs depends on how
    /// much changed, not on how long the feed is.
    ///
    /// A head's field is in the part that its last change belongs to. Asked for what comes after a revision that is not yet, it
    /// gives an empty delta whose `revision` is below its `from`.
    ///
    /// # Errors
    /// [`StoreError::Database`], [`StoreError::Unreadable`]
    pub async fn changes(&self, id: &str, from: u64, limit: usize) -> Result<Option<Delta>> {
        let mut snapshot = self.snapshot().await?;
        let Some(FeedRow { head, fields }) = FeedRow::find(&mut snapshot, id).await? else { return Ok(None) };
        let limit = limit.max(1);
        let rows = entries!("WHERE feed = $1 AND revision > $2 ORDER BY revision LIMIT $3");
        // Every entry that a write changes has a revision of its own, so any place between two is a boundary.
        let rows = rows.bind(id).bind(stored(from)).bind(stored(limit as u64 + 1)).fetch_all(&mut *snapshot).await?;
        let more = rows.len() > limit;
        let entries = rows.iter().take(limit).map(|row| Ok(Row::read(id, row)?.seen())).collect::<Result<Vec<_>>>()?;
        let revision = match entries.last() {
            Some(last) if more => last.place.revision,
            _ => head.revision,
        };
        let changed = |name: &str| fields.get(name).copied().filter(|at| *at > from && *at <= revision);
        let last = HeadField::ALL.into_iter().filter_map(|(_, name)| changed(name)).max();
        // Also 0, the feed says nothing: what it said before must not stay with those who read that.
        let poll_seconds = Some(head.poll_seconds);
        let epoch = head.epoch.clone();
        let change = last.map(|revision| HeadChange {
            revision,
            fields: HeadField::ALL.into_iter().filter(|(_, name)| changed(name).is_some()).map(|(f, _)| f).collect(),
            head,
        });
        let id = id.to_owned();
        Ok(Some(Delta { id, epoch, from, revision, more, head: change, entries, poll_seconds, updates: None }))
    }
}
