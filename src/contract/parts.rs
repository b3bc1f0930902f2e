//! Parts of the chrome, for `::part(…)`.

macro_rules! parts {
    ($($(#[doc = $doc:literal])+ $name:ident = $value:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $value;)+

        /// Every part with a sentence.
        pub const ALL: &[(&str, &str)] = &[$(($value, concat!($($doc),+))),+];
    };
}

parts! {
    /// Where the blog stands and when it was last updated.
    BADGE = "badge";
    /// The state in the badge.
    STATE = "state";
    /// The time of the last update in the badge.
    UPDATED = "updated";
    /// The bar that stays on top: the toggle and the entry being read.
    BAR = "bar";
    /// The toggle of the order.
    ORDER = "order";
    /// One of the toggle's two links.
    ORDER_OPTION = "order-option";
    /// The name of the entry that is being read.
    CURRENT = "current";
    /// The button that pauses live updates and lets them go on.
    PAUSE = "pause";
    /// The button that tells of new updates and shows them.
    NOTICE = "notice";
    /// The status region.
    STATUS = "status";
    /// The button after a failure.
    TRY_AGAIN = "try-again";
}
