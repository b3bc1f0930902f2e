//! An entry's row: its document, and what the database has to know beside it.

use live_updates::feed::{Entry, Place};
use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{Result, StoreError, number, stored, wire};
use crate::store::wire::Object;

/// Where an entry stands with its readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Draft,
    Scheduled,
    Published,
    Unpublished,
    Deleted,
}

impl Status {
    const ALL: [Self; 5] = [Self::Draft, Self::Scheduled, Self::Published, Self::Unpublished, Self::Deleted];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Unpublished => "unpublished",
            Self::Deleted => "deleted",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// An entry's row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The entry; its revision is the one that readers last saw, 0 for none. What was deleted has no content.
    pub(super) entry: Entry,
    /// Edits since that revision.
    pub(super) unseen: u64,
    pub(super) status: Status,
    /// Seconds since 1970.
    pub(super) publish_at: Option<i64>,
    /// The token that posted it.
    pub(super) author: Option<String>,
}

/// A query for entries, with what [`Row::read`] needs of them.
macro_rules! entries {
    ($which:literal) => {
        sqlx::query(concat!("SELECT revision, unseen, status, publish_at, author, document FROM entries ", $which))
    };
}
pub(super) use entries;

impl Row {
    pub(super) fn read(feed: &str, row: &AnyRow) -> Result<Self> {
        let document: String = row.try_get("document")?;
        let mut entry = wire::stored_entry(feed, &document)?;
        entry.place.revision = number(row.try_get("revision")?);
        let status: String = row.try_get("status")?;
        let unknown = || StoreError::Unreadable { what: "an entry's status".to_owned(), reason: status.clone() };
        Ok(Self {
            entry,
            unseen: number(row.try_get("unseen")?),
            status: Status::parse(&status).ok_or_else(unknown)?,
            publish_at: row.try_get("publish_at")?,
            author: row.try_get("author")?,
        })
    }

    pub(super) async fn find(connection: &mut AnyConnection, feed: &str, id: &str) -> Result<Option<Self>> {
        let found = entries!("WHERE feed = $1 AND id = $2").bind(feed).bind(id).fetch_optional(connection).await?;
        found.map(|row| Self::read(feed, &row)).transpose()
    }

    pub(super) async fn save(&self, connection: &mut AnyConnection, feed: &str) -> Result<()> {
        let Place { id, revision, published, sequence } = &self.entry.place;
        let listed = self.entry.content.as_ref().is_some_and(|content| content.key);
        let mut document = self.document();
        document.remove("revision");
        sqlx::query(
            "INSERT INTO entries \
             (feed, id, sequence, revision, unseen, status, publish_at, published, listed, author, document) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (feed, id) DO UPDATE SET \
             sequence = excluded.sequence, revision = excluded.revision, unseen = excluded.unseen, \
             status = excluded.status, publish_at = excluded.publish_at, published = excluded.published, \
             listed = excluded.listed, document = excluded.document",
        )
        .bind(feed)
        .bind(id.as_str())
        .bind(stored(*sequence))
        .bind(stored(*revision))
        .bind(stored(self.unseen))
        .bind(self.status.as_str())
        .bind(self.publish_at)
        .bind(published.timestamp_micros())
        .bind(i64::from(listed))
        .bind(self.author.as_deref())
        .bind(serde_json::Value::Object(document).to_string())
        .execute(connection)
        .await?;
        Ok(())
    }

    /// The entry as it is on the wire.
    pub(super) fn document(&self) -> Object {
        wire::write_entry(&self.entry)
    }

    /// What readers may see of it: the entry, or a tombstone.
    pub(super) fn seen(self) -> Entry {
        let content = if self.status == Status::Published { self.entry.content } else { None };
        Entry { content, ..self.entry }
    }

    /// What an editor's condition is compared with: `"412"`, or `"412.3"` after three edits that readers have not seen.
    pub(super) fn version(&self) -> String {
        let revision = self.entry.place.revision;
        if self.unseen == 0 { revision.to_string() } else { format!("{revision}.{}", self.unseen) }
    }
}
