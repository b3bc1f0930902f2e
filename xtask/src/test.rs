//! Everything that a change must pass, in order; and the counts that CI reads.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::{Outcome, contract, e2e, root, run::run, setup, size, step::step, tidy};

/// How many tests ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Counts {
    /// Runs a `cargo test`, shows what it prints, and adds up what its runners count. Running no test is a failure.
    pub(crate) fn run(command: &mut Command) -> Outcome<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
        let mut counts = Self::default();
        if let Some(out) = child.stdout.take() {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                println!("{line}");
                counts.add(&line);
            }
        }
        let status = child.wait().map_err(|error| error.to_string())?;
        match counts {
            _ if !status.success() => Err(format!("{} passed, {} failed", counts.passed, counts.failed)),
            Self { passed: 0, .. } => Err("no test ran".into()),
            counts => Ok(counts),
        }
    }

    /// Reads a runner's closing line: `test result: ok. 12 passed; 0 failed; …`.
    fn add(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix("test result: ") else { return };
        let number = |word: &str| {
            let at = counts.find(word)?;
            counts[..at].rsplit([' ', '.']).find(|part| !part.is_empty())?.parse::<usize>().ok()
        };
        self.passed += number(" passed").unwrap_or(0);
        self.failed += number(" failed").unwrap_or(0);
    }

    fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// The native checks: what a developer runs while writing.
pub(crate) fn quick() -> Outcome {
    let counts = native()?;
    finish(counts)
}

/// All checks: what CI runs.
pub(crate) fn all() -> Outcome {
    setup::setup()?;
    let native = native()?;
    step("size", || size::size(true))?;
    let browsers = e2e::e2e(&[])?;
    finish(native.and(browsers))
}

fn native() -> Outcome<Counts> {
    step("fmt", || run(cargo(&["fmt", "--all", "--check"]).env_remove("RUSTFLAGS")))?;
    step("tidy", tidy::tidy)?;
    step("contract", || contract::contract(true))?;
    step("schema", || contract::schema(true))?;
    step("clippy", || run(&mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])))?;
    step("clippy of the browser's half", || {
        run(&mut cargo(&[
            "clippy",
            "--quiet",
            "--package",
            "live-updates",
            "--features",
            "hydrate",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    step("locale", || contract::locale(true))?;
    step("native tests", || Counts::run(&mut cargo(&["test", "--workspace", "--exclude", "live-updates-tests"])))
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root::root());
    command
}

/// The last line is the one that CI counts by.
fn finish(counts: Counts) -> Outcome {
    println!("\n{} passed, {} failed", counts.passed, counts.failed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn adds_up_what_the_runners_count() {
        let mut counts = Counts::default();
        counts.add("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        counts.add("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        counts.add("running 4 tests");
        assert_eq!(counts, Counts { passed: 15, failed: 2 });
    }
}
