//! What this server adds to whatever it serves: where its parts are, a page for each entry that has none, how often to ask.

use live_updates::feed::{Delta, Entry, Feed, Head, Timeline, Url};

/// Seconds between two polls where a feed does not say.
pub(super) const POLL_SECONDS: u32 = 10;

/// A feed with this server's addresses, but for the updates': those follow from the revision.
pub(super) fn feed(mut feed: Feed, id: &str) -> Feed {
    feed.head.id = id.to_owned();
    head(&mut feed.head);
    let mut timeline = Timeline::default();
    for known in feed.timeline.all() {
        let mut dressed = known.clone();
        entry(&mut dressed, id);
        timeline.merge(dressed);
    }
    feed.timeline = timeline;
    feed
}

/// Says in a head where what changes after it will be.
pub(super) fn updates(head: &mut Head) {
    head.links.updates = updates_at(&head.id, head.revision);
}

/// A delta with this server's addresses. `poll_seconds` is the feed's, 0 where it says nothing.
pub(super) fn delta(delta: &mut Delta, poll_seconds: u32) {
    let id = delta.id.clone();
    delta.updates = updates_at(&id, delta.revision);
    delta.poll_seconds = Some(polled(poll_seconds));
    if let Some(change) = &mut delta.head {
        change.head.id = id.clone();
        head(&mut change.head);
    }
    delta.entries.iter_mut().for_each(|changed| entry(changed, &id));
}

fn head(head: &mut Head) {
    let at = |rest: &str| Url::parse(&format!("/{}/{rest}", head.id)).ok();
    (head.links.this, head.links.stream, head.links.entry) = (at("feed.json"), at("stream"), at("entries/{id}.json"));
    head.links.updates = None;
    head.poll_seconds = polled(head.poll_seconds);
}

fn entry(entry: &mut Entry, id: &str) {
    if let Some(content) = &mut entry.content
        && content.url.is_none()
    {
        content.url = Url::parse(&format!("/{id}/entries/{}", entry.place.id)).ok();
    }
}

fn updates_at(id: &str, revision: u64) -> Option<Url> {
    Url::parse(&format!("/{id}/updates/{revision}")).ok()
}

fn polled(seconds: u32) -> u32 {
    if seconds == 0 { POLL_SECONDS } else { seconds }
}
