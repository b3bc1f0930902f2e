//! Entries that arrived and wait until the reader wants them.

use super::{Entry, EntryId, Order, Place, Timeline};

/// Entries that arrived and were not shown yet. Edits and deletions reach them while they wait.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unseen {
    /// What waits; tombstones too, so that an older answer does not bring an entry back.
    waiting: Timeline,
}

impl Unseen {
    /// How many wait: the number in "3 new updates".
    #[must_use]
    pub fn count(&self) -> usize {
        self.waiting.shown().count()
    }

    /// Whether an entry, or its tombstone, is here. All that comes of it belongs here too.
    #[must_use]
    pub fn holds(&self, id: &EntryId) -> bool {
        self.waiting.place(id).is_some()
    }

    /// Takes an entry in as it is now: one that arrived, or one that waits and was revised or deleted.
    pub fn merge(&mut self, entry: Entry) {
        self.waiting.merge(entry);
    }

    /// Drops whatever `stays` does not hold: a head that is whole says so by leaving entries out.
    pub fn retain(&mut self, stays: impl Fn(&EntryId) -> bool) {
        self.waiting.retain(stays);
    }

    /// The first of them as they will stand in this order: where the notice leads, and what the line is put before.
    #[must_use]
    pub fn first(&self, order: Order) -> Option<&Place> {
        let mut shown = self.waiting.shown().map(|(place, _)| place);
        match order {
            Order::NewFirst => shown.next(),
            Order::OldFirst => shown.next_back(),
        }
    }

    /// Hands out all that wait, tombstones included, to be shown. Nothing waits afterwards.
    pub fn take(&mut self) -> Timeline {
        core::mem::take(&mut self.waiting)
    }
}

/// What the page wants done with new entries: the attribute `updates`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Updates {
    /// They wait behind a notice, unless they can be shown without disturbing anybody.
    #[default]
    Ask,
    /// They go in at once.
    Auto,
    /// They are not asked for; those that somebody asked for are treated as in `Ask`.
    Off,
}

impl Updates {
    /// Reads the word of the attribute; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "ask" => Some(Self::Ask),
            "auto" => Some(Self::Auto),
            "off" => Some(Self::Off),
            _ => None,
        }
    }

    /// Whether an entry that was added has to wait.
    ///
    /// `paused`: the reader stopped live updates. `end_in_view`: the end where new entries go in is seen. `engaged`: focus, a
    /// selection or something playing is there.
    #[must_use]
    pub fn waits(self, paused: bool, end_in_view: bool, engaged: bool) -> bool {
        paused || self != Self::Auto && (!end_in_view || engaged)
    }
}
