//! What CLDR says of a language, as our small tables say it.

use icu_calendar::{Date, Gregorian};
use icu_datetime::{DateTimeFormatter, fieldsets::YMD, options::YearStyle};
use icu_locale::{Locale, LocaleDirectionality};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// What can go wrong: a language that ICU4X does not know, a date it cannot print.
pub type Error = Box<dyn std::error::Error>;

/// ICU4X's short numeric date with the whole year and ASCII digits.
///
/// # Errors
/// If the tag or the date is not known to ICU4X.
pub fn date(tag: &str, year: i32, month: u8, day: u8) -> Result<String, Error> {
    let locale: Locale = format!("{tag}-u-nu-latn").parse()?;
    let formatter = DateTimeFormatter::try_new(locale.into(), YMD::short().with_year_style(YearStyle::Full))?;
    let date: Date<Gregorian> = Date::try_new_gregorian(year, month, day)?;
    Ok(formatter.format(&date.to_any()).to_string())
}

/// A language's short numeric date as a pattern of `d`, `dd`, `M`, `MM`, `y`.
///
/// # Errors
/// As [`date`].
pub fn pattern(tag: &str) -> Result<String, Error> {
    let (wide, narrow) = (date(tag, 2049, 11, 25)?, date(tag, 2049, 3, 7)?);
    let month = if narrow.contains("03") { "MM" } else { "M" };
    let day = if narrow.contains("07") { "dd" } else { "d" };
    Ok(wide.replace("2049", "y").replace("11", month).replace("25", day))
}

/// ICU4X's cardinal rules for a language.
///
/// # Errors
/// If the tag is not known to ICU4X.
pub fn rules(tag: &str) -> Result<PluralRules, Error> {
    let locale: Locale = tag.parse()?;
    Ok(PluralRules::try_new(locale.into(), PluralRulesOptions::default())?)
}

/// The letter of a category in our table.
#[must_use]
pub fn letter(category: PluralCategory) -> char {
    match category {
        PluralCategory::Zero => 'z',
        PluralCategory::One => 'n',
        PluralCategory::Two => 't',
        PluralCategory::Few => 'f',
        PluralCategory::Many => 'm',
        PluralCategory::Other => 'o',
    }
}

/// A language's cardinal rules as our run-length table of 200 numbers.
///
/// # Errors
/// As [`rules`].
pub fn plurals(tag: &str) -> Result<String, Error> {
    let rules = rules(tag)?;
    let mut runs: Vec<(char, u32)> = Vec::new();
    for n in 0_u32..200 {
        let letter = letter(rules.category_for(n));
        match runs.last_mut() {
            Some((last, length)) if *last == letter => *length += 1,
            _ => runs.push((letter, 1)),
        }
    }
    Ok(runs.iter().map(|(letter, length)| format!("{letter}{length}")).collect())
}

/// Whether a language is written from right to left.
///
/// # Errors
/// If the tag is not a language tag.
pub fn is_right_to_left(tag: &str) -> Result<bool, Error> {
    let locale: Locale = tag.parse()?;
    Ok(LocaleDirectionality::new_common().is_right_to_left(&locale.id))
}
