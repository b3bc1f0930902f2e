//! What a reader of a language from right to left sees, by Unicode's own algorithm (UAX 9).

use live_updates::locale::{Locale, fill};
use unicode_bidi::{BidiInfo, Level};

/// A line as it stands on the screen, from left to right, without the marks that nobody sees.
fn seen(text: &str) -> String {
    let info = BidiInfo::new(text, Some(Level::rtl()));
    let line = info.paragraphs[0].range.clone();
    info.reorder_line(&info.paragraphs[0], line).chars().filter(|c| *c != '\u{200f}').collect()
}

#[test]
fn an_arabic_stamp_reads_time_then_label_then_date_from_the_right() {
    let locale = Locale::for_tag("ar");
    let stamp = chrono::DateTime::parse_from_rfc3339("2021-12-07T17:15:00+00:00").unwrap();
    let day = stamp.date_naive();
    for label in ["GMT", "GMT+3"] {
        let clock = locale.clock(&stamp, label);
        let dots = [&clock, " ", &locale.date_dots(day)].concat();
        assert_eq!(seen(&dots), format!("07.12.2021 {label} 17:15"));
        // The day stands on the right, as CLDR has it.
        let short = [&clock, " ", &locale.date_short(day)].concat();
        assert_eq!(seen(&short), format!("2021/12/7 {label} 17:15"));
        // So it is in the middle of a sentence.
        let sentence = fill(locale.words().last_update(), &[("time", &dots)]);
        assert!(seen(&sentence).starts_with(&format!("07.12.2021 {label} 17:15 ")), "{}", seen(&sentence));
        // And what was put right may begin with a number.
        let corrected = fill(locale.words().corrected(), &[("time", &clock), ("text", "2.4")]);
        assert!(seen(&corrected).starts_with(&format!("2.4 :{label} 17:15 ")), "{}", seen(&corrected));
    }
}

#[test]
fn an_arabic_label_needs_no_mark() {
    let locale = Locale::for_tag("ar");
    let stamp = chrono::DateTime::parse_from_rfc3339("2021-12-07T17:15:00+03:00").unwrap();
    let clock = locale.clock(&stamp, "مكة");
    assert_eq!(clock, "17:15 مكة");
    assert_eq!(seen(&[&clock, " ", &locale.date_dots(stamp.date_naive())].concat()), "07.12.2021 ةكم 17:15");
}
