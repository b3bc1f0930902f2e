//! What changed in a feed that is wholly known, read off the revisions of its parts.

use live_updates::feed::{Delta, Entry, Feed, HeadChange, HeadField};

/// Since when a feed's changes are known, and when each field of its head last changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    begins: u64,
    fields: Vec<(HeadField, u64)>,
}

impl History {
    /// What follows from what a feed said before. Without that, or in another epoch, its history begins now.
    pub(super) fn of(feed: &Feed, before: Option<(&Feed, &Self)>) -> Self {
        let now = feed.head.revision;
        let before = before.filter(|(known, _)| known.head.epoch == feed.head.epoch && known.head.revision <= now);
        let since = |field: HeadField| match before {
            Some((known, history)) if field.same(&known.head, &feed.head) => history.since(field),
            _ => now,
        };
        Self {
            begins: before.map_or(now, |(_, history)| history.begins),
            fields: HeadField::ALL.into_iter().map(|(field, _)| (field, since(field))).collect(),
        }
    }

    fn since(&self, field: HeadField) -> u64 {
        self.fields.iter().find(|(known, _)| *known == field).map_or(0, |(_, since)| *since)
    }
}

/// What changed after a revision. With more entries than `limit` it is cut, always between two revisions: a part of one would
/// lose the other part. A head's field is in the part that its last change belongs to.
///
/// `None` where the revision is not reached yet, or was left before this history began. Who comes from nothing, 0, misses no
/// deletion, so that is possible, unless a cut would leave them before the beginning again.
pub(super) fn changes(feed: &Feed, history: &History, from: u64, limit: usize) -> Option<Delta> {
    let head = &feed.head;
    if from > head.revision || (from > 0 && from < history.begins) {
        return None;
    }
    let mut changed: Vec<&Entry> = feed.timeline.all().filter(|entry| entry.place.revision > from).collect();
    changed.sort_by_key(|entry| entry.place.revision);
    let until = |revision: u64| changed.partition_point(|entry| entry.place.revision <= revision);
    let revision = match changed.get(limit) {
        None => head.revision,
        Some(over) => match until(over.place.revision - 1) {
            0 => over.place.revision,
            whole => changed[whole - 1].place.revision,
        },
    };
    if revision < history.begins {
        return None;
    }
    let fields = |below: u64| history.fields.iter().filter(move |(_, since)| *since > from && *since <= below);
    let head_revision = fields(revision).map(|(_, since)| *since).max();
    Some(Delta {
        id: head.id.clone(),
        epoch: head.epoch.clone(),
        from,
        revision,
        more: revision < head.revision,
        head: head_revision.map(|last| HeadChange {
            revision: last,
            fields: fields(revision).map(|(field, _)| *field).collect(),
            head: head.clone(),
        }),
        entries: changed[..until(revision)].iter().copied().cloned().collect(),
        poll_seconds: Some(head.poll_seconds),
        updates: None,
    })
}
