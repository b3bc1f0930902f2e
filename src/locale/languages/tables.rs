//! What CLDR says of our languages: direction, short date, plural rule.
//!
//! Generated from ICU4X's data by `cargo xtask locale`, golden-tested in `xtask/cldr`; not to be edited.

use std::borrow::Cow::Borrowed;

use crate::locale::{Direction, Plurals, Tables};

pub(super) const EN: Tables = Tables {
    direction: Direction::LeftToRight,
    date: Borrowed("M/d/y"),
    plurals: Plurals(Borrowed("o1n1o198")),
};

#[cfg(feature = "native")]
pub(super) const RU: Tables = Tables {
    direction: Direction::LeftToRight,
    date: Borrowed("dd.MM.y"),
    plurals: Plurals(Borrowed(
        "m1n1f3m16n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m16n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m5",
    )),
};

#[cfg(feature = "native")]
pub(super) const AR: Tables = Tables {
    direction: Direction::RightToLeft,
    date: Borrowed("d\u{200f}/M\u{200f}/y"),
    plurals: Plurals(Borrowed("z1n1t1f8m89o3f8m89")),
};

/// Regions whose short date differs from their language's.
#[cfg(feature = "native")]
pub(super) const REGIONS: [(&str, &str); 4] = [
    ("en-GB", "dd/MM/y"),
    ("en-AU", "dd/MM/y"),
    ("en-IE", "dd/MM/y"),
    ("en-CA", "y-MM-dd"),
];
