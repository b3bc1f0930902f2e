//! Slots of the shadow root: where each piece of content stands.

macro_rules! slots {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $value;)+

        /// Every slot with a sentence; the default one shows whatever has no slot.
        pub const ALL: &[(&str, &str)] = &[$(($value, concat!($($doc),+))),+];
    };
}

slots! {
    /// Headline, lead picture, introduction.
    HEAD = "head";
    /// The story in short.
    SUMMARY = "summary";
    /// The table of contents.
    CONTENTS = "contents";
    /// Pinned copies and the list of entries.
    ENTRIES = "entries";
    /// The way to older entries.
    OLDER = "older";
    /// The discussion, or the invitation to it.
    DISCUSSION = "discussion";
}
