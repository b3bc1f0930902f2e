//! Paths that documents name must exist.

use super::File;

pub(super) fn breaches(files: &[File]) -> Vec<String> {
    let mut out = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".md") && file.path != "CHANGELOG.md") {
        for (at, line) in file.text.lines().enumerate() {
            for name in line.split('`').skip(1).step_by(2).filter(|name| is_path(name)) {
                let there = files.iter().any(|known| {
                    known.path == *name || known.path.starts_with(&format!("{}/", name.trim_end_matches('/')))
                });
                if !there {
                    out.push(format!("{}:{}: there is no {name}", file.path, at + 1));
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
