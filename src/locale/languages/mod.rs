//! The languages that we speak: one file each, and one table of what CLDR says of them.

#[cfg(feature = "native")]
mod ar;
mod en;
#[cfg(feature = "native")]
mod ru;
#[rustfmt::skip]
mod tables;

use std::borrow::Cow;

use super::{Locale, Tables, words::Sentences};

/// The tags of all languages, English first.
#[cfg(feature = "native")]
pub const LANGUAGES: [&str; 3] = ["en", "ru", "ar"];

pub(super) fn english() -> Locale {
    speak("en", tables::EN, &en::WORDS)
}

#[cfg(feature = "native")]
pub(super) fn for_tag(tag: &str) -> Locale {
    // As some systems write their locales: `en_GB`.
    let tag = &tag.replace('_', "-");
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let locale = match primary.as_str() {
        "ru" => speak("ru", tables::RU, &ru::WORDS),
        "ar" => speak("ar", tables::AR, &ar::WORDS),
        _ => english(),
    };
    locale.in_region(tag)
}

fn speak(tag: &'static str, tables: Tables, words: &Sentences) -> Locale {
    Locale { tag: Cow::Borrowed(tag), tables, form: 0, words: words.words() }
}
