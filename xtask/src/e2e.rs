//! The tests in real browsers: the bundle, the real server, the drivers, and the runner's own counts.

use std::process::Command;

use crate::{
    Outcome, bundle, demo, root,
    setup::{self, Browsers},
    step::step,
    test::Counts,
};

/// Runs the browser tests whose names hold the filter.
pub(crate) fn e2e(filter: &[&str]) -> Outcome<Counts> {
    let dist = bundle::build(bundle::Kind::Release)?;
    let trap = bundle::build(bundle::Kind::Test)?;
    let tools = setup::tools()?;
    let Browsers { chromedriver, geckodriver } = setup::browsers()?;
    let server = step("build the server", demo::server)?;
    let mut command = Command::new("cargo");
    command
        .args(["test", "--package", "live-updates-tests", "--test", "browser", "--test", "e2e", "--"])
        // Two cores, and a browser for each test: more at once would only wait for each other.
        .args(["--test-threads", "2"])
        .args(filter)
        .current_dir(root::root())
        .env("LU_SERVER", server)
        .env("LU_DIST", dist)
        .env("LU_DIST_TEST", trap)
        .env("LU_NODE_MODULES", tools.node_modules)
        .env("CHROMEDRIVER", chromedriver);
    if let Some(geckodriver) = geckodriver {
        command.env("GECKODRIVER", geckodriver);
    }
    step("browser tests", || Counts::run(&mut command))
}
