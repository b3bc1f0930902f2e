//! How long to wait: with jitter always, so that readers never come in step.

/// A share of `span`, from nothing to all of it, as the dice fall.
pub(super) fn share(span: u64, random: u32) -> u64 {
    // Spans are hours at most: the product stays far below 2^64.
    (span * u64::from(random)) >> 32
}

/// A time within a tenth of `span`, either way.
pub(super) fn around(span: u64, random: u32) -> u64 {
    span - span / 10 + share(span / 5, random)
}

/// Full jitter: anything up to a window that doubles with every failure in a row, from `base` to `cap`.
pub(super) fn backoff(failures: u8, base: u64, cap: u64, random: u32) -> u64 {
    share((base << failures.min(16)).min(cap), random)
}
