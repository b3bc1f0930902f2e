//! Moments and days as the wire and `<time datetime>` write them: RFC 3339.
//!
//! By hand, although chrono could: its parser and printer take ten times the bytes of the browser's build. Tests hold both
//! together.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};

use super::digits::pad;

/// A moment with the newsroom's own offset, as RFC 3339 wrote it. Two stamps compare by their instant alone.
pub type Stamp = DateTime<FixedOffset>;

/// Reads a moment: `2026-03-14T11:52:20.5+00:00`. Digits beyond the nanosecond are dropped.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<Stamp> {
    let mut text = Reader(text.as_bytes());
    let date = text.day()?;
    text.one(b"Tt ")?;
    let (hour, minute, second) = (text.digits(2)?, text.after(b':')?, text.after(b':')?);
    let mut nanos = 0;
    if text.one(b".").is_some() {
        let mut unit = 100_000_000;
        text.peek()?.is_ascii_digit().then_some(())?;
        while let Some(digit) = text.one(b"0123456789") {
            nanos += u32::from(digit - b'0') * unit;
            unit /= 10;
        }
    }
    // A leap second is told by nanoseconds beyond the last second of its minute.
    let (second, nanos) = if second == 60 { (59, nanos + 1_000_000_000) } else { (second, nanos) };
    let offset = match text.one(b"Zz+-")? {
        sign @ (b'+' | b'-') => {
            let (hours, minutes) = (text.digits(2)?, text.after(b':')?);
            let seconds = (hours * 3600 + minutes.checked_rem(60).filter(|rest| *rest == minutes)? * 60) as i32;
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => 0,
    };
    let offset = FixedOffset::east_opt(offset)?;
    let local = date.and_time(NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)?);
    let stamp = local.checked_sub_offset(offset)?;
    text.0.is_empty().then(|| Stamp::from_naive_utc_and_offset(stamp, offset))
}

/// Reads a day: `2026-03-14`.
#[must_use]
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut text = Reader(text.as_bytes());
    let day = text.day()?;
    text.0.is_empty().then_some(day)
}

/// Writes a moment.
#[must_use]
pub fn write_stamp(stamp: &Stamp) -> String {
    let local = stamp.naive_local();
    let mut out = write_day(local.date());
    let nanos = local.nanosecond();
    for (mark, value) in [('T', local.hour()), (':', local.minute()), (':', local.second() + nanos / 1_000_000_000)] {
        out.push(mark);
        pad(&mut out, value, 2);
    }
    let nanos = nanos % 1_000_000_000;
    if nanos > 0 {
        out.push('.');
        match (nanos % 1_000_000, nanos % 1000) {
            (0, _) => pad(&mut out, nanos / 1_000_000, 3),
            (_, 0) => pad(&mut out, nanos / 1000, 6),
            _ => pad(&mut out, nanos, 9),
        }
    }
    let offset = stamp.offset().local_minus_utc();
    out.push(if offset < 0 { '-' } else { '+' });
    let minutes = offset.unsigned_abs() / 60;
    pad(&mut out, minutes / 60, 2);
    out.push(':');
    pad(&mut out, minutes % 60, 2);
    out
}

/// Writes a day.
#[must_use]
pub fn write_day(day: NaiveDate) -> String {
    let mut out = String::new();
    pad(&mut out, day.year().unsigned_abs(), 4);
    out.push('-');
    pad(&mut out, day.month(), 2);
    out.push('-');
    pad(&mut out, day.day(), 2);
    out
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.0.first().copied()
    }

    /// One byte of these.
    fn one(&mut self, of: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        let found = of.contains(first).then_some(*first)?;
        self.0 = rest;
        Some(found)
    }

    /// So many digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            value = value * 10 + u32::from(self.one(b"0123456789")? - b'0');
        }
        Some(value)
    }

    /// Two digits after a mark.
    fn after(&mut self, mark: u8) -> Option<u32> {
        self.one(&[mark])?;
        self.digits(2)
    }

    fn day(&mut self) -> Option<NaiveDate> {
        let (year, month, day) = (self.digits(4)?, self.after(b'-')?, self.after(b'-')?);
        NaiveDate::from_ymd_opt(year as i32, month, day)
    }
}
