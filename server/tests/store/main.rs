//! What the store and the authoring API promise, each against SQLite and against PostgreSQL.

mod api;
mod postgres;
mod reading;
mod stage;
mod writing;
