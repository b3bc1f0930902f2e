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
            assert!(!ours.contains('\n'), "{tag}: {name} has a line break, and words travel in lines");
            assert_eq!(ours.contains('|'), theirs.contains('|'), "{tag}: {name} counts in one language only");
            if !theirs.contains('|') {
                assert_eq!(places(ours), places(theirs), "{tag}: {name}");
            }
        }
    }
    assert_eq!(Locale::for_tag("ru").words().opened_placeholder(), "Заголовок открываемого материала");
}

#[test]
fn a_sentence_that_counts_has_the_forms_of_its_language_and_no_others() {
    for tag in LANGUAGES {
        let locale = Locale::for_tag(tag);
        let used = |category: &Category| (0..200).any(|n| locale.plural(n) == *category);
        let wanted: Vec<_> = Category::ALL.into_iter().filter(used).map(Category::as_str).collect();
        for (name, sentence) in Words::NAMES.iter().zip(locale.words().list()).filter(|(_, said)| said.contains('|')) {
            let forms: Vec<_> = sentence.split('|').map(|form| form.split_once('=').unwrap()).collect();
            let (names, texts): (Vec<_>, Vec<_>) = forms.into_iter().unzip();
            assert_eq!(names, wanted, "{tag}: {name}");
            // Arabic says 0, 1 and 2 without a digit.
            assert!(texts.iter().all(|text| matches!(&places(text)[..], [] | ["n"])), "{tag}: {name}: {texts:?}");
        }
    }
}

#[test]
fn each_language_counts_and_dates_as_it_should() {
    let stamp = DateTime::parse_from_rfc3339("2021-12-07T17:15:40+00:00").unwrap();
    let mut said = String::new();
    for tag in LANGUAGES.into_iter().chain(["en-GB", "en-CA"]) {
        let locale = Locale::for_tag(tag);
        said.extend([locale.tag(), " ", locale.direction().as_str(), "\n"]);
        let (clock, day) = (locale.clock(&stamp, "GMT"), stamp.date_naive());
        for date in [locale.date_dots(day), locale.date_short(day)] {
            // Marks that nobody sees are written so that they can be reviewed.
            said.extend(["  ", &clock, " ", &date, "\n"].map(|part| part.replace('\u{200f}', "<RLM>")));
        }
        for n in [0, 1, 2, 3, 11, 21, 100, 111, 1000] {
            said.push_str(&format!("  {n}: {}\n", locale.count(locale.words().updates(), n)));
        }
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_language_travels_and_another_builds_is_refused() {
    for tag in LANGUAGES {
        let locale = Locale::for_tag(tag);
        let lines = locale.to_lines();
        assert_eq!(Locale::from_lines(&lines), Some(locale));
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!(Locale::from_lines(&lines[..lines.len() - 1].join("\n")), None, "cut short");
        assert_eq!(Locale::from_lines(&[&lines[..], &["one more"]].concat().join("\n")), None, "one sentence more");
        assert_eq!(Locale::from_lines(&[&["0badc0de"], &lines[1..]].concat().join("\n")), None, "other sentences");
    }
    for nothing in ["", "\n", "<!doctype html>\n<title>Not found</title>"] {
        assert_eq!(Locale::from_lines(nothing), None);
    }
}

#[test]
fn tags_fall_back_and_keep_their_region() {
    for (tag, spoken) in [
        ("ar-EG", "ar-EG"),
        ("ru_RU", "ru-RU"),
        ("EN-gb", "en-GB"),
        ("en-Latn-GB", "en-GB"),
        ("es-419", "en"),
        ("en-x-gb", "en"),
        ("fr-CA", "en"),
        ("xx", "en"),
        ("", "en"),
    ] {
        assert_eq!(Locale::for_tag(tag).tag(), spoken, "{tag}");
    }
    let day = NaiveDate::from_ymd_opt(2026, 3, 7).unwrap();
    for (tag, date) in [
        ("en", "3/7/2026"),
        ("en-US", "3/7/2026"),
        ("en-GB", "07/03/2026"),
        ("en_gb", "07/03/2026"),
        ("en-NZ", "7/03/2026"),
        ("en-CA", "2026-03-07"),
        ("fr-CA", "3/7/2026"),
        ("ru", "07.03.2026"),
        ("ru-GB", "07.03.2026"),
    ] {
        assert_eq!(Locale::for_tag(tag).date_short(day), date, "{tag}");
    }
}

#[test]
fn a_browser_learns_the_region_from_the_page() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 7).unwrap();
    assert_eq!(Locale::english().in_region("en-GB").date_short(day), "07/03/2026");
    assert_eq!(Locale::english().in_region("ar-EG"), Locale::english());
    let travelled = Locale::from_lines(&Locale::for_tag("en-GB").to_lines()).unwrap();
    assert_eq!(travelled, Locale::english());
    assert_eq!(travelled.in_region("en-AU").in_region("en-CA").date_short(day), "2026-03-07");
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
