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
    out.extend(styles(files));
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

/// Style files of pages of ours, which are no part of the widget's stylesheet.
const NO_STYLES: [&str; 1] = ["app.css"];

/// Every style is in the list that the stylesheet is made by.
fn styles(files: &[File]) -> Vec<String> {
    let list = files.iter().find(|file| file.path == "style/order.txt").map_or("", |file| file.text.as_str());
    let left_out = files.iter().filter_map(|file| file.path.strip_prefix("style/")).filter(|name| {
        name.ends_with(".css") && !NO_STYLES.contains(name) && !list.lines().any(|line| line.trim() == *name)
    });
    left_out.map(|name| format!("style/{name}: not in style/order.txt, so nobody gets it")).collect()
}

#[cfg(test)]
mod tests {
    use super::{File, breaches};

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let file = |(path, text): &(&str, &str)| File { path: (*path).into(), bytes: text.len(), text: (*text).into() };
        breaches(&files.iter().map(file).collect::<Vec<_>>())
    }

    #[test]
    fn a_view_has_its_style_and_its_browser_test() {
        let whole = [
            ("src/view/badge.rs", ""),
            ("style/badge.css", ""),
            ("style/order.txt", "badge.css\n"),
            ("tests/e2e/badge.rs", ""),
            ("src/view/mod.rs", ""),
        ];
        assert_eq!(found(&whole), [""; 0]);
        assert_eq!(found(&whole[..1]).len(), 2, "neither style nor test");
        assert_eq!(found(&[("src/view/entry_list/mod.rs", ""), ("src/view/entry_list/moves.rs", "")]).len(), 2);
    }

    #[test]
    fn a_style_that_is_not_listed_is_named() {
        assert_eq!(found(&[("style/badge.css", ""), ("style/app.css", "")]).len(), 1);
    }

    #[test]
    fn a_sentence_in_a_view_is_named() {
        let view = |line: &str| found(&[("src/render/x.rs", line)]).len();
        assert_eq!(view("view! { <p>{\"Being updated\"}</p> }"), 1);
        assert_eq!(view("// \"Being updated\" is in locale"), 0);
        assert_eq!(view("sink.text(\" \");"), 0);
        assert_eq!(view("#[cfg(test)]\nmod tests { \"Being updated\" }"), 0);
    }
}
