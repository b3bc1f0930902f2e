//! Entries in order, and how a change is merged into them.

use super::{Content, Entry, EntryId, Place};

/// Which end comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest entry first.
    #[default]
    NewFirst,
    /// The oldest entry first: the story from its beginning.
    OldFirst,
}

impl Order {
    /// Both orders.
    pub const ALL: [Self; 2] = [Self::NewFirst, Self::OldFirst];

    /// The word of the attribute, of `?order=` and of `lu-order`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NewFirst => "new-first",
            Self::OldFirst => "old-first",
        }
    }

    /// Reads the word back; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.as_str() == text)
    }
}

/// What merging an entry did.
#[derive(Clone, Debug, PartialEq)]
pub enum Merged<T = Content> {
    /// It is new here.
    Added,
    /// It replaced an older revision, which held this.
    Revised(Option<T>),
    /// It is not newer than what is here; nothing changed. What was offered comes back.
    Stale(Entry<T>),
}

/// Entries, tombstones included, newest first. Per entry the higher revision wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<T = Content> {
    /// Newest first.
    entries: Vec<Entry<T>>,
    /// The place of each id, sorted by id: a search tree would cost the browser's build more than it saves.
    places: Vec<Place>,
}

impl<T> Default for Timeline<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: Vec::new() }
    }
}

impl<T> Timeline<T> {
    /// Merges an entry as it is now.
    pub fn merge(&mut self, entry: Entry<T>) -> Merged<T> {
        let before = match self.find(&entry.place.id) {
            Ok(known) if self.places[known].revision >= entry.place.revision => return Merged::Stale(entry),
            Ok(known) => {
                let place = core::mem::replace(&mut self.places[known], entry.place.clone());
                self.position(&place).map(|at| self.entries.remove(at))
            }
            Err(at) => {
                self.places.insert(at, entry.place.clone());
                None
            }
        };
        // A feed arrives newest first, so the end is the likely place.
        let at = match self.entries.last() {
            Some(last) if last.place.key() < entry.place.key() => {
                self.entries.partition_point(|other| other.place.key() > entry.place.key())
            }
            _ => self.entries.len(),
        };
        self.entries.insert(at, entry);
        match before {
            Some(before) => Merged::Revised(before.content),
            None => Merged::Added,
        }
    }

    /// Takes an entry out, tombstone or not, as if it had never been here.
    pub fn forget(&mut self, id: &EntryId) -> Option<Entry<T>> {
        let place = self.places.remove(self.find(id).ok()?);
        self.position(&place).map(|at| self.entries.remove(at))
    }

    /// Takes out whatever `stays` does not hold, tombstones too.
    pub fn retain(&mut self, stays: impl Fn(&EntryId) -> bool) {
        self.entries.retain(|entry| stays(&entry.place.id));
        self.places.retain(|place| stays(&place.id));
    }

    /// Forgets all revisions, so that whatever a feed of another epoch says is news.
    pub fn distrust(&mut self) {
        let entries = self.entries.iter_mut().map(|entry| &mut entry.place);
        for place in entries.chain(&mut self.places) {
            place.revision = 0;
        }
    }

    /// Hands out everything, tombstones included, newest first.
    #[must_use]
    pub fn into_entries(self) -> Vec<Entry<T>> {
        self.entries
    }

    /// The place of an entry or tombstone.
    #[must_use]
    pub fn place(&self, id: &EntryId) -> Option<&Place> {
        self.find(id).ok().map(|at| &self.places[at])
    }

    /// An entry or tombstone.
    #[must_use]
    pub fn get(&self, id: &EntryId) -> Option<&Entry<T>> {
        self.position(self.place(id)?).and_then(|at| self.entries.get(at))
    }

    /// Everything, tombstones included, newest first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Entry<T>> {
        self.entries.iter()
    }

    /// What is shown, newest first: place and content.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = (&Place, &T)> {
        self.entries.iter().filter_map(|entry| entry.content.as_ref().map(|content| (&entry.place, content)))
    }

    /// What is shown, in the given order.
    #[must_use]
    pub fn ordered(&self, order: Order) -> Vec<(&Place, &T)> {
        match order {
            Order::NewFirst => self.shown().collect(),
            Order::OldFirst => self.shown().rev().collect(),
        }
    }

    fn find(&self, id: &EntryId) -> Result<usize, usize> {
        self.places.binary_search_by(|place| place.id.cmp(id))
    }

    fn position(&self, place: &Place) -> Option<usize> {
        let at = self.entries.partition_point(|other| other.place.key() > place.key());
        self.entries.get(at).filter(|found| found.place.id == place.id).map(|_| at)
    }
}
