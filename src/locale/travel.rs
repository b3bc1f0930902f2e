//! How a language reaches a browser: texts, one on a line, refused where they do not fit this build.

use std::borrow::Cow;

use super::{Direction, Locale, Plurals, Tables, Words};

impl Locale {
    /// Reads a language. `None` where it is not one, or is one of a build with other sentences: English is spoken then.
    #[must_use]
    pub fn from_lines(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()?.as_bytes() != Words::FINGERPRINT {
            return None;
        }
        let mut lines = lines.map(|line| Cow::Owned(line.to_owned()));
        let tag = lines.next()?;
        let direction = if lines.next()? == "rtl" { Direction::RightToLeft } else { Direction::LeftToRight };
        let tables = Tables { direction, dates: lines.next()?, plurals: Plurals(lines.next()?) };
        Some(Self { tag, tables, form: 0, words: Words::from_list(lines.collect())? })
    }

    /// Writes a language for [`Self::from_lines`]: which sentences, tag, direction, short dates, plural table, then the sentences
    /// in order. Its region stays behind: it is the reader's, not the file's.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn to_lines(&self) -> String {
        let mut out = String::new();
        let fingerprint = String::from_utf8_lossy(&Words::FINGERPRINT);
        let tables = [self.direction().as_str(), &*self.tables.dates, &*self.tables.plurals.0];
        for line in [&*fingerprint, self.language()].into_iter().chain(tables).chain(self.words.list()) {
            out.push_str(line);
            out.push('\n');
        }
        out
    }
}
