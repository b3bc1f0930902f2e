//! A model of the server: what it holds, what it says of it, and a cache in front that says it too long.

use std::collections::BTreeMap;

use live_updates::feed::{
    Content, Delta, Entry, EntryId, Feed, Head, HeadChange, HeadField, Links, Place, State, Timeline, Url,
};

/// Entries in one delta; what is more is cut.
const CUT: usize = 3;

/// What an author does. Numbers choose among the entries there are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Add(u8),
    Edit(u8),
    Delete(u8),
    Pin(u8),
    Title,
    State(State),
    /// The log of changes is shortened: whoever is further behind needs the head.
    Shorten,
    /// An old backup of the database takes its place.
    Restore,
}

/// What the server says to a request.
#[derive(Clone, Debug)]
pub(super) enum Said {
    Delta(Box<Delta>),
    Head(Box<Feed>),
    TooOld,
}

#[derive(Clone)]
pub(super) struct Server {
    pub(super) feed: Feed,
    /// At which revision each field of the head was last changed.
    fields: BTreeMap<HeadField, u64>,
    /// The log begins after this revision.
    oldest: u64,
    added: u32,
    backup: Option<Box<Server>>,
    epochs: u32,
}

fn updates(revision: u64) -> Option<Url> {
    Url::parse(&format!("/h/updates/{revision}")).ok()
}

/// The revision inside an address of changes.
pub(super) fn revision_in(url: &Url) -> u64 {
    url.as_str().rsplit('/').next().unwrap().parse().unwrap()
}

impl Server {
    /// A server with a feed. `whole`: it is a plain file, without changes or stream, that is polled as a whole.
    pub(super) fn new(poll_seconds: u32, whole: bool) -> Self {
        let links = Links {
            updates: updates(1).filter(|_| !whole),
            stream: (!whole).then(|| Url::parse("/h/stream").unwrap()),
            ..Links::default()
        };
        let head = Head {
            id: "h".into(),
            epoch: "e0".into(),
            revision: 1,
            title: "The lock at Dunmere is repaired".into(),
            poll_seconds,
            links,
            ..Head::default()
        };
        let feed = Feed { head, timeline: Timeline::default() };
        Self { feed, fields: BTreeMap::new(), oldest: 0, added: 0, backup: None, epochs: 0 }
    }

    pub(super) fn act(&mut self, act: Act) {
        let revision = self.feed.head.revision + 1;
        let chosen = |n: u8, feed: &Feed| {
            let shown: Vec<Place> = feed.timeline.shown().map(|(place, _)| place.clone()).collect();
            (!shown.is_empty()).then(|| shown[usize::from(n) % shown.len()].clone())
        };
        match act {
            Act::Add(minute) => {
                self.added += 1;
                let published = chrono::DateTime::from_timestamp(i64::from(minute) * 60, 0).unwrap().fixed_offset();
                let id = EntryId::new(&format!("n{}", self.added)).unwrap();
                self.put(Place { id, revision, published, sequence: u64::from(self.added) }, true);
            }
            Act::Edit(n) => {
                let Some(place) = chosen(n, &self.feed) else { return };
                self.put(Place { revision, ..place }, true);
            }
            Act::Delete(n) => {
                let Some(place) = chosen(n, &self.feed) else { return };
                self.feed.head.pinned.retain(|id| *id != place.id);
                self.fields.insert(HeadField::Pinned, revision);
                self.put(Place { revision, ..place }, false);
            }
            Act::Pin(n) => {
                let Some(place) = chosen(n, &self.feed) else { return };
                self.feed.head.pinned = vec![place.id];
                self.fields.insert(HeadField::Pinned, revision);
            }
            Act::Title => {
                self.feed.head.title = format!("The lock at Dunmere, as of {revision}");
                self.fields.insert(HeadField::Title, revision);
            }
            Act::State(state) => {
                self.feed.head.state = state;
                self.fields.insert(HeadField::State, revision);
            }
            Act::Shorten => {
                self.oldest = self.feed.head.revision.saturating_sub(1);
                return;
            }
            Act::Restore => {
                self.restore();
                return;
            }
        }
        let total = self.feed.timeline.shown().count() as u32;
        if total != self.feed.head.total {
            self.feed.head.total = total;
            self.fields.insert(HeadField::Total, revision);
        }
        self.feed.head.revision = revision;
        if self.feed.head.links.updates.is_some() {
            self.feed.head.links.updates = updates(revision);
        }
        if revision.is_multiple_of(7) {
            self.backup = Some(Box::new(Self { backup: None, ..self.clone() }));
        }
    }

    fn put(&mut self, place: Place, shown: bool) {
        let title = Some(format!("{} as of {} in {}", place.id, place.revision, self.feed.head.epoch));
        let content = shown.then(|| Content { title, ..Content::default() });
        self.feed.timeline.merge(Entry { place, content });
    }

    fn restore(&mut self) {
        let Some(backup) = self.backup.take() else { return };
        let epochs = self.epochs + 1;
        let added = self.added;
        *self = *backup;
        self.epochs = epochs;
        // Half of the time the ids of entries that were lost are given out again.
        if epochs.is_multiple_of(2) {
            self.added = added;
        }
        self.feed.head.epoch = format!("e{epochs}");
    }

    /// The whole feed; tombstones are left out.
    pub(super) fn head(&self) -> Said {
        let mut feed = Feed { head: self.feed.head.clone(), timeline: Timeline::default() };
        for (place, content) in self.feed.timeline.shown() {
            feed.timeline.merge(Entry { place: place.clone(), content: Some(content.clone()) });
        }
        Said::Head(Box::new(feed))
    }

    /// The changes since a revision.
    pub(super) fn delta(&self, from: u64) -> Said {
        let now = self.feed.head.revision;
        if from < self.oldest || from > now {
            return Said::TooOld;
        }
        let mut entries: Vec<Entry> =
            self.feed.timeline.all().filter(|entry| entry.place.revision > from).cloned().collect();
        entries.sort_by_key(|entry| entry.place.revision);
        let more = entries.len() > CUT;
        entries.truncate(CUT);
        let revision = if more { entries.last().map_or(now, |entry| entry.place.revision) } else { now };
        let within = |at: &u64| *at > from && *at <= revision;
        let fields: Vec<HeadField> = self.fields.iter().filter(|(_, at)| within(at)).map(|(field, _)| *field).collect();
        let head = self.feed.head.clone();
        let last = self.fields.values().copied().filter(within).max().unwrap_or(0);
        Said::Delta(Box::new(Delta {
            id: head.id.clone(),
            epoch: head.epoch.clone(),
            from,
            revision,
            more,
            head: (!fields.is_empty()).then_some(HeadChange { revision: last, fields, head }),
            entries,
            poll_seconds: Some(self.feed.head.poll_seconds),
            updates: updates(revision),
        }))
    }
}

/// A cache in front of the server that gives each answer for a while, however old it has become.
#[derive(Default)]
pub(super) struct Cache {
    kept: BTreeMap<String, (u64, Said)>,
}

impl Cache {
    pub(super) fn ask(&mut self, address: &str, now: u64, keep: u64, server: impl FnOnce() -> Said) -> Said {
        if let Some((at, said)) = self.kept.get(address)
            && now < at + keep
        {
            return said.clone();
        }
        let said = server();
        self.kept.insert(address.to_owned(), (now, said.clone()));
        said
    }
}
