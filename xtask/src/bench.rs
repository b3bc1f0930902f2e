//! The benches. What they print goes into `docs/benchmarks.md` by hand, with the machine and what else it did.

use crate::{
    Outcome, e2e,
    run::{cargo, run},
    setup,
};

/// The widget beside its twin, in one run. The bundle is the readers'; all else is unoptimised, since it is the browser that is timed.
pub(crate) fn widget() -> Outcome {
    let environment = e2e::environment(&setup::browsers()?)?;
    let mut command = cargo(&["test", "--package", "live-updates-tests", "--bench", "widget"]);
    run(command.envs(environment))
}

/// Many readers on one stream, of a server that is built as it would be for readers.
pub(crate) fn streams() -> Outcome {
    run(&mut cargo(&["bench", "--package", "live-updates-server", "--bench", "streams"]))
}
