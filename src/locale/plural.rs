//! Which form of a word a number takes: CLDR's cardinal rules as a table.

use std::borrow::Cow;

/// The six forms that CLDR tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Arabic's 0.
    Zero,
    /// 1, and in Russian 21.
    One,
    /// 2 where it has a form of its own.
    Two,
    /// 3 in Arabic, 2 to 4 in Russian.
    Few,
    /// 11 in Arabic, 5 in Russian.
    Many,
    /// All others.
    Other,
}

/// The rule of one language for whole numbers: a letter a number for 0 to 199, run-length encoded (`o1n1o198`); from 200 on
/// a number takes the form of 100 plus its last two digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Plurals(pub(super) Cow<'static, str>);

impl Plurals {
    /// The form that a number takes.
    #[must_use]
    pub fn category(&self, n: u32) -> Category {
        let at = if n < 200 { n } else { 100 + n % 100 };
        let mut end = 0;
        let mut rest = self.0.as_bytes();
        while let [letter, digits @ ..] = rest {
            let width = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (run, after) = digits.split_at(width);
            end += run.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
            if at < end {
                return match letter {
                    b'z' => Category::Zero,
                    b'n' => Category::One,
                    b't' => Category::Two,
                    b'f' => Category::Few,
                    b'm' => Category::Many,
                    _ => Category::Other,
                };
            }
            rest = after;
        }
        Category::Other
    }
}
