//! How a language says it: words, plurals, times, numbers, direction.
//!
//! A language is data, so that it can travel: English is part of every build and the fallback; all others are part of native
//! builds, and reach a browser as a small JSON asset that the loader fetches beside the WASM, only where it is needed.

mod age;
mod dates;
mod fill;
mod languages;
mod plural;
mod region;
mod travel;
mod words;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate, Timelike};

pub use age::Age;
pub use fill::{Piece, fill, pieces};
#[cfg(feature = "native")]
pub use languages::LANGUAGES;
pub use plural::{Category, Plurals};
pub use words::Words;

/// Makes what follows begin anew from the right (UAX 9); CLDR has it in its Arabic dates too.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
/// Where Unicode's letters that are written from right to left begin.
const FIRST_FROM_THE_RIGHT: char = '\u{590}';

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
    tag: Cow<'static, str>,
    tables: Tables,
    /// Which of the tables' short dates its region uses; 0 is the language's own.
    form: usize,
    words: Words,
}

/// What CLDR says of a language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tables {
    direction: Direction,
    /// Short numeric dates, `d`, `dd`, `M`, `MM`, `y` as in CLDR: the language's own, then those of regions that differ, each
    /// with its regions: `M/d/y;y-MM-dd CA SE`.
    dates: Cow<'static, str>,
    plurals: Plurals,
}

impl Locale {
    /// English, which every build has.
    #[must_use]
    pub fn english() -> Self {
        languages::english()
    }

    /// The language of a tag (BCP 47) in its region: `ar-EG` says the words of `ar`, a language that we do not speak those of
    /// English.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn for_tag(tag: &str) -> Self {
        languages::for_tag(tag)
    }

    /// What it speaks as a tag (BCP 47): the language, with the region where it was asked for one.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether a tag (BCP 47) is of the language that it speaks, in whatever region.
    #[must_use]
    pub fn speaks(&self, tag: &str) -> bool {
        tag.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case(self.language()))
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

    /// A sentence that counts, `one={n} update|other={n} updates`, for a number.
    #[must_use]
    pub fn count(&self, forms: &str, n: u32) -> String {
        let mut digits = String::new();
        dates::number(&mut digits, n);
        fill(plural::form(forms, self.plural(n)), &[("n", &digits)])
    }

    /// The time of day with what its offset is called: `11:52 GMT`. Digits are those of ASCII in every language.
    ///
    /// A language from right to left has U+200F after a label in Latin letters: without it a date that follows would run on
    /// from the label to the right, `17:15 GMT 7` with the rest of the day elsewhere. A mark, not an element, since a time
    /// also stands in attributes.
    #[must_use]
    pub fn clock(&self, stamp: &DateTime<FixedOffset>, label: &str) -> String {
        let mut out = String::new();
        dates::two(&mut out, stamp.hour());
        out.push(':');
        dates::two(&mut out, stamp.minute());
        if !label.is_empty() {
            out.push(' ');
            out.push_str(label);
            let latin = label.chars().next_back().is_some_and(|last| last < FIRST_FROM_THE_RIGHT);
            if latin && self.direction() == Direction::RightToLeft {
                out.push(RIGHT_TO_LEFT_MARK);
            }
        }
        out
    }

    /// A day with dots, the same in every language: `07.12.2021`.
    #[must_use]
    pub fn date_dots(&self, date: NaiveDate) -> String {
        dates::print("dd.MM.y", date)
    }

    /// A day in the short numeric form of language and region with the whole year (CLDR's skeleton `yMd`), in the Gregorian
    /// calendar everywhere, as newspapers date themselves.
    #[must_use]
    pub fn date_short(&self, date: NaiveDate) -> String {
        dates::print(region::pattern(&self.tables.dates, self.form), date)
    }
}
