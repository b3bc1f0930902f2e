//! What can be done with an entry.

use chrono::{DateTime, Utc};
use live_updates::feed::{Correction, Stamp};
use serde_json::{Value, json};

use super::{
    Call, Done, Result, Role, Store, StoreError, input,
    rows::{Row, Status},
    wire::Object,
    write::{Begun, Write},
};

/// Begins a write, or gives what was answered to the same one before.
macro_rules! begin {
    ($store:expr, $call:expr, $feed:expr) => {
        match Write::begin($store, $call, $feed).await? {
            Begun::Fresh(write) => write,
            Begun::Again(done) => return Ok(done),
        }
    };
}
pub(super) use begin;

impl Store {
    /// Posts an entry: an object as on the wire, or with `text`, `markdown` or `html`. An id that is not given is made, and so
    /// is `published`. Beside the wire's fields there may be `status` (`draft`), `publish_at` and `pinned`.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] names the field; [`StoreError::Taken`], [`StoreError::NoSuchFeed`], [`StoreError::Forbidden`].
    pub async fn post(&self, call: &Call, feed: &str, mut entry: Object) -> Result<Done> {
        call.by.may(Role::Author, feed)?;
        let mut write = begin!(self, call, feed);
        input::check_entry(&entry, &["id", "sequence", "revision", "status", "publish_at", "pinned"])?;
        let pinned = flag(&mut entry, "pinned")?;
        if pinned {
            call.by.may(Role::Editor, feed)?;
        }
        let at = moment(&mut entry, "publish_at")?;
        let status = match entry.remove("status").unwrap_or_default() {
            Value::Null => Status::Published,
            Value::String(word) if word == "published" => Status::Published,
            Value::String(word) if word == "draft" => Status::Draft,
            _ => return Err(StoreError::invalid("/status", "is neither draft nor published")),
        };
        let sequence = write.next_sequence();
        let mut document = Object::new();
        document.insert("published".to_owned(), json!(write.now().to_rfc3339()));
        input::patch_entry(&mut document, entry)?;
        document.insert("sequence".to_owned(), json!(sequence));
        if document.get("id").is_none_or(Value::is_null) {
            document.insert("id".to_owned(), json!(write.free_id(sequence).await?));
        }
        let entry = write.checked(&document)?;
        let id = entry.place.id.to_string();
        if Row::find(&mut write.tx, feed, &id).await?.is_some() {
            return Err(StoreError::Taken("an entry"));
        }
        let author = call.by.token.clone();
        let mut row = Row { entry, unseen: 0, status, publish_at: None, author };
        row.entry.place.revision = 0;
        if let Some(at) = at.filter(|at| *at > call.now) {
            (row.status, row.publish_at) = (Status::Scheduled, Some(at.timestamp()));
        }
        if pinned && row.status != Status::Published {
            return Err(StoreError::invalid("/pinned", "is for entries that are published at once"));
        }
        write.save(&mut row, "posted", None).await?;
        if pinned {
            write.pin(&id, true);
        }
        let done = done(feed, &row);
        write.finish(|_| done).await
    }

    /// Lays a patch (RFC 7396) over an entry. `text`, `markdown` and `html` take the place of its body.
    ///
    /// # Errors
    /// As [`Store::post`], and [`StoreError::Newer`], [`StoreError::NoSuchEntry`], [`StoreError::EntryGone`].
    pub async fn edit(&self, call: &Call, feed: &str, id: &str, patch: Object) -> Result<Done> {
        call.by.may(Role::Author, feed)?;
        let mut write = begin!(self, call, feed);
        let before = write.own(id).await?;
        input::check_entry(&patch, &[])?;
        let mut row = write.patched(&before, patch)?;
        if row.entry != before.entry {
            write.save(&mut row, "edited", Some(&before)).await?;
        }
        let done = done(feed, &row);
        write.finish(|_| done).await
    }

