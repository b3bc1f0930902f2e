//! Every language says every sentence, with the same places to fill.

use chrono::{DateTime, NaiveDate};
use live_updates::locale::{Category, LANGUAGES, Locale, Piece, Words, fill, pieces};

fn places(sentence: &str) -> Vec<&str> {
    let mut places: Vec<_> =
        pieces(sentence).filter_map(|piece| if let Piece::Place(name) = piece { Some(name) } else { None }).collect();
    places.sort_unstable();
    places
}

#[test]
fn every_language_says_every_sentence() {
    let english = Locale::english();
    for tag in LANGUAGES {
        let locale = Locale::for_tag(tag);
        for ((name, ours), theirs) in Words::NAMES.iter().zip(locale.words().list()).zip(english.words().list()) {
            assert!(!ours.trim().is_empty(), "{tag}: {name} is empty");
            assert_eq!(places(ours), places(theirs), "{tag}: {name}");
            assert!(!ours.contains('\n'), "{tag}: {name} has a line break, and words travel in lines");
        }
    }
    assert_eq!(Locale::for_tag("ru").words().opened_placeholder(), "Заголовок открываемого материала");
}

#[test]
fn a_language_travels_and_another_builds_is_refused() {
    for tag in LANGUAGES {
        let locale = Locale::for_tag(tag);
        let lines = locale.to_lines();
        assert_eq!(Locale::from_lines(&lines), Some(locale));
        let shorter: Vec<_> = lines.lines().skip(1).collect();
        assert_eq!(Locale::from_lines(&shorter.join("\n")), None);
    }
    assert_eq!(Locale::from_lines(""), None);
}

#[test]
fn tags_fall_back() {
    for (tag, spoken) in [("ar-EG", "ar"), ("ru_RU", "ru"), ("EN-gb", "en"), ("xx", "en"), ("", "en")] {
        assert_eq!(Locale::for_tag(tag).tag(), spoken, "{tag}");
    }
    let day = NaiveDate::from_ymd_opt(2026, 3, 7).unwrap();
    assert_eq!(Locale::for_tag("en-GB").date_short(day), "07/03/2026");
    assert_eq!(Locale::for_tag("en").date_short(day), "3/7/2026");
    assert_eq!(Locale::for_tag("ru").date_short(day), "07.03.2026");
}

#[test]
fn times_are_printed_from_the_stamp_alone() {
    let stamp = DateTime::parse_from_rfc3339("2021-12-07T17:15:40+00:00").unwrap();
    let locale = Locale::english();
    assert_eq!(locale.clock(&stamp, "GMT"), "17:15 GMT");
    assert_eq!(locale.date_dots(stamp.date_naive()), "07.12.2021");
    let early = DateTime::parse_from_rfc3339("2021-12-07T00:05:00+05:30").unwrap();
    assert_eq!(locale.clock(&early, ""), "00:05");
}

#[test]
fn numbers_take_their_forms() {
    let forms = |tag: &str| [0, 1, 2, 5, 11, 21, 100, 111, 1_000_002].map(|n| Locale::for_tag(tag).plural(n));
    use Category::{Few, Many, One, Other, Two, Zero};
    assert_eq!(forms("en"), [Other, One, Other, Other, Other, Other, Other, Other, Other]);
    assert_eq!(forms("ru"), [Many, One, Few, Many, Many, One, Many, Many, Few]);
    assert_eq!(forms("ar"), [Zero, One, Two, Few, Many, Many, Other, Many, Other]);
}

#[test]
fn a_sentence_is_filled() {
    assert_eq!(fill("Corrected {time}: {text}", &[("text", "{time}"), ("time", "11:45")]), "Corrected 11:45: {time}");
    assert_eq!(fill("open { brace", &[]), "open { brace");
}
