//! `Retry-After` (RFC 9110, 10.2.3): when a server wants to be asked again.

use chrono::NaiveDate;

/// Milliseconds that `Retry-After` asks to wait: a number of seconds, or a date seen from `now` (seconds since 1970, best
/// taken from the same answer's `Date`, so that a clock that is off does no harm). What is neither, or has passed, is 0.
#[must_use]
pub fn retry_after(text: &str, now: i64) -> u32 {
    let text = text.trim();
    let seconds = match number(text.as_bytes()) {
        Some(seconds) => seconds,
        None => http_date(text).map_or(0, |at| at.saturating_sub(now).max(0)),
    };
    u32::try_from(seconds.saturating_mul(1000)).unwrap_or(u32::MAX)
}

/// Seconds since 1970 of an HTTP date in its one current form (IMF-fixdate): `Sun, 15 Mar 2026 08:49:37 GMT`.
#[must_use]
pub fn http_date(text: &str) -> Option<i64> {
    const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let text = text.as_bytes();
    if text.len() != 29 || !text.ends_with(b" GMT") {
        return None;
    }
    let part = |from: usize, to: usize| number(&text[from..to]).and_then(|number| u32::try_from(number).ok());
    let month = MONTHS.chunks_exact(3).position(|month| *month == text[8..11])?;
    let year = i32::try_from(part(12, 16)?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, month as u32 + 1, part(5, 7)?)?;
    Some(day.and_hms_opt(part(17, 19)?, part(20, 22)?, part(23, 25)?)?.and_utc().timestamp())
}

/// Digits and nothing else; more than can be counted is as much as can be.
fn number(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_i64, |number, digit| {
        digit.is_ascii_digit().then(|| number.saturating_mul(10).saturating_add(i64::from(digit - b'0')))
    })
}
