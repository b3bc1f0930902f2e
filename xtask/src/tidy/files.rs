//! Single files: their length, their first line, and what must not be in them.

use super::File;

/// The longest source file, in lines.
const LONGEST: usize = 500;
/// The largest file in git, in bytes.
const LARGEST: usize = 300_000;

/// Source files that are long, though not too long: each should say to itself why.
pub(super) fn long(files: &[File]) -> Vec<String> {
    const LONG: usize = 300;
    let lines = files.iter().filter(|file| is_source(&file.path)).map(|file| (file.text.lines().count(), &file.path));
    lines.filter(|(lines, _)| *lines > LONG).map(|(lines, path)| format!("{path}: {lines} lines")).collect()
}

fn is_source(path: &str) -> bool {
    [".rs", ".js", ".php", ".css"].iter().any(|end| path.ends_with(end))
}

pub(super) fn breaches(files: &[File]) -> Vec<String> {
    let mut out = Vec::new();
    for File { path, text, bytes } in files {
        let mut say = |what: String| out.push(format!("{path}: {what}"));
        if *bytes > LARGEST && path != "Cargo.lock" {
            say(format!("{bytes} bytes, more than {LARGEST}"));
        }
        if is_source(path) && text.lines().count() > LONGEST {
            say(format!("more than {LONGEST} lines: it has more than one subject"));
        }
        if path.ends_with(".rs") && !text.starts_with("//!") && !text.starts_with("#![doc") {
            say("a file opens with a `//!` sentence that says what it is for".into());
        }
        if path.ends_with(".rs") && text.contains(concat!("#[ign", "ore")) {
            say("holds a test that is switched off".into());
        }
        if path.ends_with("lock.json") && text.contains("\"resolved\"") {
            say("holds `resolved` addresses of one registry".into());
        }
        // Spelt in pieces, so that the rules do not find themselves.
        if !path.starts_with("xtask/") {
            for machine in [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")] {
                if text.contains(machine) {
                    say(format!("names a path of one machine: {machine}"));
                }
            }
            for registry in ["registry.npm", "static.crates", "deb.debian", "files.pythonhosted"] {
                if text.contains(registry) {
                    say(format!("names a host of a package registry: {registry}"));
                }
            }
        }
        let ours = path.starts_with("src/") || path.starts_with("server/src/");
        if ours {
            for banned in ["inner_html", "innerHTML", "insertAdjacentHTML", "set_outer_html", "document.write"] {
                for (at, line) in text.lines().enumerate() {
                    let said = line.trim_start().starts_with("//");
                    if !said && line.contains(banned) {
                        say(format!("line {}: `{banned}`: content is hostile, nodes are built", at + 1));
                    }
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{File, breaches};

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into(), bytes: text.len() }
    }

    #[test]
    fn finds_what_must_not_be_there() {
        assert!(breaches(&[file("src/a.rs", "//! A.\n// never innerHTML\nfn a() {}\n")]).is_empty());
        assert_eq!(breaches(&[file("src/a.rs", "//! A.\nx.set_inner_html(y);\n")]).len(), 1);
        assert_eq!(breaches(&[file("src/a.rs", "fn a() {}\n")]).len(), 1);
        assert_eq!(breaches(&[file("style/a.css", &"\n".repeat(501))]).len(), 1);
        assert_eq!(breaches(&[file("package-lock.json", "{\"resolved\": 1}")]).len(), 1);
        assert_eq!(breaches(&[file("docs/a.md", concat!("see /ho", "me/x"))]).len(), 1);
        let large = File { path: "a.png".into(), text: String::new(), bytes: 300_001 };
        assert_eq!(breaches(&[large]).len(), 1);
    }
}
