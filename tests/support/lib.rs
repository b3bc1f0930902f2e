//! What the browser tests share: a real server, pages of any kind beside it, and a real browser.

mod browser;
mod pages;
pub mod proxy;
mod stage;

pub use browser::Browser;
pub use pages::Page;
pub use stage::{Outcome, Stage, with_firefox, with_stage, with_trap};
