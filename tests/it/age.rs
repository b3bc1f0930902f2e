//! How long ago something was: never ahead, never stale, never said without need.

use live_updates::locale::{Age, Locale};
use proptest::prelude::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// What is said so many milliseconds after the moment.
fn said(past: i64) -> Option<String> {
    Age::of(0, past).map(|(age, _)| Locale::english().age(age))
}

#[test]
fn minutes_then_hours_then_nothing() {
    for (past, text) in [
        (0, Some("just now")),
        (MINUTE - 1, Some("just now")),
        (MINUTE, Some("1 min ago")),
        (2 * MINUTE - 1, Some("1 min ago")),
        (2 * MINUTE, Some("2 min ago")),
        (HOUR - 1, Some("59 min ago")),
        (HOUR, Some("1 hour ago")),
        (2 * HOUR, Some("2 hours ago")),
        (24 * HOUR - 1, Some("23 hours ago")),
        (24 * HOUR, None),
        (i64::MAX, None),
    ] {
        assert_eq!(said(past).as_deref(), text, "{past} ms");
    }
}

#[test]
fn a_skewed_clock_never_says_that_something_is_to_come() {
    for ahead in [1, 2 * MINUTE, HOUR, 400 * 24 * HOUR, i64::MAX] {
        assert_eq!(said(-ahead).as_deref(), Some("just now"), "{ahead} ms ahead");
        let (_, wait) = Age::of(0, -ahead).unwrap();
        assert!(i64::from(wait) <= HOUR, "a browser's timer that is too long runs at once: {wait}");
    }
}

#[test]
fn an_age_is_said_with_the_forms_of_its_language() {
    let in_language = |tag| {
        let locale = Locale::for_tag(tag);
        [Age::Now, Age::Minutes(1), Age::Minutes(2), Age::Minutes(21), Age::Hours(3)].map(|age| locale.age(age))
    };
    assert_eq!(in_language("ru"), ["только что", "1 мин назад", "2 мин назад", "21 мин назад", "3 часа назад"]);
    assert_eq!(in_language("ar"), ["الآن", "قبل دقيقة", "قبل دقيقتين", "قبل 21 دقيقة", "قبل 3 ساعات"]);
}

proptest! {
    #[test]
    fn it_says_the_same_until_it_said_it_would_change_and_changes_then(past in -2 * HOUR..25 * HOUR) {
        let Some((age, wait)) = Age::of(0, past) else { return Ok(()) };
        let (wait, at) = (i64::from(wait), |past| Age::of(0, past).map(|(age, _)| age));
        prop_assert!(wait > 0);
        prop_assert_eq!(at(past + wait - 1), Some(age));
        // What lies ahead by more than an hour is looked at every hour.
        prop_assert!(at(past + wait) != Some(age) || wait == HOUR && past < MINUTE - HOUR);
    }
}
