//! Imports go one way: what each folder of `src/` may use of the others.

use super::File;

/// Each folder with those that it may use; the table in `src/lib.rs` says it in words.
const MAY_USE: [(&str, &[&str]); 7] = [
    ("contract", &[]),
    ("feed", &[]),
    ("locale", &[]),
    ("source", &["feed"]),
    ("render", &["feed", "locale", "contract"]),
    ("view", &["feed", "locale", "render", "contract"]),
    ("element", &["feed", "locale", "source", "render", "contract", "view"]),
];

pub(super) fn breaches(files: &[File]) -> Vec<String> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("src/") && file.path.ends_with(".rs")) {
        let folder = file.path.split('/').nth(1).unwrap_or_default();
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == folder) else { continue };
        for used in used(&file.text) {
            if used != folder && !allowed.contains(&used.as_str()) && MAY_USE.iter().any(|(name, _)| *name == used) {
                out.push(format!("{}: `{folder}` may not use `{used}` (imports go one way: src/lib.rs)", file.path));
            }
        }
    }
    // The server prints the chrome and never delivers or lives in a browser.
    for file in files.iter().filter(|file| file.path.starts_with("server/src/")) {
        if file.text.contains("live_updates::element") {
            out.push(format!("{}: the server may not use `element`", file.path));
        }
    }
    out
}

/// The folders that a file names behind `crate::`, also within braces.
fn used(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0_usize;
            let mut name = String::new();
            let mut fresh = true;
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => fresh = true,
                    c if depth == 0 && fresh && (c.is_alphanumeric() || c == '_') => name.push(c),
                    _ if depth == 0 && fresh && !name.is_empty() => {
                        out.push(std::mem::take(&mut name));
                        fresh = false;
                    }
                    _ => {}
                }
            }
            out.extend((!name.is_empty()).then_some(name));
        } else {
            out.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{File, breaches, used};

    #[test]
    fn sees_through_braces() {
        assert_eq!(used("use crate::{\n    feed::{Entry, Head},\n    locale::Locale,\n};"), ["feed", "locale"]);
        assert_eq!(used("crate::view::state::X"), ["view"]);
    }

    #[test]
    fn names_what_goes_the_wrong_way() {
        let text = "use crate::{view::state, feed::Entry};".to_owned();
        let file = File { path: "src/render/x.rs".into(), bytes: text.len(), text };
        assert_eq!(breaches(&[file]).len(), 1);
    }
}
