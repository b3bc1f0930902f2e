//! The `live-updates` command.
fn main() {}
