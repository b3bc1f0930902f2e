//! Everything that a change must pass, in order; and the counts that CI reads.

use crate::{
    Outcome, contract, e2e, partners,
    run::{at_root, cargo, run, which},
    setup, size,
    step::timed,
    suites::{self, Counts, Variable},
    tidy,
};

/// The native checks: what a developer runs while writing.
pub(crate) fn quick() -> Outcome {
    let mut report = Report::default();
    native(&mut report, Length::Usual);
    report.finish()
}

/// How long tests that can go on for ever do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// As long as it takes to find most faults.
    Usual,
    /// As long as it takes to find rare ones.
    Soak,
}

impl Length {
    /// What the tests find in their environment.
    fn environment(self) -> Vec<Variable> {
        match self {
            Self::Usual => Vec::new(),
            Self::Soak => vec![("LIVE_UPDATES_SOAK", "1".into())],
        }
    }
}

/// All checks: what CI runs.
pub(crate) fn all(length: Length) -> Outcome {
    let mut report = Report::default();
    let browsers = report.step("setup", setup::setup).map(|(_, browsers)| browsers);
    native(&mut report, length);
    report.step("size", || size::size(true));
    if let Some(browsers) = browsers {
        report.tests("browser tests", || e2e::run(&browsers, &[], &length.environment()));
    }
    // Trunk is for those who like `trunk serve`: nothing else needs it, so it is not installed for this check.
    if which("trunk").is_some() {
        report.step("trunk build", || run(&mut at_root("trunk", &["build", "--offline"])));
    }
    report.finish()
}

/// Formatting, lints, the rules of the house, generated files, and every test that needs no browser.
fn native(report: &mut Report, length: Length) {
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    report.step("fmt", || run(&mut cargo(&["fmt", "--all", "--check"])));
    report.step("tidy", tidy::tidy);
    report.step("contract", || contract::contract(true));
    report.step("schema", || contract::schema(true));
    report.step("clippy", || run(cargo(&["clippy", "--quiet", "--workspace", "--all-targets"]).args(DENY)));
    for (name, features) in [("clippy of the browser's half", "hydrate,trap"), ("clippy of the pure part", "")] {
        let one = ["clippy", "--quiet", "--package", "live-updates", "--features", features];
        report.step(name, || run(cargo(&one).args(DENY)));
    }
    report.step("locale", || contract::locale(true));
    report.tests("native tests", || {
        let suites = suites::build(&["--workspace", "--exclude", "live-updates-tests"])?;
        suites::run(&suites, &[], &length.environment())
    });
    report.left_out.extend(partners::left_out());
}

/// What was done so far. A step that fails does not keep the others from telling what they find.
#[derive(Debug, Default)]
struct Report {
    steps: Vec<(String, f64, Option<String>)>,
    counts: Counts,
    /// What was not tested, a line each.
    left_out: Vec<String>,
}

impl Report {
    fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Option<T> {
        let (outcome, seconds) = timed(name, work);
        if let Err(error) = &outcome {
            println!("  {error}");
        }
        self.steps.push((name.to_owned(), seconds, outcome.as_ref().err().cloned()));
        outcome.ok()
    }

    /// A step that runs tests. What they counted is kept, also where some failed.
    fn tests(&mut self, name: &str, work: impl FnOnce() -> Outcome<Counts>) {
        let mut counts = Counts::default();
        self.step(name, || {
            counts = work()?;
            counts.verdict()
        });
        self.counts += counts;
    }

    /// Prints every step with its time, what was left out and, as the last line, the runners' own counts.
    fn finish(self) -> Outcome {
        println!();
        for (name, seconds, error) in &self.steps {
            println!("{seconds:>7.1} s  {name}{}", if error.is_some() { ": FAILED" } else { "" });
        }
        let failed: Vec<_> = self.steps.iter().filter(|step| step.2.is_some()).map(|step| step.0.as_str()).collect();
        println!();
        for line in &self.left_out {
            println!("{line}");
        }
        println!("{}", self.counts);
        if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Report};

    #[test]
    fn a_failed_step_neither_stops_the_others_nor_is_forgotten() {
        let mut report = Report::default();
        assert_eq!(report.step("first", || Err::<(), _>("broken".into())), None);
        assert_eq!(report.step("second", || Ok(7)), Some(7));
        assert_eq!(report.finish(), Err("failed: first".into()));
    }

    #[test]
    fn counts_are_kept_where_some_tests_failed() {
        let mut report = Report::default();
        let complaints = vec!["a: 1 failed".into()];
        report.tests("tests", || Ok(Counts { passed: 2, failed: 1, complaints, ..Counts::default() }));
        report.tests("others", || Ok(Counts { passed: 3, ..Counts::default() }));
        assert_eq!((report.counts.passed, report.counts.failed), (5, 1));
        assert!(report.finish().is_err());
    }
}
