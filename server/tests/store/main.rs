//! What the store and the authoring API promise, each against SQLite and against PostgreSQL.

mod api;
mod command;
mod killed;
mod postgres;
mod reading;
mod served;
mod stage;
mod writing;
