//! A test's newsroom: a feed of made-up entries, and an editor who changes it as the test or chance says.
//!
//! The writer knows what the feed says; a [`Desk`] carries each change to a server.

mod chance;
mod desk;
mod snapshot;

use serde_json::{Value, json};

use self::{chance::Chance, snapshot::Written};
pub use self::{
    desk::{Change, Desk, Folder},
    snapshot::Snapshot,
};
use crate::{Outcome, Stage};

/// When the first entry is published, in seconds since 1970: 14 March 2026, 6:00 GMT. The others follow, two minutes apart.
const BEGINNING: i64 = 1_773_468_000;
const APART: i64 = 120;

/// An editor and what the feed says by now.
#[derive(Debug)]
pub struct Writer<D> {
    desk: D,
    chance: Chance,
    feed: Snapshot,
}

impl Writer<Folder> {
    /// Begins a feed in the folder of a stage's server; the same seed writes the same feed.
    ///
    /// # Errors
    /// If its file cannot be written.
    pub async fn begin(stage: &Stage, feed: &str, entries: usize, seed: u64) -> Outcome<Self> {
        Self::at(Folder::new(stage.folder()), feed, entries, seed).await
    }
}

impl<D: Desk> Writer<D> {
    /// Begins a feed of so many entries at a desk; the same seed writes the same feed.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn at(desk: D, feed: &str, entries: usize, seed: u64) -> Outcome<Self> {
        let head = json!({
            "format": "live-updates/1", "id": feed, "epoch": "first", "revision": 0, "language": "en", "date_style": "dots",
            "time_zone": {"labels": {"+00:00": "GMT"}}, "poll_seconds": 10,
            "title": "A made-up day at the quarry", "state": "live", "pinned": [],
        });
        let mut writer =
            Self { desk, chance: Chance::of(seed), feed: Snapshot { head, entries: Vec::new(), sequence: 0 } };
        for n in 0..i64::try_from(entries)? {
            writer.write(BEGINNING + n * APART);
        }
        writer.tell(Change::Whole).await?;
        Ok(writer)
    }

    /// Adds an entry that is newer than all; gives its id.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn add(&mut self) -> Outcome<String> {
        let newest = self.feed.entries.last().map_or(BEGINNING, |entry| entry.at);
        self.insert(newest + APART).await
    }

    /// Adds an entry that is a little newer than another; gives its id.
    ///
    /// # Errors
    /// If there is no such entry, or the desk fails.
    pub async fn add_after(&mut self, id: &str) -> Outcome<String> {
        let at = self.feed.entries[self.place(id)?].at + self.chance.below(APART);
        self.insert(at).await
    }

    async fn insert(&mut self, at: i64) -> Outcome<String> {
        self.raise();
        let entry = self.write(at);
        self.tell(Change::Add(entry.value)).await?;
        Ok(entry.id)
    }

    /// Changes fields of an entry; null takes one away.
    ///
    /// # Errors
    /// If there is no such entry, or the desk fails.
    pub async fn edit(&mut self, id: &str, fields: Value) -> Outcome {
        let place = self.place(id)?;
        let revision = self.raise();
        let entry = &mut self.feed.entries[place].value;
        merge(entry, &fields);
        entry["revision"] = revision.into();
        self.tell(Change::Edit { id: id.to_owned(), fields }).await
    }

    /// Gives an entry another text, shorter or longer.
    ///
    /// # Errors
    /// If there is no such entry, or the desk fails.
    pub async fn rewrite(&mut self, id: &str) -> Outcome {
        let body = self.chance.body();
        self.edit(id, json!({ "body": body })).await
    }

    /// Puts a picture on top of an entry, at an address that no browser has seen, so that the test can delay it (`stage.delay("/media/")`).
    ///
    /// # Errors
    /// If there is no such entry, or the desk fails.
    pub async fn picture(&mut self, id: &str) -> Outcome {
        let mut body = self.feed.entries[self.place(id)?].value["body"].as_array().cloned().unwrap_or_default();
        body.insert(0, self.chance.picture());
        self.edit(id, json!({ "body": body })).await
    }

    /// Deletes an entry; a tombstone stays.
    ///
    /// # Errors
    /// If there is no such entry, or the desk fails.
    pub async fn delete(&mut self, id: &str) -> Outcome {
        let place = self.place(id)?;
        let revision = self.raise();
        let entry = &mut self.feed.entries[place];
        entry.value = json!({
            "id": entry.id, "sequence": entry.sequence, "revision": revision, "published": rfc3339(entry.at), "deleted": true,
        });
        let left: Vec<_> = self.pinned().into_iter().filter(|pinned| pinned != id).collect();
        self.feed.head["pinned"] = left.into();
        self.tell(Change::Delete { id: id.to_owned() }).await
    }

    /// Pins these entries and no others.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn pin(&mut self, ids: &[&str]) -> Outcome {
        self.head(json!({ "pinned": ids })).await
    }

    /// Gives the feed another title.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn retitle(&mut self, title: &str) -> Outcome {
        self.head(json!({ "title": title })).await
    }

    /// Gives the feed another state: scheduled, live, paused, ended.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn state(&mut self, state: &str) -> Outcome {
        self.head(json!({ "state": state })).await
    }

    /// Changes fields of the head.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn head(&mut self, fields: Value) -> Outcome {
        self.raise();
        merge(&mut self.feed.head, &fields);
        self.tell(Change::Head(fields)).await
    }

    /// Begins another history: the same entries under another epoch, with revisions that begin anew, as after a move to a new database.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn new_epoch(&mut self, epoch: &str) -> Outcome {
        self.feed.head["epoch"] = epoch.into();
        self.feed.head["revision"] = 1.into();
        for entry in &mut self.feed.entries {
            entry.value["revision"] = 1.into();
        }
        self.tell(Change::Whole).await
    }

    /// What the feed says now.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.feed
    }

    /// Puts an old state back, its revisions too: a restored backup. With an epoch it says so; without one it is the accident that an
    /// epoch is there to prevent.
    ///
    /// # Errors
    /// If the desk fails.
    pub async fn restore(&mut self, old: Snapshot, epoch: Option<&str>) -> Outcome {
        self.feed = old;
        if let Some(epoch) = epoch {
            self.feed.head["epoch"] = epoch.into();
        }
        self.tell(Change::Whole).await
    }

    /// The entries that a reader sees, newest first.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        self.feed.shown().into_iter().map(|(id, _)| id).collect()
    }

    /// The feed's revision, as this writer counts; a server with a database counts by itself.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.feed.head["revision"].as_u64().unwrap_or_default()
    }

    fn pinned(&self) -> Vec<String> {
        let pinned = self.feed.head["pinned"].as_array().into_iter().flatten();
        pinned.filter_map(|id| Some(id.as_str()?.to_owned())).collect()
    }

    fn raise(&mut self) -> u64 {
        let next = self.revision() + 1;
        self.feed.head["revision"] = next.into();
        next
    }

    /// Makes an entry up and puts it in its place.
    fn write(&mut self, at: i64) -> Written {
        self.feed.sequence += 1;
        let (sequence, revision) = (self.feed.sequence, self.revision().max(1));
        self.feed.head["revision"] = revision.into();
        let id = format!("q{sequence}");
        let mut value = json!({"id": id, "sequence": sequence, "revision": revision, "published": rfc3339(at)});
        merge(&mut value, &self.chance.entry(sequence));
        let entry = Written { id, at, sequence, value };
        let place = self.feed.entries.partition_point(|other| (other.at, other.sequence) < (at, sequence));
        self.feed.entries.insert(place, entry.clone());
        entry
    }

    fn place(&self, id: &str) -> Outcome<usize> {
        let is_it = |entry: &Written| entry.id == id && !entry.is_deleted();
        self.feed.entries.iter().position(is_it).ok_or_else(|| format!("no entry {id}").into())
    }

    async fn tell(&mut self, change: Change) -> Outcome {
        self.desk.publish(&self.feed, &change).await
    }
}

/// Puts fields into an object; null takes one away.
fn merge(into: &mut Value, fields: &Value) {
    let (Some(into), Some(fields)) = (into.as_object_mut(), fields.as_object()) else { return };
    for (name, value) in fields {
        if value.is_null() {
            into.remove(name);
        } else {
            into.insert(name.clone(), value.clone());
        }
    }
}

/// A time as feeds have it (RFC 3339).
fn rfc3339(seconds: i64) -> String {
    chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default().to_rfc3339()
}
