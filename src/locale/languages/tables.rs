//! What CLDR 49.0.0 says of our languages: direction, short dates, plural rule.
//!
//! Generated from ICU4X's data by `cargo xtask locale`, golden-tested in `xtask/cldr`; not to be edited.

use std::borrow::Cow::Borrowed;

use crate::locale::{Direction, Plurals, Tables};

pub(super) const EN: Tables = Tables {
    direction: Direction::LeftToRight,
    dates: Borrowed(concat!(
        "M/d/y;d/M/y HK ZW;d/MM/y NZ;dd.MM.y CH;dd/MM/y 001 150 AE AG AI AT AU BB BE BM BS BW BZ CC CK CM CX ",
        "CY CZ DE DG DK DM EE ER ES FI FJ FK FM FR GB GD GE GG GH GI GM GS GY HU ID IE IL IM IN IO IT JE JM K",
        "E KI KN KY LC LR LS LT LV MG MO MS MT MU MV MW MY NA NF NG NL NO NR NU PG PK PL PN PT PW RO RW SB SC",
        " SD SG SH SI SK SL SS SX SZ TC TK TO TT TV TZ UA UG VC VG VU WS ZM;y-MM-dd CA SE;y/MM/dd JP ZA",
    )),
    plurals: Plurals(Borrowed("o1n1o198")),
};

#[cfg(feature = "native")]
pub(super) const RU: Tables = Tables {
    direction: Direction::LeftToRight,
    dates: Borrowed("dd.MM.y"),
    plurals: Plurals(Borrowed(concat!(
        "m1n1f3m16n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m16n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6n1f3m6",
        "n1f3m6n1f3m5",
    ))),
};

#[cfg(feature = "native")]
pub(super) const AR: Tables = Tables {
    direction: Direction::RightToLeft,
    dates: Borrowed("d\u{200f}/M\u{200f}/y"),
    plurals: Plurals(Borrowed("z1n1t1f8m89o3f8m89")),
};
