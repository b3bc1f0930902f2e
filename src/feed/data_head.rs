//! What a page says of the head in `data-head`, beside what it shows.

use super::{Coverage, DateStyle, EntryId, Head, Links, Stamp, State, TimeZone};

/// What a browser has to know of the head beside what it can read. Whatever a page does not say is its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataHead {
    /// The feed's language (BCP 47).
    pub language: Option<String>,
    /// Where the blog stands.
    pub state: State,
    /// Entries that are not deleted.
    pub total: u32,
    /// How dates are written.
    pub date_style: DateStyle,
    /// The newsroom's clock.
    pub time_zone: TimeZone,
    /// Seconds between two polls.
    pub poll_seconds: u32,
    /// Entries shown on top.
    pub pinned: Vec<EntryId>,
    /// Where the rest is.
    pub links: Links,
    /// When anything last changed.
    pub updated: Option<Stamp>,
    /// From when to when the blog is written.
    pub coverage: Coverage,
}

impl DataHead {
    /// What `data-head` says of a head.
    #[must_use]
    pub fn of(head: &Head) -> Self {
        Self {
            language: head.language.clone(),
            state: head.state,
            total: head.total,
            date_style: head.date_style,
            time_zone: head.time_zone.clone().unwrap_or_default(),
            poll_seconds: head.poll_seconds,
            pinned: head.pinned.clone(),
            links: head.links.clone(),
            updated: head.updated,
            coverage: head.coverage,
        }
    }

    /// A head that says this and nothing else: what a page that was adopted leaves to know.
    #[must_use]
    pub fn head(&self) -> Head {
        let known = self.clone();
        Head {
            language: known.language,
            state: known.state,
            total: known.total,
            date_style: known.date_style,
            time_zone: Some(known.time_zone),
            poll_seconds: known.poll_seconds,
            pinned: known.pinned,
            links: known.links,
            updated: known.updated,
            coverage: known.coverage,
            ..Head::default()
        }
    }
}
