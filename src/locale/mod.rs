//! How a language says it: words, plurals, times, numbers, direction.
//!
//! A language is data, so that it can travel: English is part of every build and the fallback; all others are part of native
//! builds, and reach a browser as a small JSON asset that the loader fetches beside the WASM, only where it is needed.

mod dates;
mod fill;
mod languages;
mod plural;
mod travel;
mod words;

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

pub use fill::{Piece, fill, pieces};
#[cfg(feature = "native")]
pub use languages::LANGUAGES;
pub use plural::{Category, Plurals};
pub use words::Words;

/// The direction that a language is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The value of the attribute `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// One language, ready to speak.
#[derive(Clone, Debug, PartialEq)]
pub struct Locale {
    tag: std::borrow::Cow<'static, str>,
    tables: Tables,
    words: Words,
}

/// What CLDR says of a language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tables {
    direction: Direction,
    /// The short numeric date, `d`, `dd`, `M`, `MM`, `y` as in CLDR.
    date: std::borrow::Cow<'static, str>,
    plurals: Plurals,
}

impl Locale {
    /// English, which every build has.
    #[must_use]
    pub fn english() -> Self {
        languages::english()
    }

    /// The language of a tag (BCP 47): `ar-EG` falls back to `ar`, a language that we do not speak to English.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn for_tag(tag: &str) -> Self {
        languages::for_tag(tag)
    }

    /// The language's own tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The direction it is written in.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.tables.direction
    }

    /// Its sentences.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Which plural form a number takes.
    #[must_use]
    pub fn plural(&self, n: u32) -> Category {
        self.tables.plurals.category(n)
    }

    /// The time of day with what its offset is called: `11:52 GMT`. Digits are those of ASCII in every language.
    #[must_use]
    pub fn clock(&self, stamp: &DateTime<FixedOffset>, label: &str) -> String {
        let mut out = String::new();
        dates::two(&mut out, stamp.hour());
        out.push(':');
        dates::two(&mut out, stamp.minute());
        if !label.is_empty() {
            out.push(' ');
            out.push_str(label);
        }
        out
    }

    /// A day with dots, the same in every language: `07.12.2021`.
    #[must_use]
    pub fn date_dots(&self, date: NaiveDate) -> String {
        dates::print("dd.MM.y", date)
    }

    /// A day in the language's short numeric form with the whole year (CLDR's skeleton `yMd`).
    #[must_use]
    pub fn date_short(&self, date: NaiveDate) -> String {
        dates::print(&self.tables.date, date)
    }
}
