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

impl Category {
    /// Every form, in CLDR's order.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// CLDR's name of it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

/// The form of a sentence that counts, `one={n} update|other={n} updates`; the last one where it is not there.
pub(super) fn form(forms: &str, category: Category) -> &str {
    let mut said = "";
    for form in forms.split('|') {
        let (name, text) = form.split_once('=').unwrap_or(("", form));
        said = text;
        if name == category.as_str() {
            break;
        }
    }
    said
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
            end += run.iter().fold(0_u32, |sum, digit| sum.wrapping_mul(10).wrapping_add(u32::from(digit - b'0')));
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
