//! Our tables say what CLDR says.

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
fn short_dates_are_those_of_cldr() {
    for tag in LANGUAGES.into_iter().chain(["en-GB", "en-AU", "en-IE", "en-CA"]) {
        let locale = Locale::for_tag(tag);
        for month in 1..=12_u8 {
            for day in [1_u8, 7, 9, 10, 28] {
                let date = chrono::NaiveDate::from_ymd_opt(2026, month.into(), day.into()).unwrap();
                assert_eq!(locale.date_short(date), live_updates_cldr::date(tag, 2026, month, day).unwrap(), "{tag}");
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
