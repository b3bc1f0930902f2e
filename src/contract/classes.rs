//! Classes of the content, for a page's own rules; each of ours is a single class.

macro_rules! classes {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $value;)+

        /// Every class with a sentence.
        pub const ALL: &[(&str, &str)] = &[$(($value, concat!($($doc),+))),+];
    };
}

classes! {
    /// Headline, lead picture, introduction.
    HEAD = "lu-head";
    /// The headline.
    TITLE = "lu-title";
    /// The picture on top.
    LEAD = "lu-lead";
    /// The introduction.
    STANDFIRST = "lu-standfirst";
    /// The story in short.
    SUMMARY = "lu-summary";
    /// The table of contents.
    CONTENTS = "lu-contents";
    /// Copies of pinned entries.
    PINNED = "lu-pinned";
    /// The list of entries.
    ENTRIES = "lu-entries";
    /// One entry.
    ENTRY = "lu-entry";
    /// The entry that the address asks for.
    OPENED = "lu-opened";
    /// An entry's time.
    TIME = "lu-time";
    /// How long ago that was, in the time; only in a browser, with `relative-times`.
    AGE = "lu-age";
    /// "Breaking" and its like.
    LABEL = "lu-label";
    /// The mark of a key entry.
    KEY = "lu-key";
    /// The mark of a pinned entry.
    PIN = "lu-pin";
    /// The mark of an entry that somebody paid for.
    SPONSORED = "lu-sponsored";
    /// An entry's title.
    ENTRY_TITLE = "lu-entry-title";
    /// Who wrote an entry.
    AUTHORS = "lu-authors";
    /// When an entry was edited.
    UPDATED = "lu-updated";
    /// An entry's text.
    BODY = "lu-body";
    /// A quote with who said it.
    QUOTE = "lu-quote";
    /// A picture, film or sound with what is said under it.
    MEDIA = "lu-media";
    /// Several pictures that belong together.
    GALLERY = "lu-gallery";
    /// What is said under a picture, film or sound.
    CAPTION = "lu-caption";
    /// Whose it is.
    CREDIT = "lu-credit";
    /// A related article.
    CARD = "lu-card";
    /// Somebody else's post or film.
    EMBED = "lu-embed";
    /// What was put right.
    CORRECTION = "lu-correction";
    /// The link that shares an entry.
    SHARE = "lu-share";
    /// The line before the first entry that came since the reader was here.
    UNSEEN = "lu-unseen";
    /// What is left of an entry that was deleted while the reader was in it.
    REMOVED = "lu-removed";
    /// The way to older entries.
    OLDER = "lu-older";
    /// Said where there is no entry.
    EMPTY = "lu-empty";
    /// The invitation to the discussion.
    PROMPT = "lu-prompt";
}
