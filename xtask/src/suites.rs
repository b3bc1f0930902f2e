//! Running test programs: all are built by one cargo, then run one by one, so that each has its own count.

use std::{
    ffi::OsString,
    fmt,
    io::{BufRead, BufReader},
    ops::AddAssign,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::{Outcome, run};

/// A variable of the environment, and what it says.
pub(crate) type Variable = (&'static str, OsString);

/// A program of tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suite {
    /// Package and target, `live-updates/it`.
    pub(crate) name: String,
    /// The folder of the package.
    folder: PathBuf,
    program: PathBuf,
    /// Whether it is there for its tests alone, and so may not be empty.
    is_test: bool,
}

/// How tests ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) ignored: u32,
    /// Programs that failed, crashed, or ran nothing, with what happened.
    pub(crate) complaints: Vec<String>,
}

impl Counts {
    /// An error where anything failed or did not run.
    pub(crate) fn verdict(&self) -> Outcome {
        if self.complaints.is_empty() { Ok(()) } else { Err(self.complaints.join("; ")) }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.complaints.extend(other.complaints);
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.ignored > 0 { write!(f, ", {} ignored", self.ignored) } else { Ok(()) }
    }
}

/// Builds the tests that cargo's `arguments` choose.
pub(crate) fn build(arguments: &[&str]) -> Outcome<Vec<Suite>> {
    let mut cargo = run::cargo(&["test", "--no-run", "--message-format=json-render-diagnostics"]);
    let said = run::read_stdout(cargo.args(arguments))?;
    let suites: Vec<_> = said.lines().filter_map(|line| suite(&serde_json::from_str(line).ok()?)).collect();
    if suites.is_empty() { Err(format!("no tests in {}", arguments.join(" "))) } else { Ok(suites) }
}

/// The program of tests that a line of cargo's JSON tells of.
fn suite(message: &Value) -> Option<Suite> {
    let program = message["executable"].as_str()?;
    if message["profile"]["test"] != true {
        return None;
    }
    let folder = Path::new(message["manifest_path"].as_str()?).parent()?;
    // The package stands between `#` and `@`, or is the folder where its name is that of the folder.
    let id = message["package_id"].as_str()?;
    let package = id.rsplit(['#', '/']).next()?.split('@').next()?;
    let package =
        if package.starts_with(|c: char| c.is_ascii_digit()) { folder.file_name()?.to_str()? } else { package };
    Some(Suite {
        name: format!("{package}/{}", message["target"]["name"].as_str()?),
        folder: folder.to_owned(),
        program: program.into(),
        is_test: message["target"]["kind"].as_array()?.iter().any(|kind| kind == "test"),
    })
}

/// Runs programs of tests, each to its end. Without a filter each that is there for its tests must run at least one.
pub(crate) fn run(suites: &[Suite], arguments: &[&str], environment: &[Variable]) -> Outcome<Counts> {
    let mut all = Counts::default();
    for suite in suites {
        println!("\n{}", suite.name);
        let mut command = Command::new(&suite.program);
        command.args(arguments).current_dir(&suite.folder).env("CARGO_MANIFEST_DIR", &suite.folder);
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        let mut counts = count(&mut command, &suite.name)?;
        if arguments.is_empty() && suite.is_test && counts.passed + counts.failed == 0 {
            counts.complaints.push(format!("{} ran no test", suite.name));
        }
        all += counts;
    }
    if all.passed + all.failed == 0 {
        all.complaints.push("no test ran".into());
    }
    Ok(all)
}

/// Runs one program, shows what it prints, and counts.
fn count(command: &mut Command, name: &str) -> Outcome<Counts> {
    let fail = |error: std::io::Error| format!("{name}: {error}");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(fail)?;
    let mut counts = None;
    for line in BufReader::new(child.stdout.take().ok_or("no output")?).lines() {
        let line = line.map_err(fail)?;
        println!("{line}");
        counts = result(&line).or(counts);
    }
    let status = child.wait().map_err(fail)?;
    let mut counts = counts.unwrap_or_default();
    if !status.success() {
        let how = if counts.failed > 0 { format!("{} failed", counts.failed) } else { format!("ended with {status}") };
        counts.complaints.push(format!("{name}: {how}"));
    }
    Ok(counts)
}

/// The counts in the last line of Rust's test harness.
fn result(line: &str) -> Option<Counts> {
    let rest = line.strip_prefix("test result: ")?;
    let number = |what: &str| {
        let before = rest.split(&format!(" {what}")).next()?;
        before.rsplit(' ').next()?.parse().ok()
    };
    Some(Counts {
        passed: number("passed")?,
        failed: number("failed")?,
        ignored: number("ignored")?,
        complaints: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use serde_json::json;

    use super::{Counts, count, result, suite};

    #[test]
    fn reads_the_counts_of_rusts_harness() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s";
        let counts = result(line).expect("counts");
        assert_eq!((counts.passed, counts.failed, counts.ignored), (12, 3, 1));
        assert_eq!(result("test it ... ok"), None);
    }

    #[test]
    fn a_program_that_crashes_is_a_complaint_although_it_counted_nothing() {
        let counts = count(Command::new("sh").args(["-c", "echo running 3 tests; exit 101"]), "x/y").expect("runs");
        assert_eq!(counts.passed, 0);
        assert!(counts.verdict().is_err_and(|why| why.contains("x/y")));
    }

    #[test]
    fn totals_are_one_line() {
        let mut all = Counts { passed: 2, ..Counts::default() };
        all += Counts { passed: 1, failed: 1, ..Counts::default() };
        assert_eq!(all.to_string(), "3 passed, 1 failed");
    }

    #[test]
    fn names_a_suite_by_its_package_and_target() {
        let message = |id: &str, kind: &str| {
            json!({
                "executable": "/t/it-1", "profile": {"test": true}, "manifest_path": "/w/server/Cargo.toml",
                "package_id": id, "target": {"name": "it", "kind": [kind]},
            })
        };
        let found = suite(&message("path+file:///w/server#live-updates-server@0.1.0", "test")).expect("a suite");
        assert_eq!((found.name.as_str(), found.is_test), ("live-updates-server/it", true));
        let found = suite(&message("path+file:///w/server#0.1.0", "lib")).expect("a suite");
        assert_eq!((found.name.as_str(), found.is_test), ("server/it", false));
        assert_eq!(suite(&json!({"executable": null})), None);
    }
}
