//! Imports go one way: what each folder of `src/` may use of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::File;

/// What the server may use of the library: it prints the chrome, and never delivers or lives in a browser.
const SERVER: [&str; 6] = ["feed", "source", "locale", "render", "contract", "view"];

pub(super) fn breaches(files: &[File]) -> Vec<String> {
    let Some(map) = files.iter().find(|file| file.path == "src/lib.rs") else {
        return vec!["src/lib.rs: missing".into()];
    };
    let layers = layers(&map.text);
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
        let mut say = |what: String| out.push(format!("{}: {what}", file.path));
        let code = code(&file.text);
        if file.path.starts_with("server/src/") {
            for used in used(&code, "live_updates::") {
                if !SERVER.contains(&used.as_str()) {
                    say(format!("the server may not use `{used}`"));
                }
            }
        }
        let Some((folder, inside)) = file.path.strip_prefix("src/").and_then(|path| path.split_once('/')) else {
            continue;
        };
        let Some(allowed) = layers.get(folder) else {
            say(format!("`{folder}` is not in the table of src/lib.rs"));
            continue;
        };
        for used in used(&code, "crate::") {
            if used != folder && layers.contains_key(&used) && !allowed.contains(&used) {
                say(format!("`{folder}` may not use `{used}` (imports go one way: src/lib.rs)"));
            }
        }
        if climbs_out(&code, inside) {
            say("`super::` leads out of the folder, past the rule of imports: say `crate::`".into());
        }
    }
    out
}

/// Each folder with those that it may use, from the table in `src/lib.rs`.
fn layers(map: &str) -> BTreeMap<String, BTreeSet<String>> {
    let rows = map.lines().filter_map(|line| {
        let cells: Vec<_> = line.strip_prefix("//! | ")?.trim_end_matches(" |").split(" | ").collect();
        let [folder, _, uses] = cells[..] else { return None };
        (folder.contains('`')).then(|| (folder.trim_matches(['[', ']', '`']).to_owned(), uses.to_owned()))
    });
    let rows: BTreeMap<_, _> = rows.collect();
    let uses = |uses: &String| match uses.as_str() {
        "all of them" => rows.keys().cloned().collect(),
        some => some.split(", ").map(str::to_owned).collect(),
    };
    rows.iter().map(|(folder, these)| (folder.clone(), uses(these))).collect()
}

/// A file without its comments, where links name what code may not use.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// Whether a chain of `super::` ends above the file's folder of `src/`.
fn climbs_out(code: &str, inside: &str) -> bool {
    // `feed/id.rs` is one level below `feed`, `feed/mod.rs` none.
    let below = inside.split('/').filter(|part| *part != "mod.rs").count();
    let (code, tests) = code.split_once("mod tests {").unwrap_or((code, ""));
    let longest = |text: &str| (1..).take_while(|n| text.contains(&"super::".repeat(*n))).last().unwrap_or_default();
    longest(code) > below || longest(tests) > below + 1
}

/// The folders that a file names behind a root (`crate::`), also within braces.
fn used(text: &str, root: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices(root) {
        let rest = &text[at + root.len()..];
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
    use super::{File, breaches, climbs_out, used};

    const MAP: &str = "//! | folder | what it says | may use |\n//! | --- | --- | --- |\n//! | [`feed`] | values | std |\n\
        //! | [`render`] | markup | feed |\n//! | `view` | chrome | feed, render |\n//! | `element` | promise | all of them |\n";

    fn found(path: &str, text: &str) -> usize {
        let file = |path: &str, text: &str| File { path: path.into(), bytes: text.len(), text: text.into() };
        breaches(&[file("src/lib.rs", MAP), file(path, text)]).len()
    }

    #[test]
    fn sees_through_braces() {
        let text = "use crate::{\n    feed::{Entry, Head},\n    locale::Locale,\n};";
        assert_eq!(used(text, "crate::"), ["feed", "locale"]);
        assert_eq!(used("crate::view::state::X", "crate::"), ["view"]);
    }

    #[test]
    fn names_what_goes_the_wrong_way() {
        assert_eq!(found("src/render/x.rs", "use crate::{view::state, feed::Entry};"), 1);
        assert_eq!(found("src/view/x.rs", "use crate::{render::x, feed::Entry};"), 0);
        assert_eq!(found("src/element/x.rs", "use crate::{render::x, view::y};"), 0, "it may use all");
        assert_eq!(found("src/feed/x.rs", "/// Like [`crate::view`].\nstruct X;"), 0, "a comment uses nothing");
        assert_eq!(found("src/other/x.rs", ""), 1, "a folder that the map does not know");
        assert_eq!(found("server/src/x.rs", "use live_updates::element::open;"), 1);
        assert_eq!(found("server/src/x.rs", "use live_updates::feed::Entry;"), 0);
    }

    #[test]
    fn super_may_not_climb_out_of_the_folder() {
        assert!(climbs_out("use super::view;", "mod.rs"));
        assert!(climbs_out("use super::super::view;", "id.rs"));
        assert!(!climbs_out("use super::Entry;", "id.rs"));
        assert!(!climbs_out("use super::super::Entry;", "native/read.rs"));
        assert!(!climbs_out("mod tests {\n    use super::super::Entry;\n}", "id.rs"));
    }
}
