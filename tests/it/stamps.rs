//! Moments, days and numbers: ours agree with chrono and the standard library, which may be as large as they like.

use chrono::{DateTime, NaiveDate, SecondsFormat};
use live_updates::feed::{parse_day, parse_number, parse_stamp, print_number, write_day, write_stamp};
use proptest::prelude::*;

proptest! {
    #[test]
    fn moments_are_read_as_chrono_reads_them(text in "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,11})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])") {
        let theirs = DateTime::parse_from_rfc3339(&text).ok();
        prop_assert_eq!(parse_stamp(&text), theirs, "{}", text);
    }

    #[test]
    fn anything_else_is_no_moment(text in "[-+0-9TZ:. ]{0,30}") {
        if let Some(ours) = parse_stamp(&text) {
            prop_assert_eq!(Some(ours), DateTime::parse_from_rfc3339(&text).ok());
        }
    }

    #[test]
    fn moments_are_written_as_chrono_writes_them(seconds in -60_000_000_000_i64..250_000_000_000, nanos in prop_oneof![Just(0), 0..1_000_000_000_u32], offset in -1439..1440_i32) {
        let offset = chrono::FixedOffset::east_opt(offset * 60).unwrap();
        let stamp = DateTime::from_timestamp(seconds, nanos).unwrap().with_timezone(&offset);
        let ours = write_stamp(&stamp);
        prop_assert_eq!(&ours, &stamp.to_rfc3339_opts(SecondsFormat::AutoSi, false));
        prop_assert_eq!(parse_stamp(&ours), Some(stamp));
    }

    #[test]
    fn days_survive(day in 1_i32..3_600_000) {
        let day = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
        prop_assert_eq!(write_day(day), day.to_string());
        prop_assert_eq!(parse_day(&day.to_string()), Some(day));
    }

    #[test]
    fn numbers_are_read_and_written_as_the_standard_library_does(n in any::<u64>(), text in "[0-9]{0,22}") {
        prop_assert_eq!(print_number(n), n.to_string());
        prop_assert_eq!(parse_number(&text), text.parse().ok());
    }
}

#[test]
fn what_only_looks_like_a_day_is_none() {
    for text in ["", "2026-3-14", "2026-02-30", "2026-03-14T", "+026-03-14"] {
        assert_eq!(parse_day(text), None, "{text}");
    }
}
