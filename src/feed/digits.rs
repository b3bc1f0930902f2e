//! Whole numbers as digits. The standard library's own can do more, and takes more of the browser's build.

/// Reads a whole number that is not negative: digits and nothing else.
#[must_use]
pub fn parse_number(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    text.bytes().try_fold(0_u64, |sum, byte| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    })
}

/// Writes a number.
#[must_use]
pub fn print_number(value: u64) -> String {
    let mut out = String::new();
    push(&mut out, value, 1);
    out
}

/// Appends a number with at least `width` digits.
pub(super) fn pad(out: &mut String, value: u32, width: u32) {
    push(out, value.into(), width);
}

fn push(out: &mut String, value: u64, width: u32) {
    if value >= 10 || width > 1 {
        push(out, value / 10, width.saturating_sub(1));
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}
