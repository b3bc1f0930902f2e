//! Everything about a live blog but its entries.

use super::{
    Author, Body, EntryId, Image, Picture, Stamp, Url,
    digits::{pad, parse_number},
};

/// Everything about a live blog but its entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The feed's id, `[a-z0-9-]{1,80}`.
    pub id: String,
    /// Another one means another history: start over.
    pub epoch: String,
    /// Raised by the server with every change; the only cursor.
    pub revision: u64,
    /// The page that readers know it by.
    pub url: Option<Url>,
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// The newsroom's clock.
    pub time_zone: Option<TimeZone>,
    /// How dates are written.
    pub date_style: DateStyle,
    /// The headline.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// From when to when it is written.
    pub coverage: Coverage,
    /// When it was first published.
    pub published: Option<Stamp>,
    /// When anything in it last changed.
    pub updated: Option<Stamp>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// Who leads it.
    pub authors: Vec<Author>,
    /// The picture on top.
    pub lead: Option<Image>,
    /// The introduction.
    pub standfirst: Body,
    /// The story in short.
    pub summary: Body,
    /// Entries that are not deleted, loaded or not.
    pub total: u32,
    /// The newest key entries, newest first.
    pub key_entries: Vec<KeyEntry>,
    /// Entries shown on top.
    pub pinned: Vec<EntryId>,
    /// Seconds between two polls.
    pub poll_seconds: u32,
    /// Where the rest is; an absent link is a feature that the feed has not.
    pub links: Links,
}

/// Where a live blog stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It has not begun.
    Scheduled,
    /// It is being written.
    #[default]
    Live,
    /// It rests and will go on.
    Paused,
    /// It is over.
    Ended,
}

impl State {
    /// Every state, in the order of a blog's life.
    pub const ALL: [Self; 4] = [Self::Scheduled, Self::Live, Self::Paused, Self::Ended];

    /// The word of the wire, of `data-head` and of `:state(…)`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Live => "live",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }
}

/// How a feed's dates are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// The language's short numeric form.
    #[default]
    Short,
    /// `07.12.2021` in every language.
    Dots,
}

/// The newsroom's clock: what its offsets are called. No time-zone database is needed for more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeZone {
    /// The zone's name in the IANA database, for readers of the feed.
    pub name: Option<String>,
    /// Offset in seconds east of UTC, and what it is called: `(0, "GMT")`.
    pub labels: Vec<(i32, String)>,
}

impl TimeZone {
    /// A clock whose offsets have no names.
    pub const UNNAMED: Self = Self { name: None, labels: Vec::new() };

    /// Reads an offset as a feed writes it, `+01:00`, into seconds east of UTC.
    #[must_use]
    pub fn parse_offset(text: &str) -> Option<i32> {
        if text == "Z" {
            return Some(0);
        }
        let (sign, rest) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let number = |text| parse_number(text).and_then(|number| i32::try_from(number).ok());
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(sign * (hours * 3600 + minutes * 60))
    }

    /// Writes an offset as a feed writes it.
    #[must_use]
    pub fn print_offset(seconds: i32) -> String {
        let sign = if seconds < 0 { '-' } else { '+' };
        format!("{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
    }

    /// What an offset (seconds east of UTC) is called here; `GMT+3`, `GMT+5:30` where it has no name.
    #[must_use]
    pub fn label(&self, offset: i32) -> String {
        if let Some((_, label)) = self.labels.iter().find(|(seconds, _)| *seconds == offset) {
            return label.clone();
        }
        let mut label = String::from("GMT");
        let (hours, minutes) = (offset.unsigned_abs() / 3600, offset.unsigned_abs() / 60 % 60);
        if (hours, minutes) != (0, 0) {
            label.push(if offset < 0 { '-' } else { '+' });
            pad(&mut label, hours, 1);
        }
        if minutes > 0 {
            label.push(':');
            pad(&mut label, minutes, 2);
        }
        label
    }
}

/// From when to when a blog is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The first moment.
    pub start: Option<Stamp>,
    /// The last moment; unknown while it is being written.
    pub end: Option<Stamp>,
}

/// Who publishes a blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The name as printed.
    pub name: String,
    /// The publisher's site.
    pub url: Option<Url>,
    /// The publisher's logo.
    pub logo: Option<Picture>,
}

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyEntry {
    /// Which entry.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// Its time.
    pub published: Stamp,
}

/// Where the rest of a feed is. `entry` holds `{id}`; all others are whole addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The head itself.
    pub this: Option<Url>,
    /// Changes since the head's revision.
    pub updates: Option<Url>,
    /// The page of older entries.
    pub older: Option<Url>,
    /// The page of the oldest entries.
    pub oldest: Option<Url>,
    /// One entry; `{id}` stands for its id.
    pub entry: Option<Url>,
    /// All key entries.
    pub key_entries: Option<Url>,
    /// Changes as they happen.
    pub stream: Option<Url>,
    /// The discussion's own address.
    pub discussion: Option<Url>,
    /// Where to log in; `{return}` stands for the address to come back to.
    pub log_in: Option<Url>,
    /// Where to register; `{return}` stands for the address to come back to.
    pub register: Option<Url>,
}
