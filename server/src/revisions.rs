//! Revisions for files that have none: raised by content, as a database would raise them with every change.

use live_updates::feed::{Entry, Feed, Place};

/// Gives a feed read from a file the revisions that follow from what it said before. A file that has its own keeps them.
///
/// `broken` are the ids of entries that the file has but that cannot be read: what they said before stays.
pub(crate) fn raise(mut fresh: Feed, before: Option<&Feed>, broken: &[&str], epoch: &str) -> Feed {
    for known in before.into_iter().flat_map(|before| before.timeline.all()) {
        if broken.contains(&known.place.id.as_str()) {
            fresh.timeline.merge(known.clone());
        }
    }
    if fresh.head.revision > 0 {
        return fresh;
    }
    // A file that names another epoch begins another history.
    let before = before.filter(|before| fresh.head.epoch.is_empty() || fresh.head.epoch == before.head.epoch);
    let last = before.map_or(0, |before| before.head.revision);
    let next = last + 1;
    let mut changed = before.is_none();
    let mut feed = Feed { head: fresh.head.clone(), timeline: live_updates::feed::Timeline::default() };
    for entry in fresh.timeline.all() {
        let known = before.and_then(|before| before.timeline.get(&entry.place.id));
        let revision = match known {
            Some(known) if same(known, entry) => known.place.revision,
            _ => {
                changed = true;
                next
            }
        };
        let place = Place { revision, ..entry.place.clone() };
        feed.timeline.merge(Entry { place, content: entry.content.clone() });
    }
    // An entry that a file no longer has was deleted: open pages learn it from a tombstone.
    for gone in before.into_iter().flat_map(|before| before.timeline.all()) {
        if fresh.timeline.get(&gone.place.id).is_none() {
            let revision = if gone.content.is_some() { next } else { gone.place.revision };
            changed |= gone.content.is_some();
            feed.timeline.merge(Entry { place: Place { revision, ..gone.place.clone() }, content: None });
        }
    }
    if feed.head.epoch.is_empty() {
        feed.head.epoch = epoch.to_owned();
    }
    let head_changed = before.is_some_and(|before| {
        let mut known = before.head.clone();
        known.revision = 0;
        known != feed.head
    });
    feed.head.revision = if changed || head_changed { next } else { last };
    feed
}

/// Whether an entry says what it said, wherever its revision stands.
fn same(known: &Entry, entry: &Entry) -> bool {
    let place = |entry: &Entry| (entry.place.published.to_rfc3339(), entry.place.sequence);
    known.content == entry.content && place(known) == place(entry)
}

/// A short name for a history that begins now: milliseconds since 1970 in base 36.
pub(crate) fn epoch(now: std::time::SystemTime) -> String {
    let mut n = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |age| age.as_millis());
    let mut out = Vec::new();
    while n > 0 {
        out.push(char::from_digit((n % 36) as u32, 36).unwrap_or('0'));
        n /= 36;
    }
    out.iter().rev().collect()
}
