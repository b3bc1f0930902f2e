//! Whose format a feed arrived in: bytes in, feed out. A folder per wire; what a wire says in HTML goes through `foreign_html`.
//!
//! Reading yields what could be read *and* what was left out: one broken entry never hides the others (*never blank*).

mod error;
pub mod foreign_html;
pub(crate) mod json;
pub mod limits;
pub mod native;

pub use error::{ReadError, SkipReason, Skipped};

use crate::feed::Feed;

/// What a document says, and what of it was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// What could be read.
    pub feed: Feed,
    /// What was left out, with the reason.
    pub skipped: Vec<Skipped>,
}
