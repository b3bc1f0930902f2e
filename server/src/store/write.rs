//! One write: the feed's row locked, what is derived from its entries, the log, and all of it or nothing.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use live_updates::feed::{Block, Content, KeyEntry, Stamp, plain_text};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::{Row as _, Transaction, any::Any};

use super::{
    Call, Result, Store, StoreError, clock, number, once,
    pool::Kind,
    read,
    rows::{Row, Status, entries},
    stored,
    watch::CHANNEL,
    wire::{self, Object},
};

/// The key entries that a head lists.
const KEY_ENTRIES: i64 = 100;

/// Whoever waited for a lock sees what was written meanwhile, whatever the database's default is.
const READ_COMMITTED: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

/// What was done: the answer to every write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The feed of an entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed: Option<String>,
    /// The entry's id, or the feed's where it is no entry.
    pub id: String,
    /// The revision that readers see it at; 0 while they do not.
    pub revision: u64,
    /// What a condition (`If-Match`) on the next edit names.
    pub version: String,
    /// Where the entry stands: `draft`, `scheduled`, `published`, `unpublished`, `deleted`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// A write that begins, or one that was done before.
pub(super) enum Begun {
    Fresh(Box<Write>),
    Again(Done),
}

/// One write.
pub(super) struct Write {
    pub(super) tx: Transaction<'static, Any>,
    store: Store,
    pub(super) feed: String,
    /// The revision that the feed had.
    before: u64,
    /// The revision that it has now.
    revision: u64,
    sequence: u64,
    /// The head as it is now, and as it was.
    pub(super) head: Object,
    was: Object,
    pub(super) fields: BTreeMap<String, u64>,
    /// Whether the list of key entries may have changed.
    listed: bool,
    pub(super) call: Call,
}

impl Write {
    /// Locks a feed.
    pub(super) async fn begin(store: &Store, call: &Call, feed: &str) -> Result<Begun> {
        let (begin, lock) = match store.0.pools.kind {
            Kind::Sqlite => ("BEGIN IMMEDIATE", "SELECT revision, sequence, head, fields FROM feeds WHERE id = $1"),
            Kind::Postgres { .. } => {
                (READ_COMMITTED, "SELECT revision, sequence, head, fields FROM feeds WHERE id = $1 FOR UPDATE")
            }
        };
        let mut tx = store.0.pools.write.begin_with(begin).await?;
        let found = sqlx::query(lock).bind(feed).fetch_optional(&mut *tx).await?.ok_or(StoreError::NoSuchFeed)?;
        if let Some(done) = once::answered(&mut tx, call).await? {
            return Ok(Begun::Again(done));
        }
        let head = wire::object(feed, &found.try_get::<String, _>("head")?)?;
        let revision = number(found.try_get("revision")?);
        Ok(Begun::Fresh(Box::new(Self {
            tx,
            store: store.clone(),
            feed: feed.to_owned(),
            before: revision,
            revision,
            sequence: number(found.try_get("sequence")?),
            was: head.clone(),
            head,
            fields: read::read_fields(feed, &found.try_get::<String, _>("fields")?)?,
            listed: false,
            call: call.clone(),
        })))
    }

    /// Makes a feed's row, which is locked then.
    pub(super) async fn create(store: &Store, call: &Call, feed: &str, head: Object) -> Result<Begun> {
        let begin = if store.0.pools.kind == Kind::Sqlite { "BEGIN IMMEDIATE" } else { READ_COMMITTED };
        let mut tx = store.0.pools.write.begin_with(begin).await?;
        if let Some(done) = once::answered(&mut tx, call).await? {
            return Ok(Begun::Again(done));
        }
        let made = sqlx::query(
            "INSERT INTO feeds (id, revision, sequence, head, fields) VALUES ($1, 0, 0, '{}', '{}') \
             ON CONFLICT (id) DO NOTHING",
        );
        if made.bind(feed).execute(&mut *tx).await?.rows_affected() == 0 {
            // The same request may have been waited for.
            let done = once::answered(&mut tx, call).await?;
            return done.map(Begun::Again).ok_or(StoreError::Taken("a feed"));
        }
        let fields = BTreeMap::new();
        let (store, call, feed) = (store.clone(), call.clone(), feed.to_owned());
        let was = Object::new();
        let (before, sequence) = (0, 0);
        let fresh = Self { tx, store, feed, before, revision: 1, sequence, head, was, fields, listed: false, call };
        Ok(Begun::Fresh(Box::new(fresh)))
    }

    /// Now, by the newsroom's clock.
    pub(super) fn now(&self) -> Stamp {
        self.at(self.call.now)
    }

    /// A moment by the newsroom's clock.
    pub(super) fn at(&self, moment: DateTime<Utc>) -> Stamp {
        clock::local(moment, wire::time_zone(&self.head).as_ref())
    }

    /// The next revision, for a change that readers see.
    pub(super) fn raise(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }

    /// The next sequence.
    pub(super) fn next_sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// Goes on counting after a sequence that was given.
    pub(super) fn sequence_was(&mut self, given: u64) {
        self.sequence = self.sequence.max(given);
    }

    /// An entry that is there.
    pub(super) async fn row(&mut self, id: &str) -> Result<Row> {
        let row = Row::find(&mut self.tx, &self.feed, id).await?.ok_or(StoreError::NoSuchEntry)?;
        if row.status == Status::Deleted { Err(StoreError::EntryGone) } else { Ok(row) }
    }

