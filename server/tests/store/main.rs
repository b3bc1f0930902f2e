//! What the store and the authoring API promise, each against SQLite and against PostgreSQL.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test's own helpers may fail as its cases may")]

mod api;
mod command;
mod deltas;
mod desk;
mod docs;
mod faults;
mod killed;
mod postgres;
mod reading;
mod served;
mod stage;
mod writing;
