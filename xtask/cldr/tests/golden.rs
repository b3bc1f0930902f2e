//! Our tables say what CLDR says.

#![expect(clippy::unwrap_used, reason = "a test's own helpers may fail as its cases may")]

use chrono::{Datelike, NaiveDate};
use live_updates::locale::{Category, Direction, LANGUAGES, Locale};

#[test]
fn every_number_up_to_a_million_takes_the_form_that_cldr_gives_it() {
    for tag in LANGUAGES {
        let (rules, locale) = (live_updates_cldr::rules(tag).unwrap(), Locale::for_tag(tag));
        for n in 0_u32..=1_000_000 {
            let ours = match locale.plural(n) {
                Category::Zero => 'z',
                Category::One => 'n',
                Category::Two => 't',
                Category::Few => 'f',
                Category::Many => 'm',
                Category::Other => 'o',
            };
            assert_eq!(ours, live_updates_cldr::letter(rules.category_for(n)), "{tag} {n}");
        }
    }
}

#[test]
fn short_dates_are_those_of_cldr_on_every_day_of_a_dozen_years() {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    let far = [(1000, 1, 1), (1899, 12, 31), (1970, 1, 1), (2100, 10, 10), (9999, 12, 31)];
    let far = far.map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap());
    for tag in LANGUAGES.into_iter().chain(["en-GB", "en-CA"]) {
        let (locale, theirs) = (Locale::for_tag(tag), live_updates_cldr::printer(tag).unwrap());
        for date in first.iter_days().take(12 * 365).chain(far) {
            assert_eq!(locale.date_short(date), print(&theirs, date), "{tag} {date}");
        }
    }
}

#[test]
fn every_region_has_the_short_date_that_cldr_gives_it() {
    for language in LANGUAGES {
        for region in live_updates_cldr::regions() {
            let tag = format!("{language}-{region}");
            let (locale, theirs) = (Locale::for_tag(&tag), live_updates_cldr::printer(&tag).unwrap());
            for (month, day) in [(3, 7), (11, 25)] {
                let date = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
                assert_eq!(locale.date_short(date), print(&theirs, date), "{tag}");
            }
        }
    }
}

#[test]
fn directions_are_those_of_cldr() {
    for tag in LANGUAGES {
        let right_to_left = Locale::for_tag(tag).direction() == Direction::RightToLeft;
        assert_eq!(right_to_left, live_updates_cldr::is_right_to_left(tag).unwrap(), "{tag}");
    }
}

fn print(printer: &live_updates_cldr::Printer, date: NaiveDate) -> String {
    let day = |number: u32| u8::try_from(number).unwrap();
    printer.print(date.year(), day(date.month()), day(date.day())).unwrap()
}
