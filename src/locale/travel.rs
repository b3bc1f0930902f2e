//! How a language reaches a browser: texts, one on a line, refused where they do not fit this build.

use std::borrow::Cow;

use super::{Direction, Locale, Plurals, Tables, Words};

impl Locale {
    /// Reads a language. `None` where it is not one, or is one of another build: English is spoken then.
    #[must_use]
    pub fn from_lines(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(|line| Cow::Owned(line.to_owned()));
        let tag = lines.next()?;
        let direction = if lines.next()? == "rtl" { Direction::RightToLeft } else { Direction::LeftToRight };
        let tables = Tables { direction, date: lines.next()?, plurals: Plurals(lines.next()?) };
        Some(Self { tag, tables, words: Words::from_list(lines.collect())? })
    }

    /// Writes a language for [`Self::from_lines`]: tag, direction, date pattern, plural table, then the sentences in order.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn to_lines(&self) -> String {
        let mut out = String::new();
        let tables = [&*self.tag, self.direction().as_str(), &*self.tables.date, &*self.tables.plurals.0];
        for line in tables.into_iter().chain(self.words.list()) {
            out.push_str(line);
            out.push('\n');
        }
        out
    }
}
