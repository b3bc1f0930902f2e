//! What editors send: an object as on the wire, or a patch of one (RFC 7396), with text and Markdown beside HTML.

use live_updates::source::native;
use pulldown_cmark::{Options, Parser, html};
use serde_json::{Value, json};

use super::{Fault, Result, StoreError, wire::Object};

/// What an editor may say of an entry.
const ENTRY: [&str; 12] = [
    "published",
    "updated",
    "title",
    "label",
    "key",
    "sponsored",
    "authors",
    "tags",
    "language",
    "url",
    "corrections",
    "discussion",
];

/// The ways to give a text. At most one of them.
const TEXTS: [&str; 4] = ["body", "html", "markdown", "text"];

/// What an editor may say of a head.
const HEAD: [&str; 15] = [
    "url",
    "language",
    "time_zone",
    "date_style",
    "title",
    "state",
    "coverage",
    "published",
    "publisher",
    "authors",
    "lead",
    "standfirst",
    "summary",
    "poll_seconds",
    "links",
];

/// What a whole document says beside that: the server's own, and read over.
const DOCUMENT: [&str; 9] =
    ["format", "id", "epoch", "revision", "updated", "total", "key_entries", "pinned", "entries"];

/// Refuses fields of an entry that are none, so that nothing is lost by a slip of the pen. `also` are known to the caller.
pub(super) fn check_entry(input: &Object, also: &[&str]) -> Result<()> {
    let known = |name: &str| ENTRY.contains(&name) || TEXTS.contains(&name) || also.contains(&name);
    check(input, known, "is no field of an entry that can be set")
}

/// Refuses fields of a head that are none.
pub(super) fn check_head(input: &Object, whole: bool) -> Result<()> {
    let known = |name: &str| HEAD.contains(&name) || (whole && DOCUMENT.contains(&name));
    check(input, known, "is no field of a feed that can be set")?;
    let format = input.get("format").filter(|format| *format != native::FORMAT);
    if format.is_some() {
        return Err(StoreError::invalid("/format", "is another format than live-updates/1"));
    }
    let words = [("state", ["scheduled", "live", "paused", "ended"].as_slice()), ("date_style", &["short", "dots"])];
    for (name, words) in words {
        if let Some(said) = input.get(name).filter(|said| !said.is_null())
            && !said.as_str().is_some_and(|said| words.contains(&said))
        {
            return Err(StoreError::invalid(format!("/{name}"), format!("is none of {}", words.join(", "))));
        }
    }
    Ok(())
}

fn check(input: &Object, known: impl Fn(&str) -> bool, detail: &str) -> Result<()> {
    match input.keys().find(|name| !known(name)) {
        Some(name) => Err(StoreError::Invalid(Fault::new(format!("/{}", escaped(name)), detail))),
        None => Ok(()),
    }
}

/// A name within a JSON pointer (RFC 6901, 3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Lays a patch over an entry.
pub(super) fn patch_entry(document: &mut Object, mut patch: Object) -> Result<()> {
    if TEXTS.iter().any(|name| patch.contains_key(*name)) {
        document.remove("body");
    }
    to_html(&mut patch, "")?;
    merge(document, patch);
    Ok(())
}

/// Lays a patch over a head.
pub(super) fn patch_head(document: &mut Object, mut patch: Object) -> Result<()> {
    for name in ["standfirst", "summary"] {
        // A text of its own is text; an object says which kind it is. Either takes the place of what was there.
        match patch.get_mut(name) {
            Some(Value::String(text)) => {
                let html = text_to_html(text);
                patch.insert(name.to_owned(), json!({ "html": html }));
            }
            Some(Value::Object(text)) => to_html(text, &format!("/{name}"))?,
            _ => continue,
        }
        document.remove(name);
    }
    merge(document, patch);
    Ok(())
}

/// Makes HTML of text and Markdown, which the wire's reader cleans.
fn to_html(input: &mut Object, at: &str) -> Result<()> {
    let mut given = TEXTS.into_iter().filter(|name| input.get(*name).is_some_and(|value| !value.is_null()));
    let (Some(name), second) = (given.next(), given.next()) else { return Ok(()) };
    if let Some(second) = second {
        return Err(StoreError::invalid(format!("{at}/{second}"), format!("is a second text beside {name}")));
    }
    let html = match (name, input.get(name)) {
        ("body" | "html", _) => return Ok(()),
        ("markdown", Some(Value::String(text))) => markdown_to_html(text),
        (_, Some(Value::String(text))) => text_to_html(text),
        _ => return Err(StoreError::invalid(format!("{at}/{name}"), "is not a text")),
    };
    input.remove(name);
    input.insert("html".to_owned(), json!(html));
    Ok(())
}

/// An empty line ends a paragraph, a line's end a line.
fn text_to_html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace("\r\n", "\n");
    let lines: Vec<&str> = escaped.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|paragraph| format!("<p>{}</p>", paragraph.join("<br>"))).collect()
}

/// CommonMark.
fn markdown_to_html(text: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(text, Options::empty()));
    out
}

/// Lays a patch over an object (JSON merge patch, RFC 7396).
pub(super) fn merge(target: &mut Object, patch: Object) {
    for (name, value) in patch {
        match value {
            Value::Null => drop(target.remove(&name)),
            Value::Object(patch) => {
                let mut inner = match target.remove(&name) {
                    Some(Value::Object(inner)) => inner,
                    _ => Object::new(),
                };
                merge(&mut inner, patch);
                target.insert(name, Value::Object(inner));
            }
            value => drop(target.insert(name, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{merge, text_to_html};

    #[test]
    fn text_keeps_its_paragraphs_and_lines_and_brings_no_markup() {
        assert_eq!(
            text_to_html("One <b>\ntwo\r\n\n\n three & four \n"),
            "<p>One &lt;b&gt;<br>two</p><p>three &amp; four</p>"
        );
    }

    #[test]
    fn a_patch_sets_removes_and_reaches_into_objects() {
        let object = |value: Value| value.as_object().cloned().unwrap();
        let mut target = object(json!({"a": 1, "b": {"c": 1, "d": 2}, "e": [1]}));
        merge(&mut target, object(json!({"a": null, "b": {"c": null, "f": 3}, "e": [2], "g": {"h": null}})));
        assert_eq!(Value::Object(target), json!({"b": {"d": 2, "f": 3}, "e": [2], "g": {}}));
    }
}
