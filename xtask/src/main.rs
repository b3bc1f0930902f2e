//! Every chore of live-updates.
fn main() {}
