//! Paths that documents name, in backticks or as links, must exist.

use super::File;

pub(super) fn breaches(files: &[File]) -> Vec<String> {
    let mut out = Vec::new();
    let there = |path: &str| {
        let folder = format!("{}/", path.trim_end_matches('/'));
        files.iter().any(|known| known.path == path || known.path.starts_with(&folder))
    };
    for file in files.iter().filter(|file| file.path.ends_with(".md") && file.path != "CHANGELOG.md") {
        for (at, line) in file.text.lines().enumerate() {
            for name in line.split('`').skip(1).step_by(2).filter(|name| is_path(name)) {
                // A page of one crate speaks of that crate's files.
                if !there(name) && !resolve(&file.path, name).is_some_and(|path| there(&path)) {
                    out.push(format!("{}:{}: there is no {name}", file.path, at + 1));
                }
            }
            for target in links(line) {
                if !resolve(&file.path, target).is_some_and(|path| path.is_empty() || there(&path)) {
                    out.push(format!("{}:{}: the link to {target} leads nowhere", file.path, at + 1));
                }
            }
        }
    }
    out
}

/// Whether something in backticks is a path of ours: it begins with one of our folders and holds no pattern.
fn is_path(name: &str) -> bool {
    let ours = ["src/", "server/", "xtask/", "tests/", "docs/", "style/", "benches/", "plugins/", ".ci/"];
    ours.iter().any(|folder| name.starts_with(folder))
        && !name.contains(['*', '{', '<', ' ', '…'])
        && !name.contains("STEM")
}

/// The targets of a line's Markdown links that stay within the checkout, without fragments.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    targets
        .filter_map(|target| target.split('#').next())
        .filter(|t| !t.is_empty() && !t.contains(':') && !t.starts_with('/'))
}

/// A link's target seen from the root; `None` where it climbs out of the checkout.
fn resolve(page: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{File, breaches};

    fn found(page: &str, text: &str) -> usize {
        let file = |path: &str, text: &str| File { path: path.into(), bytes: text.len(), text: text.into() };
        breaches(&[file(page, text), file("src/feed/id.rs", "")]).len()
    }

    #[test]
    fn a_path_in_backticks_exists() {
        assert_eq!(found("docs/a.md", "`src/feed/id.rs`, `src/feed/`, `src/feed`, `src/*/mod.rs`, `feed.json`"), 0);
        assert_eq!(found("docs/a.md", "`src/feed/ids.rs` and `src/fee`"), 2);
        assert_eq!(found("server/README.md", "`src/feed/id.rs`, `src/routes.rs`"), 1);
    }

    #[test]
    fn a_link_leads_somewhere() {
        assert_eq!(found("docs/a.md", "[x](../src/feed/id.rs#top) [y](#here) [z](https://news.example/a.md)"), 0);
        assert_eq!(found("docs/a.md", "[x](src/feed/id.rs)"), 1, "links are seen from the page");
        assert_eq!(found("README.md", "[x](src/feed/id.rs) [y](../elsewhere.md)"), 1);
    }
}
