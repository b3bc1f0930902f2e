//! Days as numbers, by CLDR's pattern letters.

use chrono::{Datelike, NaiveDate};

/// Prints a day by a pattern of `d`, `dd`, `M`, `MM`, `y`; every other character is itself, `'` quotes nothing here.
pub(super) fn print(pattern: &str, date: NaiveDate) -> String {
    let mut out = String::new();
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut width = 1;
        while letters.next_if_eq(&letter).is_some() {
            width += 1;
        }
        let value = match letter {
            'd' => date.day(),
            'M' => date.month(),
            'y' => date.year().unsigned_abs(),
            other => {
                (0..width).for_each(|_| out.push(other));
                continue;
            }
        };
        if width == 2 { two(&mut out, value) } else { number(&mut out, value) }
    }
    out
}

/// A number with at least two digits.
pub(super) fn two(out: &mut String, value: u32) {
    if value < 10 {
        out.push('0');
    }
    number(out, value);
}

/// A number.
pub(super) fn number(out: &mut String, value: u32) {
    if value >= 10 {
        number(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}
