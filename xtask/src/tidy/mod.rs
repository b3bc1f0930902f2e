//! The rules of the house, as far as a compiler does not know them.

mod docs;
mod files;
mod layers;
mod views;

use std::{fs, process::Command};

use crate::{Outcome, root, run::read};

/// A file of the checkout.
pub(crate) struct File {
    /// Its path from the root, with `/`.
    pub(crate) path: String,
    /// Its text; empty for what is no text.
    pub(crate) text: String,
    /// Its size in bytes.
    pub(crate) bytes: usize,
}

/// Checks every rule and names each breach with its file.
pub(crate) fn tidy() -> Outcome {
    let files = tracked()?;
    let mut breaches = Vec::new();
    for rule in [layers::breaches, files::breaches, views::breaches, docs::breaches] {
        breaches.extend(rule(&files));
    }
    for long in files::long(&files) {
        println!("  long: {long}");
    }
    if breaches.is_empty() { Ok(()) } else { Err(format!("tidy:\n  {}", breaches.join("\n  "))) }
}

/// All files that git knows or would take.
fn tracked() -> Outcome<Vec<File>> {
    let list = read(
        Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(root::root()),
    )?;
    let mut files = Vec::new();
    for path in list.lines() {
        // A file that was deleted but not yet committed is listed all the same.
        let Ok(content) = fs::read(root::root().join(path)) else { continue };
        let bytes = content.len();
        files.push(File { path: path.to_owned(), text: String::from_utf8(content).unwrap_or_default(), bytes });
    }
    Ok(files)
}