    /// Saves an entry and logs what was done. It gets a revision if readers see it, or saw it `before`.
    pub(super) async fn save(&mut self, row: &mut Row, what: &str, before: Option<&Row>) -> Result<()> {
        let shows = |row: &Row| row.status == Status::Published;
        if shows(row) || before.is_some_and(shows) {
            row.entry.place.revision = self.raise();
            row.unseen = 0;
            let key = |row: &Row| row.entry.content.as_ref().is_some_and(|content| content.key);
            self.listed |= key(row) || before.is_some_and(key);
        } else {
            row.unseen += 1;
        }
        if !shows(row) {
            let id = row.entry.place.id.to_string();
            if let Some(Value::Array(pinned)) = self.head.get_mut("pinned") {
                pinned.retain(|pinned| pinned.as_str() != Some(&id));
            }
        }
        row.save(&mut self.tx, &self.feed).await?;
        let revision = (row.unseen == 0).then_some(row.entry.place.revision);
        let before = before.map(|row| Value::Object(row.document()).to_string());
        self.log(what, Some(row.entry.place.id.as_str()), revision, before).await
    }

    /// Writes down what was done.
    pub(super) async fn log(
        &mut self,
        what: &str,
        entry: Option<&str>,
        revision: Option<u64>,
        before: Option<String>,
    ) -> Result<()> {
        let at = self.now().to_rfc3339();
        sqlx::query(
            "INSERT INTO changes (feed, revision, entry, what, at, token, before) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&self.feed)
        .bind(revision.map(stored))
        .bind(entry)
        .bind(what)
        .bind(at)
        .bind(self.call.by.token.as_deref())
        .bind(before)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Derives, saves and acknowledges. `answer` is given the revision that the feed has then.
    pub(super) async fn finish(mut self: Box<Self>, answer: impl FnOnce(u64) -> Done) -> Result<Done> {
        if self.revision > self.before {
            self.derive().await?;
        }
        sqlx::query("UPDATE feeds SET revision = $2, sequence = $3, head = $4, fields = $5 WHERE id = $1")
            .bind(&self.feed)
            .bind(stored(self.revision))
            .bind(stored(self.sequence))
            .bind(Value::Object(self.head).to_string())
            .bind(json!(self.fields).to_string())
            .execute(&mut *self.tx)
            .await?;
        let done = answer(self.revision);
        once::keep(&mut self.tx, &self.call, &done).await?;
        let seen = self.revision > self.before;
        if seen && self.store.0.pools.kind != Kind::Sqlite {
            let word = format!("{} {}", self.feed, self.revision);
            sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(word).execute(&mut *self.tx).await?;
        }
        self.tx.commit().await?;
        if seen {
            self.store.0.watch.tell(&self.feed, self.revision);
        }
        Ok(done)
    }

    /// What a head says of its entries, and when each of its fields changed.
    async fn derive(&mut self) -> Result<()> {
        let total = sqlx::query_scalar("SELECT COUNT(*) FROM entries WHERE feed = $1 AND status = 'published'");
        let total: i64 = total.bind(&self.feed).fetch_one(&mut *self.tx).await?;
        self.head.insert("total".to_owned(), json!(total));
        if self.listed {
            let keys = self.key_entries().await?;
            self.head.insert("key_entries".to_owned(), keys);
        }
        self.head.insert("updated".to_owned(), json!(self.now().to_rfc3339()));
        let names = self.head.keys().chain(self.was.keys());
        let changed = names.filter(|name| self.head.get(*name) != self.was.get(*name));
        let changed: Vec<String> = changed.cloned().collect();
        self.fields.extend(changed.into_iter().map(|name| (name, self.revision)));
        Ok(())
    }

    async fn key_entries(&mut self) -> Result<Value> {
        let rows = entries!(
            "WHERE feed = $1 AND listed = 1 AND status = 'published' ORDER BY published DESC, sequence DESC, id DESC LIMIT $2"
        );
        let rows = rows.bind(&self.feed).bind(KEY_ENTRIES).fetch_all(&mut *self.tx).await?;
        let mut keys = Vec::new();
        for row in &rows {
            let entry = Row::read(&self.feed, row)?.entry;
            let title = entry.content.as_ref().and_then(headline);
            keys.extend(title.map(|title| KeyEntry { id: entry.place.id, title, published: entry.place.published }));
        }
        let line = |key: &KeyEntry| json!({"id": key.id.as_str(), "title": key.title, "published": key.published.to_rfc3339()});
        Ok(keys.iter().map(line).collect())
    }
}

/// What the contents call an entry: its title, else how its text begins.
fn headline(content: &Content) -> Option<String> {
    const LONGEST: usize = 80;
    if content.title.is_some() {
        return content.title.clone();
    }
    let text = content.body.iter().find_map(|block| match block {
        Block::Paragraph(inlines) | Block::Heading { content: inlines, .. } => Some(plain_text(inlines)),
        _ => None,
    })?;
    if text.chars().count() <= LONGEST {
        return Some(text);
    }
    let start: String = text.chars().take(LONGEST).collect();
    let whole = start.rfind(' ').map_or(start.as_str(), |end| &start[..end]);
    Some(format!("{whole}…"))
}

#[cfg(test)]
mod tests {
    use live_updates::feed::{Block, Content, Inline};

    use super::headline;

    #[test]
    fn an_entry_without_a_title_is_listed_by_how_it_begins() {
        let text = |text: &str| Content {
            body: vec![Block::Paragraph(vec![Inline::Text(text.to_owned())])],
            ..Content::default()
        };
        assert_eq!(headline(&text("The ferry is late.")).as_deref(), Some("The ferry is late."));
        let long = headline(&text(&"quay ".repeat(30))).unwrap();
        assert!(long.ends_with("quay…") && long.chars().count() <= 81, "{long}");
        assert_eq!(headline(&Content::default()), None);
    }
}
