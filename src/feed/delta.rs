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

    /// Exchanges what two heads say in this field.
    pub fn swap(self, one: &mut Head, other: &mut Head) {
        use core::mem::swap;
        match self {
            Self::Url => swap(&mut one.url, &mut other.url),
            Self::Language => swap(&mut one.language, &mut other.language),
            Self::TimeZone => swap(&mut one.time_zone, &mut other.time_zone),
            Self::DateStyle => swap(&mut one.date_style, &mut other.date_style),
            Self::Title => swap(&mut one.title, &mut other.title),
            Self::State => swap(&mut one.state, &mut other.state),
            Self::Coverage => swap(&mut one.coverage, &mut other.coverage),
            Self::Published => swap(&mut one.published, &mut other.published),
            Self::Updated => swap(&mut one.updated, &mut other.updated),
            Self::Publisher => swap(&mut one.publisher, &mut other.publisher),
            Self::Authors => swap(&mut one.authors, &mut other.authors),
            Self::Lead => swap(&mut one.lead, &mut other.lead),
            Self::Standfirst => swap(&mut one.standfirst, &mut other.standfirst),
            Self::Summary => swap(&mut one.summary, &mut other.summary),
            Self::Total => swap(&mut one.total, &mut other.total),
            Self::KeyEntries => swap(&mut one.key_entries, &mut other.key_entries),
            Self::Pinned => swap(&mut one.pinned, &mut other.pinned),
            Self::Links => swap(&mut one.links, &mut other.links),
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
    pub fn apply_delta(&mut self, mut delta: Delta) {
        if delta.from <= self.head.revision && delta.revision > self.head.revision {
            if let Some(change) = &mut delta.head {
                for field in &change.fields {
                    field.swap(&mut change.head, &mut self.head);
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
