//! The protocol, as readers and caches see it: heads, deltas, streams, and a real nginx in front.

#![expect(clippy::unwrap_used, reason = "a test's own helpers may fail as its cases may")]

mod command;
mod cost;
mod events;
mod front;
mod metrics;
mod nginx;
mod resume;
mod stage;
mod store;
mod stream;
mod updates;
