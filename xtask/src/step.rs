//! Telling what is being done, and how long it took.

use std::time::Instant;

use crate::Outcome;

/// Does a step and says how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    timed(name, work).0
}

/// Does a step, says how long it took, and gives the seconds.
pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> (Outcome<T>, f64) {
    println!("▸ {name}");
    #[expect(clippy::disallowed_methods, reason = "the one place that times steps")]
    let began = Instant::now();
    let outcome = work();
    let seconds = began.elapsed().as_secs_f64();
    match &outcome {
        Ok(_) => println!("  {name}: {seconds:.1} s"),
        Err(_) => println!("  {name}: failed after {seconds:.1} s"),
    }
    (outcome, seconds)
}