    /// Corrects an entry openly: `correction` says what is right, `before` what it said. A patch of the entry may stand beside
    /// them.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub async fn correct(&self, call: &Call, feed: &str, id: &str, mut patch: Object) -> Result<Done> {
        call.by.may(Role::Author, feed)?;
        let mut write = begin!(self, call, feed);
        let before = write.own(id).await?;
        let text = words(&mut patch, "correction")?;
        let text = text.ok_or_else(|| StoreError::invalid("/correction", "is missing"))?;
        let said = words(&mut patch, "before")?;
        input::check_entry(&patch, &[])?;
        let mut row = write.patched(&before, patch)?;
        let at = write.now();
        if let Some(content) = &mut row.entry.content {
            content.corrections.push(Correction { at, text, before: said });
            content.updated = Some(at);
        }
        write.save(&mut row, "corrected", Some(&before)).await?;
        let done = done(feed, &row);
        write.finish(|_| done).await
    }

    /// Deletes an entry; a tombstone stays. What it said is kept in the log.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub async fn delete(&self, call: &Call, feed: &str, id: &str) -> Result<Done> {
        call.by.may(Role::Author, feed)?;
        let mut write = begin!(self, call, feed);
        let before = write.own(id).await?;
        let mut row = before.clone();
        (row.status, row.publish_at, row.entry.content) = (Status::Deleted, None, None);
        write.save(&mut row, "deleted", Some(&before)).await?;
        let done = done(feed, &row);
        write.finish(|_| done).await
    }

    /// Shows a published entry on top, or no longer.
    ///
    /// # Errors
    /// As [`Store::edit`]; an entry that readers do not see is [`StoreError::Invalid`].
    pub async fn pin(&self, call: &Call, feed: &str, id: &str, pinned: bool) -> Result<Done> {
        call.by.may(Role::Editor, feed)?;
        let mut write = begin!(self, call, feed);
        let row = write.own(id).await?;
        if pinned && row.status != Status::Published {
            return Err(StoreError::invalid("", "is not published, so it cannot be pinned"));
        }
        if write.pin(id, pinned) {
            let revision = write.raise();
            write.log(if pinned { "pinned" } else { "unpinned" }, Some(id), Some(revision), None).await?;
        }
        let done = done(feed, &row);
        write.finish(|_| done).await
    }

    /// Publishes an entry, now or at a moment to come.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub async fn publish(&self, call: &Call, feed: &str, id: &str, at: Option<DateTime<Utc>>) -> Result<Done> {
        call.by.may(Role::Author, feed)?;
        let mut write = begin!(self, call, feed);
        let before = write.own(id).await?;
        let mut row = before.clone();
        match at.filter(|at| *at > call.now) {
            _ if before.status == Status::Published => {}
            Some(at) => {
                (row.status, row.publish_at) = (Status::Scheduled, Some(at.timestamp()));
                write.save(&mut row, "scheduled", Some(&before)).await?;
            }
            None => {
                let now = write.now();
                write.show(&mut row, now);
                write.save(&mut row, "published", Some(&before)).await?;
            }
        }
        let done = done(feed, &row);
        write.finish(|_| done).await
    }

    /// Takes an entry from its readers, or from the schedule, and keeps it for editors.
    ///
    /// # Errors
    /// As [`Store::edit`].
    pub async fn unpublish(&self, call: &Call, feed: &str, id: &str) -> Result<Done> {
        call.by.may(Role::Author, feed)?;
        let mut write = begin!(self, call, feed);
        let before = write.own(id).await?;
        let mut row = before.clone();
        row.publish_at = None;
        row.status = match before.status {
            Status::Published => Status::Unpublished,
            Status::Scheduled if before.entry.place.revision > 0 => Status::Unpublished,
            Status::Scheduled => Status::Draft,
            other => other,
        };
        if row.status != before.status {
            write.save(&mut row, "unpublished", Some(&before)).await?;
        }
        let done = done(feed, &row);
        write.finish(|_| done).await
    }
}

/// The answer for an entry.
pub(super) fn done(feed: &str, row: &Row) -> Done {
    Done {
        feed: Some(feed.to_owned()),
        id: row.entry.place.id.to_string(),
        revision: row.entry.place.revision,
        version: row.version(),
        status: Some(row.status.as_str().to_owned()),
    }
}

fn flag(input: &mut Object, name: &str) -> Result<bool> {
    match input.remove(name).unwrap_or_default() {
        Value::Null => Ok(false),
        Value::Bool(flag) => Ok(flag),
        _ => Err(StoreError::invalid(format!("/{name}"), "is not true or false")),
    }
}

fn words(input: &mut Object, name: &str) -> Result<Option<String>> {
    match input.remove(name).unwrap_or_default() {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        _ => Err(StoreError::invalid(format!("/{name}"), "is not a text")),
    }
}

/// A moment, RFC 3339.
pub(crate) fn moment(input: &mut Object, name: &str) -> Result<Option<DateTime<Utc>>> {
    let wrong = || StoreError::invalid(format!("/{name}"), "is not a time as in RFC 3339");
    match input.remove(name).unwrap_or_default() {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(Stamp::parse_from_rfc3339(&text).map_err(|_| wrong())?.to_utc())),
        _ => Err(wrong()),
    }
}
