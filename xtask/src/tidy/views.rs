//! One stem for everything of a view: its code, its style, its browser test. And no words in views: they live in `locale`.

use super::File;

/// Files of `src/view` that are no views.
const NO_VIEWS: [&str; 5] = ["mod", "chrome", "state", "print", "fingerprint"];

pub(super) fn breaches(files: &[File]) -> Vec<String> {
    let mut out = Vec::new();
    let has = |path: &str| files.iter().any(|file| file.path == path);
    for file in files {
        let Some(rest) = file.path.strip_prefix("src/view/") else { continue };
        let stem = rest.split(['/', '.']).next().unwrap_or_default();
        if NO_VIEWS.contains(&stem) || (rest.contains('/') && !rest.ends_with("/mod.rs")) {
            continue;
        }
        if !has(&format!("style/{stem}.css")) {
            out.push(format!("{}: there is no style/{stem}.css", file.path));
        }
        if !has(&format!("tests/browser/{stem}.rs")) && !has(&format!("tests/e2e/{stem}.rs")) {
            out.push(format!("{}: there is no browser test {stem}.rs", file.path));
        }
    }
    for file in files.iter().filter(|file| file.path.starts_with("src/view/") || file.path.starts_with("src/render/")) {
        for (at, line) in file.text.lines().enumerate() {
            // A sentence starts with a capital letter and has a second word.
            let code = line.split("//").next().unwrap_or_default();
            let sentence = code.split('"').skip(1).step_by(2).any(|text| {
                text.chars().next().is_some_and(char::is_uppercase) && text.contains(' ') && !text.contains('{')
            });
            let test = file.text[..file.text.find(line).unwrap_or(0)].contains("#[cfg(test)]");
            if sentence && !test && !line.contains("reason =") {
                out.push(format!("{}:{}: words for readers live in src/locale/languages", file.path, at + 1));
            }
        }
    }
    out
}
