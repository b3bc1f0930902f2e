//! Writes `src/locale/languages/tables.rs` from CLDR; with `--check` only says whether it is what it should be.

use std::{fmt::Write, path::Path, process::ExitCode};

use live_updates_cldr::{Error, is_right_to_left, pattern, plurals};

/// Regions whose date differs from their language's.
const REGIONS: [&str; 4] = ["en-GB", "en-AU", "en-IE", "en-CA"];

#[expect(clippy::print_stderr, reason = "a command says what it did")]
fn main() -> ExitCode {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/locale/languages/tables.rs");
    let check = std::env::args().any(|argument| argument == "--check");
    let outcome = tables().and_then(|made| {
        let same = std::fs::read_to_string(&path)? == made;
        if !same && !check {
            std::fs::write(&path, made)?;
        }
        Ok(same)
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) if check => {
            eprintln!("src/locale/languages/tables.rs is not what CLDR says: run `cargo xtask locale`");
            ExitCode::FAILURE
        }
        Ok(false) => {
            eprintln!("src/locale/languages/tables.rs written");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("the tables could not be made: {error}");
            ExitCode::FAILURE
        }
    }
}

fn tables() -> Result<String, Error> {
    let mut out = String::from(
        "//! What CLDR says of our languages: direction, short date, plural rule.\n//!\n\
         //! Generated from ICU4X's data by `cargo xtask locale`, golden-tested in `xtask/cldr`; not to be edited.\n\n\
         use std::borrow::Cow::Borrowed;\n\nuse crate::locale::{Direction, Plurals, Tables};\n",
    );
    for tag in live_updates::locale::LANGUAGES {
        let native = if tag == "en" { "" } else { "#[cfg(feature = \"native\")]\n" };
        let direction = if is_right_to_left(tag)? { "RightToLeft" } else { "LeftToRight" };
        let (name, date, plurals) = (tag.to_uppercase(), escape(&pattern(tag)?), plurals(tag)?);
        // As rustfmt breaks it: a long text stands on a line of its own.
        let plurals =
            if plurals.len() > 70 { format!("\n        \"{plurals}\",\n    ") } else { format!("\"{plurals}\"") };
        write!(
            out,
            "\n{native}pub(super) const {name}: Tables = Tables {{\n    direction: Direction::{direction},\n    \
             date: Borrowed(\"{date}\"),\n    plurals: Plurals(Borrowed({plurals})),\n}};\n"
        )?;
    }
    write!(
        out,
        "\n/// Regions whose short date differs from their language's.\n#[cfg(feature = \"native\")]\n\
         pub(super) const REGIONS: [(&str, &str); {}] = [\n",
        REGIONS.len()
    )?;
    for region in REGIONS {
        writeln!(out, "    (\"{region}\", \"{}\"),", escape(&pattern(region)?))?;
    }
    out.push_str("];\n");
    Ok(out)
}

/// Invisible marks are written so that they can be seen.
fn escape(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}
