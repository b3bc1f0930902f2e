//! Writes `src/locale/languages/tables.rs` from CLDR; with `--check` only says whether it is what it should be.

use std::{fmt::Write, path::Path, process::ExitCode};

use live_updates_cldr::{CLDR, Error, dates, is_right_to_left, plurals};

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
    let mut out = format!(
        "//! What CLDR {CLDR} says of our languages: direction, short dates, plural rule.\n//!\n\
         //! Generated from ICU4X's data by `cargo xtask locale`, golden-tested in `xtask/cldr`; not to be edited.\n\n\
         use std::borrow::Cow::Borrowed;\n\nuse crate::locale::{{Direction, Plurals, Tables}};\n"
    );
    for tag in live_updates::locale::LANGUAGES {
        let native = if tag == "en" { "" } else { "#[cfg(feature = \"native\")]\n" };
        let direction = if is_right_to_left(tag)? { "RightToLeft" } else { "LeftToRight" };
        let (name, dates, plurals) = (tag.to_uppercase(), text(&dates(tag)?.join(";")), text(&plurals(tag)?));
        write!(
            out,
            "\n{native}pub(super) const {name}: Tables = Tables {{\n    direction: Direction::{direction},\n    \
             dates: Borrowed({dates}),\n    plurals: Plurals(Borrowed({plurals})),\n}};\n"
        )?;
    }
    Ok(out)
}

/// A text of Rust, a long one over several lines. Invisible marks are written so that they can be seen.
fn text(text: &str) -> String {
    let escape = |c: char| if c.is_ascii() { c.to_string() } else { c.escape_unicode().to_string() };
    let letters: Vec<char> = text.chars().collect();
    let mut lines =
        letters.chunks(100).map(|line| format!("\"{}\"", line.iter().copied().map(escape).collect::<String>()));
    if letters.len() > 100 {
        lines.fold("concat!(\n".to_owned(), |out, line| out + "        " + &line + ",\n") + "    )"
    } else {
        lines.next().unwrap_or_default()
    }
}
