//! What rendering has to know beside the feed itself.

use crate::{
    feed::{EntryId, Head, Order},
    locale::Locale,
};

/// What rendering has to know beside what it renders.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The reader's language.
    pub locale: &'a Locale,
    /// The head of the feed: its clock, date style, pinned entries and links.
    pub head: &'a Head,
    /// Which end comes first.
    pub order: Order,
    /// The level of the headline, 1 to 5; titles of entries stand one below it, headings in entries below these, at most 6.
    pub heading_level: u8,
    /// The entry that the address asks for.
    pub opened: Option<&'a EntryId>,
    /// Where to log in and where to register, ready to be linked; `None` leaves the prompt out.
    pub prompt: Option<Prompt<'a>>,
    /// The language that is said around what is printed now; `None` where that is the host's.
    pub within: Option<&'a str>,
}

/// The two links of the discussion's prompt.
#[derive(Clone, Copy, Debug)]
pub struct Prompt<'a> {
    /// Where to log in.
    pub log_in: &'a str,
    /// Where to register.
    pub register: &'a str,
}
