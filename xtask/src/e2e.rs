//! The tests in real browsers: the bundle, the real server, the drivers, and the runner's own counts.

use crate::{
    Outcome,
    bundle::{self, Kind},
    demo,
    setup::{self, Browsers},
    step::step,
    suites::{self, Counts, Variable},
};

/// Runs the browser tests; what is given goes to the test programs, a filter of names first.
pub(crate) fn e2e(given: &[&str]) -> Outcome {
    let counts = run(&setup::browsers()?, given, &[])?;
    println!("\n{counts}");
    counts.verdict()
}

/// The same in browsers that are known already, with more in the environment, without a verdict.
pub(crate) fn run(browsers: &Browsers, given: &[&str], more: &[Variable]) -> Outcome<Counts> {
    let mut environment = environment(browsers)?;
    environment.extend_from_slice(more);
    let tests = ["--package", "live-updates-tests", "--test", "browser", "--test", "e2e"];
    suites::run(&step("build the browser tests", || suites::build(&tests))?, given, &environment)
}

/// What the browser tests find in their environment: bundles, server, drivers.
pub(crate) fn environment(browsers: &Browsers) -> Outcome<Vec<Variable>> {
    let mut environment: Vec<Variable> = vec![
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
