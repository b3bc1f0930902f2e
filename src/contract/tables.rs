//! The contract as Markdown, for README and `docs/element.md`.

use std::fmt::Write;

use super::{ATTRIBUTES, CUSTOM_PROPERTIES, EVENTS, METHODS, PROPERTIES, STATES, classes, parts, slots};

/// The tables of the contract, each under a heading of level 3.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::new();
    table(
        &mut out,
        "Attributes",
        &["attribute", "values", "default", ""],
        ATTRIBUTES.iter().map(|a| {
            let default = if a.default.is_empty() { String::new() } else { format!("`{}`", a.default) };
            vec![format!("`{}`", a.name), a.values.into(), default, a.sentence.into()]
        }),
    );
    table(
        &mut out,
        "Methods",
        &["method", "returns", ""],
        METHODS.iter().map(|m| vec![format!("`{}`", m.signature), m.returns.into(), m.sentence.into()]),
    );
    table(
        &mut out,
        "Properties",
        &["property (read-only)", ""],
        PROPERTIES.iter().map(|p| vec![format!("`{}`", p.name), p.sentence.into()]),
    );
    table(
        &mut out,
        "Events",
        &["event", "detail", "cancelable", ""],
        EVENTS.iter().map(|e| {
            vec![
                format!("`{}`", e.name),
                e.detail.into(),
                if e.cancelable { "yes" } else { "" }.into(),
                e.sentence.into(),
            ]
        }),
    );
    table(
        &mut out,
        "States",
        &["`:state(…)`", ""],
        STATES.iter().map(|s| vec![format!("`{}`", s.name), s.sentence.into()]),
    );
    named(&mut out, "Slots", "slot", slots::ALL);
    named(&mut out, "Parts", "`::part(…)`", parts::ALL);
    named(&mut out, "Classes", "class", classes::ALL);
    table(
        &mut out,
        "Custom properties",
        &["property", ""],
        CUSTOM_PROPERTIES.iter().map(|c| vec![format!("`{}`", c.name), c.sentence.into()]),
    );
    out
}

fn named(out: &mut String, title: &str, what: &str, rows: &[(&str, &str)]) {
    table(
        out,
        title,
        &[what, ""],
        rows.iter().map(|(name, sentence)| vec![format!("`{name}`"), sentence.trim().into()]),
    );
}

fn table(out: &mut String, title: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "### {title}\n\n| {} |\n|{}", heads.join(" | "), " --- |".repeat(heads.len()));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    out.push('\n');
}
