//! What editors see: feeds and entries with what readers do not see of them, and what was done.

use chrono::DateTime;
use serde_json::{Value, json};
use sqlx::Row as _;

use super::{
    By, Result, Role, Store, StoreError, heads, number,
    read::FeedRow,
    rows::{Row, Status, entries},
    wire::{self, Object},
};

/// The most entries of one list.
const LONGEST: u32 = 200;

impl Store {
    /// A feed's head as it is on the wire, with its `version`.
    ///
    /// # Errors
    /// [`StoreError::NoSuchFeed`], [`StoreError::Forbidden`]
    pub async fn desk_feed(&self, by: &By, feed: &str) -> Result<Object> {
        by.may(Role::Author, feed)?;
        let mut connection = self.read_pool().acquire().await?;
        let found = FeedRow::find(&mut connection, feed).await?.ok_or(StoreError::NoSuchFeed)?;
        let mut head = wire::write_head(&found.head);
        head.insert("id".to_owned(), json!(feed));
        head.insert("epoch".to_owned(), json!(found.head.epoch));
        head.insert("revision".to_owned(), json!(found.head.revision));
        head.insert("version".to_owned(), json!(heads::edited(&found.fields).to_string()));
        Ok(head)
    }

    /// An entry as it is on the wire, with its `status`, `version` and, where it is scheduled, `publish_at`.
    ///
    /// # Errors
    /// [`StoreError::NoSuchFeed`], [`StoreError::NoSuchEntry`], [`StoreError::EntryGone`], [`StoreError::Forbidden`]
    pub async fn desk_entry(&self, by: &By, feed: &str, id: &str) -> Result<Object> {
        by.may(Role::Author, feed)?;
        let mut connection = self.read_pool().acquire().await?;
        let row = Row::find(&mut connection, feed, id).await?;
        let row = row.filter(|row| sees(by, row)).ok_or(StoreError::NoSuchEntry)?;
        if row.status == Status::Deleted { Err(StoreError::EntryGone) } else { Ok(shown(&row)) }
    }

    /// A feed's entries, newest first: those that are not deleted, or of one `status`; after the entry `after`, where that is
    /// given; at most `limit`. An author sees others' only when they are published.
    ///
    /// # Errors
    /// [`StoreError::NoSuchFeed`], [`StoreError::Forbidden`], [`StoreError::Invalid`] for a status that is none.
    pub async fn desk_entries(
        &self,
        by: &By,
        feed: &str,
        status: Option<&str>,
        after: Option<&str>,
        limit: Option<u32>,
    ) -> Result<Vec<Value>> {
        by.may(Role::Author, feed)?;
        if status.is_some_and(|word| Status::parse(word).is_none()) {
            return Err(StoreError::invalid("/status", "is no status"));
        }
        self.revision(feed).await?.ok_or(StoreError::NoSuchFeed)?;
        let others = by.role > Role::Author;
        let rows = entries!(
            "WHERE feed = $1 AND (status = $2 OR ($2 = '' AND status <> 'deleted')) \
             AND ($3 = 1 OR status = 'published' OR author = $4) AND ($5 = '' OR (published, sequence, id) < \
             (SELECT published, sequence, id FROM entries WHERE feed = $1 AND id = $5)) \
             ORDER BY published DESC, sequence DESC, id DESC LIMIT $6"
        );
        let rows = rows.bind(feed).bind(status.unwrap_or_default()).bind(i64::from(others));
        let rows = rows.bind(by.token.as_deref().unwrap_or_default()).bind(after.unwrap_or_default());
        let rows = rows.bind(i64::from(limit.unwrap_or(50).clamp(1, LONGEST))).fetch_all(self.read_pool()).await?;
        rows.iter().map(|row| Ok(Value::Object(shown(&Row::read(feed, row)?)))).collect()
    }

    /// What was done with an entry, oldest first: `what`, `at`, by which `token`, at which `revision`, and what was there `before`.
    ///
    /// # Errors
    /// [`StoreError::NoSuchFeed`], [`StoreError::NoSuchEntry`], [`StoreError::Forbidden`]
    pub async fn history(&self, by: &By, feed: &str, id: &str) -> Result<Vec<Value>> {
        by.may(Role::Author, feed)?;
        let mut connection = self.read_pool().acquire().await?;
        let row = Row::find(&mut connection, feed, id).await?;
        row.filter(|row| sees(by, row)).ok_or(StoreError::NoSuchEntry)?;
        let rows = sqlx::query(
            "SELECT what, at, token, revision, before FROM changes WHERE feed = $1 AND entry = $2 ORDER BY number",
        );
        let rows = rows.bind(feed).bind(id).fetch_all(&mut *connection).await?;
        let line = |row: &sqlx::any::AnyRow| {
            let before: Option<String> = row.try_get("before")?;
            let mut line = json!({
                "what": row.try_get::<String, _>("what")?,
                "at": row.try_get::<String, _>("at")?,
                "token": row.try_get::<Option<String>, _>("token")?,
                "revision": row.try_get::<Option<i64>, _>("revision")?.map(number),
                "before": before.map(|before| wire::object(feed, &before)).transpose()?,
            });
            if let Value::Object(line) = &mut line {
                line.retain(|_, value| !value.is_null());
            }
            Ok(line)
        };
        rows.iter().map(line).collect()
    }
}

/// Whether somebody may see an entry: everybody what readers see, authors their own, editors all.
fn sees(by: &By, row: &Row) -> bool {
    by.role > Role::Author || row.status == Status::Published || row.author == by.token
}

fn shown(row: &Row) -> Object {
    let mut entry = row.document();
    entry.insert("revision".to_owned(), json!(row.entry.place.revision));
    entry.insert("version".to_owned(), json!(row.version()));
    entry.insert("status".to_owned(), json!(row.status.as_str()));
    if let Some(at) = row.publish_at.and_then(|at| DateTime::from_timestamp(at, 0)) {
        entry.insert("publish_at".to_owned(), json!(at.to_rfc3339()));
    }
    entry
}
