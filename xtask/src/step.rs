//! Telling what is being done, and how long it took.

use std::time::Instant;

/// Does a step and says how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> crate::Outcome<T>) -> crate::Outcome<T> {
    println!("▸ {name}");
    #[expect(clippy::disallowed_methods, reason = "the one place that times steps")]
    let began = Instant::now();
    let outcome = work();
    let seconds = began.elapsed().as_secs_f64();
    match &outcome {
        Ok(_) => println!("  {name}: {seconds:.1} s"),
        Err(_) => println!("  {name}: failed after {seconds:.1} s"),
    }
    outcome
}
