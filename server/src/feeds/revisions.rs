//! Revisions for files that have none, or that do not raise them: raised by content, as a database would with every change.

use live_updates::feed::{Entry, Feed, HeadField, Place, Timeline};

/// Gives a feed read from a file the revisions that follow from what it said before. A file that has its own keeps them.
///
/// `broken` are the ids of entries that the file has but that cannot be read: what they said before stays. `start` names the
/// server's own history; see [`epoch`].
pub(super) fn raise(mut fresh: Feed, before: Option<&Feed>, broken: &[&str], start: &str) -> Feed {
    keep_broken(&mut fresh, before, broken);
    if fresh.head.revision > 0 {
        return completed(fresh, before);
    }
    // Revisions that we count ourselves begin at 1 with every start of the server, so they are another history each time, even
    // where the file names an epoch: else open pages would take the new, lower numbers for old news and show no change.
    fresh.head.epoch = match fresh.head.epoch.as_str() {
        "" => start.to_owned(),
        theirs => format!("{theirs}-{start}"),
    };
    let before = before.filter(|before| fresh.head.epoch == before.head.epoch);
    let last = before.map_or(0, |before| before.head.revision);
    let next = last + 1;
    let mut changed = before.is_none();
    let mut timeline = Timeline::default();
    for entry in fresh.timeline.all() {
        let known = before.and_then(|before| before.timeline.get(&entry.place.id));
        let revision = match known {
            Some(known) if same(known, entry) => known.place.revision,
            _ => {
                changed = true;
                next
            }
        };
        timeline.merge(with_revision(entry, revision));
    }
    // An entry that a file no longer has was deleted: open pages learn it from a tombstone.
    for gone in before.into_iter().flat_map(|before| before.timeline.all()) {
        if fresh.timeline.get(&gone.place.id).is_none() {
            let revision = if gone.content.is_some() { next } else { gone.place.revision };
            changed |= gone.content.is_some();
            timeline.merge(Entry { content: None, ..with_revision(gone, revision) });
        }
    }
    let head_changed = before.is_some_and(|before| {
        let mut known = before.head.clone();
        known.revision = 0;
        known.links.updates = None;
        known != fresh.head
    });
    fresh.head.revision = if changed || head_changed { next } else { last };
    Feed { head: fresh.head, timeline }
}

/// Puts what broken entries said before in their places.
fn keep_broken(fresh: &mut Feed, before: Option<&Feed>, broken: &[&str]) {
    // Where the file gives no total, it was counted without them.
    let counted = fresh.head.total as usize == fresh.timeline.shown().count();
    for known in before.into_iter().flat_map(|before| before.timeline.all()) {
        if broken.contains(&known.place.id.as_str()) {
            fresh.timeline.merge(known.clone());
        }
    }
    if counted {
        fresh.head.total = u32::try_from(fresh.timeline.shown().count()).unwrap_or(u32::MAX);
    }
}

/// A file with revisions of its own keeps them, as far as readers would learn of every change by them: what changed without a
/// revision that says so gets the feed's, and a feed that changed without raising its own is raised. A revision that is too high
/// only costs the reader's browser a comparison.
fn completed(mut fresh: Feed, before: Option<&Feed>) -> Feed {
    let before = before.filter(|before| fresh.head.epoch == before.head.epoch);
    let last = before.map_or(0, |before| before.head.revision);
    let raised = fresh.head.revision > last;
    let next = if raised { fresh.head.revision } else { last + 1 };
    let mut changed = false;
    let mut timeline = Timeline::default();
    for entry in fresh.timeline.all() {
        let known = before.and_then(|before| before.timeline.get(&entry.place.id));
        let own = entry.place.revision;
        let revision = match known {
            Some(known) if same(known, entry) && (own == 0 || !raised) => known.place.revision,
            // One above the feed's would be sent with every delta and still never be reached.
            Some(known) if same(known, entry) => own.min(next).max(known.place.revision),
            None if before.is_none() && own > 0 => own.min(next),
            _ if raised && own > last => own.min(next),
            _ => {
                changed = true;
                next
            }
        };
        timeline.merge(with_revision(entry, revision));
    }
    // In a file that says it has everything, what is not there any more was deleted.
    let whole = fresh.head.links.older.is_none();
    for gone in before.filter(|_| whole).into_iter().flat_map(|before| before.timeline.all()) {
        if fresh.timeline.get(&gone.place.id).is_none() {
            changed |= gone.content.is_some();
            let revision = if gone.content.is_some() { next } else { gone.place.revision };
            timeline.merge(Entry { content: None, ..with_revision(gone, revision) });
        }
    }
    changed |= before.is_some_and(|before| {
        HeadField::ALL.iter().any(|(field, _)| !field.same(&before.head, &fresh.head))
            || before.head.poll_seconds != fresh.head.poll_seconds
    });
    fresh.head.revision = match (raised, changed) {
        (true, _) | (_, true) => next,
        _ => last,
    };
    Feed { head: fresh.head, timeline }
}

fn with_revision(entry: &Entry, revision: u64) -> Entry {
    Entry { place: Place { revision, ..entry.place.clone() }, content: entry.content.clone() }
}

/// Whether an entry says what it said, wherever its revision stands.
fn same(known: &Entry, entry: &Entry) -> bool {
    let place = |entry: &Entry| (entry.place.published.to_rfc3339(), entry.place.sequence);
    known.content == entry.content && place(known) == place(entry)
}

/// A short name for a history that begins now: milliseconds since 1970 in base 36.
pub(super) fn epoch(now: std::time::SystemTime) -> String {
    let mut n = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |age| age.as_millis());
    let mut out = Vec::new();
    while n > 0 {
        out.push(char::from_digit((n % 36) as u32, 36).unwrap_or('0'));
        n /= 36;
    }
    out.iter().rev().collect()
}
