//! The tests in real browsers: the bundle, the real server, the drivers, and the runner's own counts.

use std::ffi::OsString;

use crate::{
    Outcome,
    bundle::{self, Kind},
    demo,
    run::{cargo, run as run_command},
    setup::{self, Browsers},
    step::step,
    suites::{self, Counts},
};

/// Runs the browser tests; what is given goes to the test programs, a filter of names first.
pub(crate) fn e2e(given: &[&str]) -> Outcome {
    let counts = run(&setup::browsers()?, given)?;
    println!("\n{counts}");
    counts.verdict()
}

/// The widget beside its twin, in one run, unoptimised since it is the browser that is timed; the table goes into `docs/benchmarks.md` by hand.
pub(crate) fn bench() -> Outcome {
    let environment = environment(&setup::browsers()?)?;
    let mut command = cargo(&["test", "--package", "live-updates-tests", "--bench", "widget"]);
    run_command(command.envs(environment))
}

/// The same in browsers that are known already, without a verdict.
pub(crate) fn run(browsers: &Browsers, given: &[&str]) -> Outcome<Counts> {
    let environment = environment(browsers)?;
    let tests = ["--package", "live-updates-tests", "--test", "browser", "--test", "e2e"];
    suites::run(&step("build the browser tests", || suites::build(&tests))?, given, &environment)
}

/// What the browser tests find in their environment: bundles, server, drivers.
fn environment(browsers: &Browsers) -> Outcome<Vec<(&'static str, OsString)>> {
    let mut environment: Vec<(&str, OsString)> = vec![
        ("LU_DIST", bundle::build(Kind::Release)?.into()),
        ("LU_DIST_TEST", bundle::build(Kind::Test)?.into()),
        ("LU_SERVER", step("build the server", demo::server)?.into()),
        ("LU_NODE_MODULES", setup::npm()?.into()),
        ("CHROMEDRIVER", browsers.chromedriver.clone().into()),
        // A browser for each test: on two cores more at once would only wait for each other.
        ("RUST_TEST_THREADS", "2".into()),
    ];
    environment.extend(browsers.geckodriver.clone().map(|driver| ("GECKODRIVER", driver.into())));
    Ok(environment)
}
