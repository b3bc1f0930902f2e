//! What CLDR says of a language, as our small tables say it.

use std::collections::BTreeMap;

use icu_calendar::{Date, Gregorian};
use icu_datetime::{DateTimeFormatter, fieldsets::YMD, options::YearStyle};
use icu_locale::{Locale, LocaleDirectionality};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// What can go wrong: a language that ICU4X does not know, a date it cannot print.
pub type Error = Box<dyn std::error::Error>;

/// The version of CLDR that ICU4X's compiled data was made from.
pub const CLDR: &str = icu_datetime_data::cldr_tag!();

/// ICU4X's short numeric dates with the whole year, ASCII digits and the Gregorian calendar, which is not what every region
/// has by default (`ar-SA`).
#[derive(Debug)]
pub struct Printer(DateTimeFormatter<YMD>);

/// The dates of a language, or of a language in a region.
///
/// # Errors
/// If the tag is not known to ICU4X.
pub fn printer(tag: &str) -> Result<Printer, Error> {
    let locale: Locale = format!("{tag}-u-ca-gregory-nu-latn").parse()?;
    Ok(Printer(DateTimeFormatter::try_new(locale.into(), YMD::short().with_year_style(YearStyle::Full))?))
}

impl Printer {
    /// Prints a day.
    ///
    /// # Errors
    /// If there is no such day.
    pub fn print(&self, year: i32, month: u8, day: u8) -> Result<String, Error> {
        let date: Date<Gregorian> = Date::try_new_gregorian(year, month, day)?;
        Ok(self.0.format(&date.to_any()).to_string())
    }
}

/// A language's short numeric date as a pattern of `d`, `dd`, `M`, `MM`, `y`.
///
/// # Errors
/// As [`printer`].
pub fn pattern(tag: &str) -> Result<String, Error> {
    let printer = printer(tag)?;
    let (wide, narrow) = (printer.print(2049, 11, 25)?, printer.print(2049, 3, 7)?);
    let month = if narrow.contains("03") { "MM" } else { "M" };
    let day = if narrow.contains("07") { "dd" } else { "d" };
    Ok(wide.replace("2049", "y").replace("11", month).replace("25", day))
}

/// Every region that a tag may name: two letters, the world (`001`), Europe (`150`) and Latin America (`419`).
pub fn regions() -> impl Iterator<Item = String> {
    let two = ('A'..='Z').flat_map(|first| ('A'..='Z').map(move |second| format!("{first}{second}")));
    ["001", "150", "419"].map(String::from).into_iter().chain(two)
}

/// A language's short numeric date and those of the regions that differ from it, as our tables write them:
/// `M/d/y`, `y-MM-dd CA SE`.
///
/// # Errors
/// As [`printer`].
pub fn dates(tag: &str) -> Result<Vec<String>, Error> {
    let own = pattern(tag)?;
    let mut others = BTreeMap::<String, String>::new();
    for region in regions() {
        let pattern = pattern(&format!("{tag}-{region}"))?;
        if pattern != own {
            let named = others.entry(pattern).or_default();
            named.push(' ');
            named.push_str(&region);
        }
    }
    Ok(std::iter::once(own).chain(others.into_iter().map(|(pattern, named)| pattern + &named)).collect())
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
