//! The promise kept in a browser: the custom element, as far as it is not the loader's.
//!
//! The loader (`live-updates.js`) registers `<live-updates>`, decides when to start and what to do after a trap. It calls
//! [`open`] once per start and keeps the [`Handle`]. Each element has an instance of the WASM of its own.

mod adopt;
mod ages;
mod arrivals;
mod bridge;
mod chrome;
mod clicks;
mod clock;
mod content;
mod emit;
mod engaged;
mod follow;
mod lifecycle;
mod listen;
mod news;
mod opened;
mod options;
mod order;
mod pieces;
mod reading;
mod stub;
#[cfg(feature = "trap")]
mod trap;
mod trouble;
mod warn;
mod widget;

pub use lifecycle::{Handle, open};
