//! How updates reach us: what is asked for, and when. Decided by [`Plan`], a pure state machine; a browser only carries out.

mod announce;
#[cfg(feature = "hydrate")]
pub(crate) mod browser;
mod happened;
mod plan;
mod poll;
mod retry;
mod retry_after;
mod stream;
mod to_do;

pub use announce::{Announce, Speak};
pub use happened::{Allowed, Answer, Facts, Happened, Known, epoch_mark};
pub use plan::Plan;
pub use retry_after::{http_date, retry_after};
pub use to_do::{Ask, Say, ToDo, Turn, Verdict};
