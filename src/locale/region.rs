//! What a region changes in a language: the short date, as far as we print.

use std::borrow::Cow;

use super::Locale;

impl Locale {
    /// This language as the region of a tag writes it: `en-GB` has the words of English and the dates of Britain. A tag of
    /// another language, or without a region, changes nothing.
    #[must_use]
    pub fn in_region(mut self, tag: &str) -> Self {
        let mut parts = tag.split(['-', '_']);
        let same = parts.next().is_some_and(|language| language.eq_ignore_ascii_case(self.language()));
        // What comes after a single letter is an extension, no region.
        let region = parts.take_while(|part| part.len() > 1).find(|part| is_region(part));
        if let Some(region) = region.filter(|_| same) {
            let named = |form: &str| form.split(' ').skip(1).any(|known| known.eq_ignore_ascii_case(region));
            self.form = self.tables.dates.split(';').position(named).unwrap_or(0);
            self.tag = Cow::Owned([self.language(), "-", &region.to_ascii_uppercase()].concat());
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
    match part.len() {
        2 => part.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

/// The pattern of a form.
pub(super) fn pattern(dates: &str, form: usize) -> &str {
    dates.split(';').nth(form).and_then(|form| form.split(' ').next()).unwrap_or_default()
}
