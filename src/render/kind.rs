//! Every element that we print. Names and classes are constants, so nothing of a feed ever becomes either.

use super::Kind;
use crate::contract::classes;

macro_rules! kinds {
    ($($name:ident = $element:literal $class:expr;)+) => {
        $(pub(super) static $name: Kind = Kind { name: $element, class: $class };)+

        /// All of them, for tests.
        #[cfg(test)]
        pub(super) static ALL: &[&Kind] = &[$(&$name),+];
    };
}

kinds! {
    HEADER = "header" classes::HEAD;
    LEAD = "figure" classes::LEAD;
    STANDFIRST = "div" classes::STANDFIRST;
    SUMMARY = "section" classes::SUMMARY;
    CONTENTS = "nav" classes::CONTENTS;
    PINNED = "div" classes::PINNED;
    ENTRIES = "ol" classes::ENTRIES;
    EMPTY = "p" classes::EMPTY;
    PROMPT = "p" classes::PROMPT;
    ARTICLE = "article" classes::ENTRY;
    ARTICLE_OPENED = "article" OPENED_ENTRY;
    TIME = "time" classes::TIME;
    LABEL = "span" classes::LABEL;
    KEY = "span" classes::KEY;
    PIN = "span" classes::PIN;
    SPONSORED = "span" classes::SPONSORED;
    AUTHORS = "p" classes::AUTHORS;
    UPDATED = "time" classes::UPDATED;
    BODY = "div" classes::BODY;
    CORRECTION = "p" classes::CORRECTION;
    SHARE = "a" classes::SHARE;
    MEDIA = "figure" classes::MEDIA;
    GALLERY = "div" classes::GALLERY;
    FIGURE = "figure" "";
    QUOTE = "figure" classes::QUOTE;
    CARD = "aside" classes::CARD;
    EMBED = "aside" classes::EMBED;
    CAPTION = "figcaption" classes::CAPTION;
    CREDIT = "span" classes::CREDIT;
    FIGCAPTION = "figcaption" "";
    BLOCKQUOTE = "blockquote" "";
    CITE = "cite" "";
    P = "p" "";
    STRONG = "strong" "";
    EM = "em" "";
    CODE = "code" "";
    A = "a" "";
    BR = "br" "";
    BDI = "bdi" "";
    DEL = "del" "";
    UL = "ul" "";
    OL = "ol" "";
    LI = "li" "";
    PLAIN_TIME = "time" "";
    SMALL = "small" "";
    IMG = "img" "";
    PICTURE = "picture" "";
    VIDEO = "video" "";
    AUDIO = "audio" "";
    SOURCE = "source" "";
    TRACK = "track" "";
    TITLE_1 = "h1" classes::TITLE;
    TITLE_2 = "h2" classes::TITLE;
    TITLE_3 = "h3" classes::TITLE;
    TITLE_4 = "h4" classes::TITLE;
    TITLE_5 = "h5" classes::TITLE;
    ENTRY_TITLE_2 = "h2" classes::ENTRY_TITLE;
    ENTRY_TITLE_3 = "h3" classes::ENTRY_TITLE;
    ENTRY_TITLE_4 = "h4" classes::ENTRY_TITLE;
    ENTRY_TITLE_5 = "h5" classes::ENTRY_TITLE;
    ENTRY_TITLE_6 = "h6" classes::ENTRY_TITLE;
    HEADING_2 = "h2" "";
    HEADING_3 = "h3" "";
    HEADING_4 = "h4" "";
    HEADING_5 = "h5" "";
    HEADING_6 = "h6" "";
}

/// An entry that is opened has two classes from the start.
const OPENED_ENTRY: &str = "lu-entry lu-opened";

/// The headline's element, level 1 to 5.
pub(super) fn title(level: u8) -> &'static Kind {
    match level {
        0 | 1 => &TITLE_1,
        2 => &TITLE_2,
        3 => &TITLE_3,
        4 => &TITLE_4,
        _ => &TITLE_5,
    }
}

/// The element of an entry's title, level 2 to 6.
pub(super) fn entry_title(level: u8) -> &'static Kind {
    match level {
        0..=2 => &ENTRY_TITLE_2,
        3 => &ENTRY_TITLE_3,
        4 => &ENTRY_TITLE_4,
        5 => &ENTRY_TITLE_5,
        _ => &ENTRY_TITLE_6,
    }
}

/// The element of any other heading, level 2 to 6.
pub(super) fn heading(level: u8) -> &'static Kind {
    match level {
        0..=2 => &HEADING_2,
        3 => &HEADING_3,
        4 => &HEADING_4,
        5 => &HEADING_5,
        _ => &HEADING_6,
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL, classes};

    #[test]
    fn every_printed_class_is_promised() {
        for kind in ALL {
            for class in kind.class.split(' ').filter(|class| !class.is_empty()) {
                assert!(classes::ALL.iter().any(|(known, _)| *known == class), "{class}");
            }
        }
    }
}
