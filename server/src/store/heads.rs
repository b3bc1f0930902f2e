//! What can be done with a feed: made, alone or with the entries that it has already, and edited.

use live_updates::feed::{Feed, Head};
use serde_json::{Value, json};

use super::{
    Call, Done, Result, Role, Store, StoreError,
    entries::begin,
    input,
    rows::{Row, Status},
    wire::{self, Object},
    write::{Begun, Write},
};
use crate::feeds::{is_id, parse};

impl Store {
    /// Makes a feed of an object as on the wire: a head with an `id` and a `title`, and entries where there are any (an import).
    /// Revisions begin anew; the entries' order, ids and times stay.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] names the field, [`StoreError::Taken`], [`StoreError::Forbidden`].
    pub async fn new_feed(&self, call: &Call, mut document: Object) -> Result<Done> {
        let id = document.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !is_id(&id) {
            let what = "is not 1 to 80 of a-z, 0-9 and -, or it is the name of a page of the server";
            return Err(StoreError::invalid("/id", what));
        }
        call.by.may(Role::Admin, &id)?;
        input::check_head(&document, true)?;
        let entries = document.remove("entries").unwrap_or_default();
        let pinned = document.get("pinned").cloned();
        let mut head = editors_part(&id, Object::new(), document)?;
        let feed = whole(&id, entries)?;
        if let Some(pinned) = pinned {
            head.insert("pinned".to_owned(), pinned);
        }
        let mut write = match Write::create(self, call, &id, head).await? {
            Begun::Fresh(write) => write,
            Begun::Again(done) => return Ok(done),
        };
        write.log("made", None, Some(1), None).await?;
        if !write.head.contains_key("published") {
            let now = write.now().to_rfc3339();
            write.head.insert("published".to_owned(), json!(now));
        }
        for mut entry in feed.timeline.all().rev().cloned() {
            match entry.place.sequence {
                0 => entry.place.sequence = write.next_sequence(),
                given => write.sequence_was(given),
            }
            entry.place.revision = 0;
            let author = call.by.token.clone();
            let status = if entry.content.is_some() { Status::Published } else { Status::Deleted };
            let mut row = Row { entry, unseen: 0, status, publish_at: None, author };
            // A tombstone that nobody here has seen alive only keeps its id from being given again.
            write.save(&mut row, "imported", None).await?;
        }
        write.keep_pinned().await?;
        write.finish(|revision| feed_done(&id, revision, revision)).await
    }

    /// Lays a patch (RFC 7396) over a feed's head. `standfirst` and `summary` may be a text, or have `text`, `markdown` or `html`.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] names the field; [`StoreError::Newer`], [`StoreError::NoSuchFeed`], [`StoreError::Forbidden`].
    pub async fn edit_feed(&self, call: &Call, feed: &str, patch: Object) -> Result<Done> {
        call.by.may(Role::Editor, feed)?;
        let mut write = begin!(self, call, feed);
        let version = edited(&write.fields);
        call.expect(&version.to_string())?;
        input::check_head(&patch, false)?;
        let derived: Vec<_> = DERIVED.iter().filter_map(|name| Some((*name, write.head.get(*name)?.clone()))).collect();
        let mut head = editors_part(feed, write.head.clone(), patch)?;
        head.extend(derived.into_iter().map(|(name, value)| (name.to_owned(), value)));
        if head == write.head {
            return write.finish(|revision| feed_done(feed, revision, version)).await;
        }
        let before = Value::Object(std::mem::replace(&mut write.head, head)).to_string();
        let revision = write.raise();
        write.log("edited", None, Some(revision), Some(before)).await?;
        write.finish(|revision| feed_done(feed, revision, revision)).await
    }
}

/// What a head says of its entries.
const DERIVED: [&str; 4] = ["total", "key_entries", "updated", "pinned"];

/// The revision at which an editor last changed the head.
pub(super) fn edited(fields: &std::collections::BTreeMap<String, u64>) -> u64 {
    fields.iter().filter(|(name, _)| !DERIVED.contains(&name.as_str())).map(|(_, at)| *at).max().unwrap_or(0)
}

/// What editors say of a feed, as it is on the wire, after a patch.
fn editors_part(feed: &str, mut head: Object, patch: Object) -> Result<Object> {
    input::patch_head(&mut head, patch)?;
    for name in DERIVED {
        head.remove(name);
    }
    let mut read = wire::head(feed, &head).map_err(StoreError::Invalid)?;
    // Which links there are is the server's to say, but for the discussion's.
    let links = std::mem::take(&mut read.links);
    (read.links.discussion, read.links.log_in, read.links.register) = (links.discussion, links.log_in, links.register);
    let Head { total, .. } = &mut read;
    *total = 0;
    let mut written = wire::write_head(&read);
    written.remove("total");
    if written.get("links").and_then(Value::as_object).is_some_and(Object::is_empty) {
        written.remove("links");
    }
    Ok(written)
}

/// The entries of a document. One that cannot be read is an error here: an import is whole or it is none.
fn whole(feed: &str, entries: Value) -> Result<Feed> {
    let document = json!({"format": "live-updates/1", "title": "-", "entries": entries}).to_string();
    let parsed =
        parse(document.as_bytes(), &wire::base(feed)).map_err(|error| StoreError::invalid("", error.to_string()))?;
    match parsed.skipped.first() {
        Some(skipped) => Err(StoreError::invalid(wire::pointer(&skipped.path), skipped.reason.to_string())),
        None => Ok(parsed.feed),
    }
}

pub(super) fn feed_done(feed: &str, revision: u64, version: u64) -> Done {
    Done { feed: None, id: feed.to_owned(), revision, version: version.to_string(), status: None }
}

impl Write {
    /// Keeps of the pinned those that readers see.
    async fn keep_pinned(&mut self) -> Result<()> {
        let Some(Value::Array(pinned)) = self.head.remove("pinned") else { return Ok(()) };
        let mut kept = Vec::new();
        for id in pinned {
            let row = Row::find(&mut self.tx, &self.feed, id.as_str().unwrap_or_default()).await?;
            kept.extend(row.filter(|row| row.status == Status::Published).map(|_| id));
        }
        self.head.insert("pinned".to_owned(), Value::Array(kept));
        Ok(())
    }
}
