//! The changes since a revision.

use super::{Entry, Feed, Head, Links, Url};

/// The changes since a revision: what a poll answers, what a stream sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Delta {
    /// The feed's id.
    pub id: String,
    /// The history that both revisions belong to. Another one than the reader's: take the head again.
    pub epoch: String,
    /// The revision that the changes come after.
    pub from: u64,
    /// The revision that they lead to.
    pub revision: u64,
    /// Whether it was cut: more is at `updates` at once.
    pub more: bool,
    /// What changed of the head; `None` where nothing did.
    pub head: Option<HeadChange>,
    /// Every entry that changed, as it is now; tombstones for those that went.
    pub entries: Vec<Entry>,
    /// Seconds between two polls, where the feed says so again.
    pub poll_seconds: Option<u32>,
    /// Where the changes after these will be.
    pub updates: Option<Url>,
}

/// The fields of a head that changed, with what they say now.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadChange {
    /// The revision at which the head last changed.
    pub revision: u64,
    /// Which fields of `head` count. One that counts and is empty was removed.
    pub fields: Vec<HeadField>,
    /// What they say now; all else in it means nothing.
    pub head: Head,
}

/// A field of the head that a delta can change. Identity (`id`, `epoch`, `revision`) is no such field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadField {
    /// `url`
    Url,
    /// `language`
    Language,
    /// `time_zone`
    TimeZone,
    /// `date_style`
    DateStyle,
    /// `title`
    Title,
    /// `state`
    State,
    /// `coverage`
    Coverage,
    /// `published`
    Published,
    /// `updated`
    Updated,
    /// `publisher`
    Publisher,
    /// `authors`
    Authors,
    /// `lead`
    Lead,
    /// `standfirst`
    Standfirst,
    /// `summary`
    Summary,
    /// `total`
    Total,
    /// `key_entries`
    KeyEntries,
    /// `pinned`
    Pinned,
    /// `links`
    Links,
}

impl HeadField {
    /// Every field with its name on the wire.
    pub const ALL: [(Self, &'static str); 18] = [
        (Self::Url, "url"),
        (Self::Language, "language"),
        (Self::TimeZone, "time_zone"),
        (Self::DateStyle, "date_style"),
        (Self::Title, "title"),
        (Self::State, "state"),
        (Self::Coverage, "coverage"),
        (Self::Published, "published"),
        (Self::Updated, "updated"),
        (Self::Publisher, "publisher"),
        (Self::Authors, "authors"),
        (Self::Lead, "lead"),
        (Self::Standfirst, "standfirst"),
        (Self::Summary, "summary"),
        (Self::Total, "total"),
        (Self::KeyEntries, "key_entries"),
        (Self::Pinned, "pinned"),
        (Self::Links, "links"),
    ];

    /// Copies one field from a head into another.
    pub fn copy(self, from: &Head, to: &mut Head) {
        match self {
            Self::Url => to.url.clone_from(&from.url),
            Self::Language => to.language.clone_from(&from.language),
            Self::TimeZone => to.time_zone.clone_from(&from.time_zone),
            Self::DateStyle => to.date_style = from.date_style,
            Self::Title => to.title.clone_from(&from.title),
            Self::State => to.state = from.state,
            Self::Coverage => to.coverage = from.coverage,
            Self::Published => to.published = from.published,
            Self::Updated => to.updated = from.updated,
            Self::Publisher => to.publisher.clone_from(&from.publisher),
            Self::Authors => to.authors.clone_from(&from.authors),
            Self::Lead => to.lead.clone_from(&from.lead),
            Self::Standfirst => to.standfirst.clone_from(&from.standfirst),
            Self::Summary => to.summary.clone_from(&from.summary),
            Self::Total => to.total = from.total,
            Self::KeyEntries => to.key_entries.clone_from(&from.key_entries),
            Self::Pinned => to.pinned.clone_from(&from.pinned),
            Self::Links => to.links.clone_from(&from.links),
        }
    }

    /// Whether a field says the same in two heads.
    #[must_use]
    pub fn same(self, one: &Head, other: &Head) -> bool {
        match self {
            Self::Url => one.url == other.url,
            Self::Language => one.language == other.language,
            Self::TimeZone => one.time_zone == other.time_zone,
            Self::DateStyle => one.date_style == other.date_style,
            Self::Title => one.title == other.title,
            Self::State => one.state == other.state,
            Self::Coverage => one.coverage == other.coverage,
            Self::Published => one.published == other.published,
            Self::Updated => one.updated == other.updated,
            Self::Publisher => one.publisher == other.publisher,
            Self::Authors => one.authors == other.authors,
            Self::Lead => one.lead == other.lead,
            Self::Standfirst => one.standfirst == other.standfirst,
            Self::Summary => one.summary == other.summary,
            Self::Total => one.total == other.total,
            Self::KeyEntries => one.key_entries == other.key_entries,
            Self::Pinned => one.pinned == other.pinned,
            Self::Links => {
                // Where updates are moves with every revision: a delta says it by itself.
                let here = Links { updates: None, ..one.links.clone() };
                here == Links { updates: None, ..other.links.clone() }
            }
        }
    }
}

impl Feed {
    /// Applies a delta of the same epoch. What is older than what is here changes nothing, so deltas may come twice and late.
    ///
    /// One that does not follow on from what is known brings its entries alone, each of which has a revision of its own. The head
    /// and its revision stay, so that what lies between is still asked for.
    pub fn apply_delta(&mut self, delta: Delta) {
        if delta.from <= self.head.revision && delta.revision > self.head.revision {
            if let Some(change) = &delta.head {
                for field in &change.fields {
                    field.copy(&change.head, &mut self.head);
                }
            }
            self.head.revision = delta.revision;
            if delta.updates.is_some() {
                self.head.links.updates = delta.updates;
            }
            if let Some(seconds) = delta.poll_seconds {
                self.head.poll_seconds = seconds;
            }
        }
        for entry in delta.entries {
            self.timeline.merge(entry);
        }
    }

    /// Takes over a head that was fetched again, with the entries that came with it.
    ///
    /// One of another epoch: what is loaded stays, and whatever the new history says of it is news. One that is older than what
    /// is here changes nothing. One without older pages is the whole feed: what it leaves out is gone.
    pub fn renew(&mut self, fresh: Self) {
        if fresh.head.epoch != self.head.epoch {
            self.timeline.distrust();
        } else if fresh.head.revision < self.head.revision {
            return;
        }
        if fresh.head.links.older.is_none() {
            self.timeline.retain(|id| fresh.timeline.place(id).is_some());
        }
        self.head = fresh.head;
        for entry in fresh.timeline.into_entries() {
            self.timeline.merge(entry);
        }
    }
}
