//! What holds whenever an entry is written: whose it is, what it must say, when it was published.

use live_updates::feed::{Entry, Stamp};
use serde_json::{Value, json};

use super::{
    By, Result, Role, StoreError, input,
    rows::{Row, Status},
    secret,
    wire::{self, Object},
    write::Write,
};

impl Write {
    /// An entry that whoever asks may change, as it was when they read it.
    pub(super) async fn own(&mut self, id: &str) -> Result<Row> {
        let row = self.row(id).await?;
        let By { token, role, .. } = &self.call.by;
        if *role == Role::Author && row.author != *token {
            return Err(StoreError::Forbidden("the role editor, for somebody else's entry"));
        }
        self.call.expect(&row.version())?;
        Ok(row)
    }

    /// An entry with a patch laid over it.
    pub(super) fn patched(&self, before: &Row, patch: Object) -> Result<Row> {
        let dated = patch.contains_key("updated");
        let mut document = before.document();
        input::patch_entry(&mut document, patch)?;
        let mut row = before.clone();
        row.entry = self.checked(&document)?;
        row.entry.place.revision = before.entry.place.revision;
        let text = |row: &Row| row.entry.content.as_ref().map(|content| (content.title.clone(), content.body.clone()));
        if !dated && before.status == Status::Published && text(&row) != text(before) {
            let now = self.now();
            row.entry.content.iter_mut().for_each(|content| content.updated = Some(now));
        }
        Ok(row)
    }

    /// An entry as the wire's reader takes it, if it says anything.
    pub(super) fn checked(&self, document: &Object) -> Result<Entry> {
        let entry = wire::entry(&self.feed, document).map_err(StoreError::Invalid)?;
        let read = wire::write_entry(&entry);
        if let Some(fault) = wire::misread(document.get("body"), read.get("body"), "/body") {
            return Err(StoreError::Invalid(fault));
        }
        let content = entry.content.as_ref();
        if content.is_none_or(|content| content.title.is_none() && content.body.is_empty()) {
            return Err(StoreError::invalid("", "says nothing: it takes a title or a text"));
        }
        Ok(entry)
    }

    /// Makes an entry visible. Its time is that of its first publication.
    pub(super) fn show(&mut self, row: &mut Row, at: Stamp) {
        (row.status, row.publish_at) = (Status::Published, None);
        if row.entry.place.revision == 0 {
            row.entry.place.published = at;
            row.entry.place.sequence = self.next_sequence();
        }
    }

    /// A short id that no entry has.
    pub(super) async fn free_id(&mut self, sequence: u64) -> Result<String> {
        let mut id = format!("e{sequence}");
        while Row::find(&mut self.tx, &self.feed, &id).await?.is_some() {
            id = format!("e{sequence}-{}", secret(3)?);
        }
        Ok(id)
    }

    /// Puts an entry among the pinned, the newest first, or takes it out. Whether that changed anything.
    pub(super) fn pin(&mut self, id: &str, pinned: bool) -> bool {
        let mut list = match self.head.remove("pinned") {
            Some(Value::Array(list)) => list,
            _ => Vec::new(),
        };
        let was = list.iter().any(|known| known.as_str() == Some(id));
        if pinned && !was {
            list.insert(0, json!(id));
        }
        if !pinned {
            list.retain(|known| known.as_str() != Some(id));
        }
        self.head.insert("pinned".to_owned(), Value::Array(list));
        was != pinned
    }
}
