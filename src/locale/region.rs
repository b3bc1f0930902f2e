//! What a region changes in a language: the short date, as far as we print.

use std::borrow::Cow;

use super::Locale;

impl Locale {
    /// This language as the region of a tag writes it: `en-GB` has the words of English and the dates of Britain. A tag of
    /// another language, or without a region, changes nothing.
    #[must_use]
    pub fn in_region(mut self, tag: &str) -> Self {
        if !self.speaks(tag) {
            return self;
        }
        for part in tag.split('-').skip(1) {
            if is_region(part) {
                let region = part.to_ascii_uppercase();
                let has_it = |form: &str| form.split(' ').any(|known| known == region);
                self.form = self.tables.dates.split(';').position(has_it).unwrap_or(0);
                self.tag = Cow::Owned([self.language(), "-", &region].concat());
                break;
            }
            // What comes after a single letter is an extension.
            if part.len() == 1 {
                break;
            }
        }
        self
    }

    /// The tag without its region.
    pub(super) fn language(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }
}

/// Two letters (ISO 3166-1) or three digits (UN M.49).
fn is_region(part: &str) -> bool {
    match part.as_bytes() {
        [a, b] => a.is_ascii_alphabetic() && b.is_ascii_alphabetic(),
        digits @ [_, _, _] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// The pattern of a form.
pub(super) fn pattern(dates: &str, form: usize) -> &str {
    dates.split(';').nth(form).and_then(|form| form.split(' ').next()).unwrap_or_default()
}
