//! What the browser tests share: a real server, pages of any kind beside it, and real browsers; a network that breaks, time that is moved.

mod browser;
mod clock;
mod engines;
mod pages;
pub mod proxy;
mod stage;
mod story;
pub mod writer;

pub use browser::Browser;
pub use clock::Clock;
pub use engines::{Engine, in_engine, in_engine_without_waiting};
pub use pages::Page;
pub use stage::{Outcome, Stage};
pub use story::{with_faults, with_stage, with_trap};
pub use writer::Writer;
