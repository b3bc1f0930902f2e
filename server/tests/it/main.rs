//! The server, asked as readers, widgets and other servers ask it.

#![expect(clippy::unwrap_used, reason = "a test's own helpers may fail as its cases may")]

mod assets;
mod command;
mod errors;
mod feed;
mod history;
mod pages;
mod stage;
