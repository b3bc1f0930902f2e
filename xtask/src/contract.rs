//! Files that are generated and committed: made anew, or with `--check` compared with what they should be.

use std::fs;

use crate::{
    Outcome, root,
    run::{cargo, run},
};

/// The tables of the contract in `docs/element.md`.
pub(crate) fn contract(check: bool) -> Outcome {
    let tables = live_updates::contract::markdown();
    block("docs/element.md", "contract", &tables, check, "contract")
}

/// The JSON Schema of the native format.
pub(crate) fn schema(check: bool) -> Outcome {
    whole("docs/feed.schema.json", &live_updates::source::native::schema(), check, "schema")?;
    whole("docs/delta.schema.json", &live_updates::source::native::delta_schema(), check, "schema")
}

/// The tables of dates, plurals and directions; ICU4X lives in a crate of its own, so that xtask itself stays small.
pub(crate) fn locale(check: bool) -> Outcome {
    let mut command = cargo(&["run", "--quiet", "--package", "live-updates-cldr", "--"]);
    if check {
        command.arg("--check");
    }
    run(&mut command)
}

/// A generated block of a file, between `<!-- NAME -->` and `<!-- /NAME -->`.
pub(crate) fn block(path: &str, name: &str, content: &str, check: bool, chore: &str) -> Outcome {
    let file = root::root().join(path);
    let text = fs::read_to_string(&file).map_err(|error| format!("{path}: {error}"))?;
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let parts = text.split_once(&open).and_then(|(before, rest)| Some((before, rest.split_once(&close)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("{path} has no block {open}"))?;
    whole(path, &format!("{before}{open}\n{}\n\n{close}{after}", content.trim()), check, chore)
}

fn whole(path: &str, content: &str, check: bool, chore: &str) -> Outcome {
    let file = root::root().join(path);
    if fs::read_to_string(&file).is_ok_and(|text| text == content) {
        return Ok(());
    }
    if check {
        return Err(format!("{path} is not what it should be: run `cargo xtask {chore}`"));
    }
    println!("  {path} written");
    fs::write(&file, content).map_err(|error| format!("{path}: {error}"))
}
