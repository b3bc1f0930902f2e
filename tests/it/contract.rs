//! The contract and what follows from it agree.

use live_updates::contract::{ATTRIBUTES, CUSTOM_PROPERTIES, classes, parts};

fn file(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn styles() -> String {
    let list = file("style/order.txt");
    list.lines().map(|name| file(&format!("style/{name}"))).collect()
}

#[test]
fn every_custom_property_is_used_and_every_used_one_is_promised() {
    let styles = styles();
    for property in CUSTOM_PROPERTIES {
        assert!(styles.contains(&format!("var({}", property.name)), "{} is promised and not used", property.name);
    }
    for used in styles.split("var(--lu-").skip(1) {
        let name = format!("--lu-{}", used.split([',', ')']).next().unwrap());
        assert!(CUSTOM_PROPERTIES.iter().any(|property| property.name == name), "{name} is used and not promised");
    }
}

#[test]
fn styles_name_only_classes_and_parts_that_are_promised() {
    let styles = styles();
    for used in styles.split(".lu-").skip(1) {
        let end = used.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(used.len());
        let class = format!("lu-{}", &used[..end]);
        assert!(classes::ALL.iter().any(|(known, _)| *known == class) || class == "lu-skeleton", "{class}");
    }
    for used in styles.split("[part~=\"").skip(1) {
        let part = used.split('"').next().unwrap();
        assert!(parts::ALL.iter().any(|(known, _)| *known == part), "{part}");
    }
}

#[test]
fn every_attribute_is_read_somewhere() {
    let code = ["src/element/options.rs", "src/element/live-updates.js", "style/theme.css", "src/element/lifecycle.rs"]
        .map(file)
        .concat();
    for attribute in ATTRIBUTES {
        let name = attribute.name;
        let read = [format!("\"{name}\""), format!("'{name}'"), format!("[{name}=")];
        assert!(read.iter().any(|read| code.contains(read)), "{name} is promised and not read");
    }
}
