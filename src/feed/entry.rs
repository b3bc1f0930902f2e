//! One update of a live blog.

use super::{Body, EntryId, Picture, Stamp, Url};

/// What identifies and orders an entry, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its identity.
    pub id: EntryId,
    /// The feed's revision at which it was last changed; 0 where it is not known.
    pub revision: u64,
    /// The time that it shows and that orders it.
    pub published: Stamp,
    /// Breaks ties in `published`.
    pub sequence: u64,
}

impl Place {
    /// What orders entries: `published`, then `sequence`, then `id`.
    #[must_use]
    pub fn key(&self) -> (i64, u32, u64, &EntryId) {
        (self.published.timestamp(), self.published.timestamp_subsec_nanos(), self.sequence, &self.id)
    }
}

/// An entry, or the tombstone that a deleted one leaves so that open pages remove it too.
///
/// `T` is what the place holds: [`Content`] where an entry is read or printed, a live node in the browser's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<T = Content> {
    /// Identity, revision, time.
    pub place: Place,
    /// What it holds; `None` is a tombstone.
    pub content: Option<T>,
}

/// What an entry says. Everything is optional: a title alone is an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// When it was last edited.
    pub updated: Option<Stamp>,
    /// Its title.
    pub title: Option<String>,
    /// "Breaking" and its like.
    pub label: Option<Label>,
    /// Whether the contents list it.
    pub key: bool,
    /// Who paid for it.
    pub sponsored: Option<String>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// What it is about.
    pub tags: Vec<String>,
    /// Its language where it differs from the feed's (BCP 47).
    pub language: Option<String>,
    /// Its own page, also the address that is shared.
    pub url: Option<Url>,
    /// What was put right, oldest first.
    pub corrections: Vec<Correction>,
    /// Its own discussion.
    pub discussion: Option<DiscussionLink>,
    /// Its text, pictures and the rest.
    pub body: Body,
}

/// A short mark in front of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// `breaking`: said in the reader's language.
    Breaking,
    /// Any other: shown as it is.
    Other(String),
}

/// Who wrote an entry or leads a blog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name as printed.
    pub name: String,
    /// "Transport reporter".
    pub role: Option<String>,
    /// Where to read about them.
    pub url: Option<Url>,
    /// Their portrait.
    pub image: Option<Picture>,
}

/// What was put right, said openly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When.
    pub at: Stamp,
    /// What is right, in a sentence.
    pub text: String,
    /// What it said before.
    pub before: Option<String>,
}

/// Where the discussion of an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscussionLink {
    /// Its address.
    pub url: Url,
}
