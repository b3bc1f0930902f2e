//! What a newsroom's clock says at a moment.

use chrono::{DateTime, FixedOffset, Offset, TimeZone as _, Utc};
use live_updates::feed::{Stamp, TimeZone};

/// A moment with the newsroom's own offset, to the second: by the zone's name (IANA database), else by the only offset that has
/// a label, else in UTC.
pub(super) fn local(now: DateTime<Utc>, zone: Option<&TimeZone>) -> Stamp {
    let seconds = DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now);
    let named = zone.and_then(|zone| zone.name.as_deref()?.parse::<chrono_tz::Tz>().ok());
    let only = || match zone?.labels.as_slice() {
        [(offset, _)] => FixedOffset::east_opt(*offset),
        _ => None,
    };
    let offset = match named {
        Some(zone) => zone.offset_from_utc_datetime(&seconds.naive_utc()).fix(),
        None => only().unwrap_or_else(|| Utc.fix()),
    };
    seconds.with_timezone(&offset)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use live_updates::feed::TimeZone;

    use super::local;

    #[test]
    fn the_newsrooms_offset_follows_its_zone_through_the_year() {
        let zone = |name: Option<&str>, labels: &[(i32, &str)]| TimeZone {
            name: name.map(Into::into),
            labels: labels.iter().map(|(offset, label)| (*offset, (*label).to_owned())).collect(),
        };
        let (winter, summer) = (1_765_000_000, 1_750_000_000);
        let at = |seconds, zone: &TimeZone| {
            let now = DateTime::from_timestamp(seconds, 7).unwrap();
            local(now, Some(zone)).to_rfc3339()
        };
        let london = zone(Some("Europe/London"), &[]);
        assert_eq!(at(winter, &london), "2025-12-06T05:46:40+00:00");
        assert_eq!(at(summer, &london), "2025-06-15T16:06:40+01:00");
        assert_eq!(at(winter, &zone(Some("Larkhaven/Quay"), &[(10800, "QT")])), "2025-12-06T08:46:40+03:00");
        assert_eq!(at(winter, &zone(None, &[(0, "GMT"), (3600, "BST")])), "2025-12-06T05:46:40+00:00");
    }
}
