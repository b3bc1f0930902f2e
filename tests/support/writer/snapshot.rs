//! All that a feed said at one time, to publish or to put back.

use serde_json::{Value, json};

/// All that a feed said at one time.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The head, its `revision` among its fields.
    pub(super) head: Value,
    /// Every entry, tombstones too, oldest first.
    pub(super) entries: Vec<Written>,
    pub(super) sequence: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) id: String,
    pub(super) at: i64,
    pub(super) sequence: u64,
    /// The entry as it stands in the feed; of a deleted one the tombstone.
    pub(super) value: Value,
}

impl Written {
    pub(super) fn is_deleted(&self) -> bool {
        self.value["deleted"] == true
    }
}

impl Snapshot {
    /// The feed as a document of the native format.
    #[must_use]
    pub fn document(&self) -> Value {
        let mut feed = self.head.clone();
        let shown = || self.entries.iter().rev().filter(|entry| !entry.is_deleted()).map(|entry| &entry.value);
        let key = shown().filter(|entry| entry["key"] == true);
        let line = |entry: &Value| json!({"id": entry["id"], "title": entry["title"], "published": entry["published"]});
        feed["key_entries"] = key.take(100).map(line).collect();
        feed["total"] = shown().count().into();
        feed["entries"] = self.entries.iter().rev().map(|entry| entry.value.clone()).collect();
        feed
    }

    /// The entries that a reader sees, newest first: id, and the title or null.
    #[must_use]
    pub fn shown(&self) -> Vec<(String, Value)> {
        let shown = self.entries.iter().rev().filter(|entry| !entry.is_deleted());
        shown.map(|entry| (entry.id.clone(), entry.value["title"].clone())).collect()
    }
}
