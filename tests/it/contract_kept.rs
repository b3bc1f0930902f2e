//! What the contract promises is in the code, and the code does nothing that is not promised: read off the sources, so that a
//! name that is changed in one place only is noticed without a browser.

use live_updates::{
    contract::{EVENTS, METHODS, PROPERTIES, STATES, classes, markdown, parts, slots},
    feed::State,
    source::native::read_data_head,
};

use crate::render_tree::{Tree, parse};

fn file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// All that runs in a browser beside rendering.
fn element() -> String {
    let folder = |path: &str| std::fs::read_dir(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let files = folder("src/element").chain(folder("src/delivery/browser"));
    let mut names: Vec<_> = files.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    names.sort();
    names.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

fn is_said(code: &str, word: &str) -> bool {
    code.contains(&format!("\"{word}\"")) || code.contains(&format!("'{word}'"))
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_event_is_sent_and_none_that_is_not_promised() {
    let code = element();
    for event in EVENTS {
        assert!(is_said(&code, event.name), "{} is promised and not sent", event.name);
        for detail in quoted(event.detail) {
            let said =
                is_said(&code, detail) || code.contains(&format!("{detail}, ")) || code.contains(&format!("{detail}:"));
            assert!(said, "{} of {} is promised and not sent", detail, event.name);
        }
    }
    for before in ["emit(&widget.host, \"", "ask(&widget.host, \"", "new CustomEvent('"] {
        for sent in code.split(before).skip(1) {
            let name = sent.split(['"', '\'']).next().unwrap();
            let event =
                EVENTS.iter().find(|event| event.name == name).unwrap_or_else(|| panic!("{name} is not promised"));
            assert_eq!(event.cancelable, before.starts_with("ask"), "{name} is cancelable or not");
        }
    }
}

#[test]
fn every_reason_and_code_of_an_event_is_one_that_is_given() {
    let code = element();
    for name in ["lu-ready", "lu-error"] {
        let event = EVENTS.iter().find(|event| event.name == name).unwrap();
        let words: Vec<_> = quoted(event.sentence).filter(|word| !["adopted", "reason"].contains(word)).collect();
        assert!(words.len() > 4, "{name} lists its words");
        for word in words {
            assert!(is_said(&code, word), "{word} of {name} is promised and never said");
        }
    }
}

#[test]
fn every_method_and_property_is_the_elements_own() {
    let loader = file("src/element/live-updates.js");
    for method in METHODS {
        let start = method.signature.split(')').next().unwrap();
        assert!(loader.contains(&format!(" {start})")), "{} is promised and not there", method.signature);
    }
    for property in PROPERTIES {
        assert!(loader.contains(&format!("get {}()", property.name)), "{} is promised and not there", property.name);
        assert!(!loader.contains(&format!("set {}(", property.name)), "{} is read-only", property.name);
    }
}

#[test]
fn every_state_of_a_feed_is_a_state_of_the_element() {
    for state in State::ALL {
        assert!(STATES.iter().any(|known| known.name == state.as_str()), "{}", state.as_str());
    }
    let code = element();
    for state in STATES.iter().filter(|state| State::ALL.iter().all(|of_feed| of_feed.as_str() != state.name)) {
        assert!(is_said(&code, state.name), "{} is promised and never set", state.name);
    }
}

#[test]
fn names_are_promised_once_and_the_tables_hold_all_of_them() {
    let tables = markdown();
    for names in [classes::ALL, slots::ALL, parts::ALL] {
        for (at, (name, sentence)) in names.iter().enumerate() {
            assert!(names[..at].iter().all(|(other, _)| other != name), "{name} is promised twice");
            assert!(sentence.trim().ends_with('.'), "{name} has a sentence");
            assert!(tables.contains(&format!("| `{name}` | {} |", sentence.trim())), "{name} is in the tables");
        }
    }
    for (name, _) in classes::ALL {
        assert!(name.starts_with("lu-"), "{name} has our prefix");
    }
}

/// The page in `docs/markup.md` that is written by hand.
fn page_by_hand() -> Vec<Tree> {
    let document = file("docs/markup.md");
    let page = document.split("```html\n").nth(1).and_then(|rest| rest.split("```").next()).map(str::to_owned);
    parse(&page.expect("docs/markup.md has a page"))
}

/// What somebody printed keeps to the contract: classes, slots, and what each article says of itself.
fn keeps_to_the_contract(page: &[Tree], name: &str) {
    let mut entries = 0;
    Tree::walk(page, &mut |element, attributes, children| {
        for class in attributes.get("class").iter().flat_map(|class| class.split(' ')) {
            assert!(classes::ALL.iter().any(|(known, _)| *known == class), "{name}: {class} is not promised");
        }
        if let Some(slot) = attributes.get("slot") {
            assert!(slots::ALL.iter().any(|(known, _)| known == slot), "{name}: there is no slot {slot}");
        }
        if let Some(json) = attributes.get("data-head") {
            assert_ne!(read_data_head(json), Default::default(), "{name}: data-head says nothing");
        }
        let Some(id) = attributes.get("data-entry") else { return };
        entries += 1;
        assert_eq!(element, "article");
        assert!(live_updates::feed::EntryId::new(id).is_ok(), "{name}: {id} is an id");
        assert_eq!(attributes.get("id"), Some(&format!("lu-{id}")), "{name}: links lead to {id}");
        for number in ["data-revision", "data-sequence"] {
            assert!(attributes.get(number).is_some_and(|text| text.parse::<u64>().is_ok()), "{name}: {number} of {id}");
        }
        let mut stamps = Vec::new();
        Tree::walk(children, &mut |element, attributes, _| {
            if element == "time" {
                stamps.extend(attributes.get("datetime").cloned());
            }
        });
        let first = stamps.first().unwrap_or_else(|| panic!("{name}: {id} has a time"));
        assert!(chrono::DateTime::parse_from_rfc3339(first).is_ok(), "{name}: {first} is a moment");
    });
    assert!(entries >= 2, "{name} has entries");
}

#[test]
fn the_page_by_hand_and_the_example_keep_to_the_contract() {
    keeps_to_the_contract(&page_by_hand(), "docs/markup.md");
    keeps_to_the_contract(&parse(&file("tests/fixtures/markup-example.html")), "markup-example.html");
}

#[test]
fn the_document_of_the_markup_names_every_piece_and_every_attribute_that_is_read() {
    let document = file("docs/markup.md");
    let pieces = file("src/element/adopt.rs");
    let pieces = pieces.split("PIECES").nth(1).and_then(|rest| rest.split("];").next()).unwrap();
    let constants: Vec<_> = pieces.split("(classes::").skip(1).map(|rest| rest.split(',').next().unwrap()).collect();
    assert!(constants.len() >= 7);
    for constant in constants {
        let class = format!("lu-{}", constant.to_lowercase());
        assert!(document.contains(&format!("`{class}`")), "{class} is adopted and docs/markup.md does not say so");
    }
    let read = [file("src/element/lifecycle.rs"), file("src/view/entry_list/adopt.rs")].concat();
    for found in read.split("\"data-").skip(1) {
        // Of several in one string each is meant.
        let names = format!("data-{}", found.split('"').next().unwrap());
        for name in names.split(' ') {
            assert!(document.contains(&format!("`{name}`")), "{name} is read and docs/markup.md does not say so");
        }
    }
}
