//! Between the wire's JSON, which the database holds, and the feed's types. All input passes through the wire's own reader.

use live_updates::{
    feed::{Entry, Feed, Head, TimeZone, Timeline},
    source::{ReadError, native},
};
use serde_json::{Map, Value, json};

use super::{Fault, StoreError};
use crate::feeds::parse;

/// An object of JSON.
pub(crate) type Object = Map<String, Value>;

/// Where a feed's own addresses are seen from.
pub(super) fn base(feed: &str) -> String {
    format!("/{feed}/feed.json")
}

/// Reads an entry as it came from outside; a fault says where.
pub(super) fn entry(feed: &str, entry: &Object) -> Result<Entry, Fault> {
    entry_text(feed, &Value::Object(entry.clone()).to_string())
}

/// Reads an entry that the database holds.
pub(super) fn stored_entry(feed: &str, document: &str) -> Result<Entry, StoreError> {
    entry_text(feed, document).map_err(|fault| unreadable(feed, &fault))
}

fn entry_text(feed: &str, document: &str) -> Result<Entry, Fault> {
    let text = [r#"{"format":"live-updates/1","title":"-","entries":["#, document, "]}"].concat();
    let parsed = parse(text.as_bytes(), &base(feed)).map_err(fault)?;
    if let Some(skipped) = parsed.skipped.first() {
        let path = skipped.path.strip_prefix("entries[0]").unwrap_or(&skipped.path);
        return Err(Fault::new(pointer(path), skipped.reason.to_string()));
    }
    let read = parsed.feed.timeline.all().next().cloned();
    read.ok_or_else(|| Fault::new("", "is no entry"))
}

/// The wire's JSON of an entry.
pub(super) fn write_entry(entry: &Entry) -> Object {
    let mut timeline = Timeline::default();
    timeline.merge(entry.clone());
    let mut document = written(&Feed { head: Head::default(), timeline });
    match document.get_mut("entries").and_then(|entries| entries.get_mut(0)).map(Value::take) {
        Some(Value::Object(entry)) => entry,
        _ => Object::new(),
    }
}

/// Where a list of blocks was not read as it was meant: readers of feeds keep the words of what they do not understand, but an
/// editor wants to know.
pub(super) fn misread(meant: Option<&Value>, read: Option<&Value>, at: &str) -> Option<Fault> {
    let meant = meant.and_then(Value::as_array)?;
    let read = read.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let kind = |value: &Value| value.get("kind").cloned();
    meant.iter().enumerate().find_map(|(index, meant)| {
        let at = format!("{at}/{index}");
        match read.get(index) {
            Some(read) if kind(meant).is_none_or(|said| kind(read) == Some(said)) => ["body", "items"]
                .into_iter()
                .find_map(|name| misread(meant.get(name), read.get(name), &format!("{at}/{name}"))),
            _ => Some(Fault::new(at, "is of no kind that is known, or something that it needs is missing or wrong")),
        }
    })
}

/// Reads a head as it came from outside; a fault says where.
pub(super) fn head(feed: &str, head: &Object) -> Result<Head, Fault> {
    let mut document = head.clone();
    document.insert("format".to_owned(), json!(native::FORMAT));
    document.remove("entries");
    let text = Value::Object(document).to_string();
    Ok(parse(text.as_bytes(), &base(feed)).map_err(fault)?.feed.head)
}

/// The newsroom's clock in a head as it is on the wire.
pub(super) fn time_zone(head: &Object) -> Option<TimeZone> {
    let alone = [("title", json!("-")), ("time_zone", head.get("time_zone")?.clone())];
    let alone = Object::from_iter(alone.map(|(name, value)| (name.to_owned(), value)));
    self::head("-", &alone).ok()?.time_zone
}

/// Reads a head that the database holds.
pub(super) fn stored_head(feed: &str, document: &str) -> Result<Head, StoreError> {
    let object = object(feed, document)?;
    head(feed, &object).map_err(|fault| unreadable(feed, &fault))
}

/// The wire's JSON of a head, without what the database knows elsewhere.
pub(super) fn write_head(head: &Head) -> Object {
    let mut document = written(&Feed { head: head.clone(), timeline: Timeline::default() });
    for elsewhere in ["format", "id", "epoch", "revision", "entries"] {
        document.remove(elsewhere);
    }
    document
}

fn written(feed: &Feed) -> Object {
    match serde_json::from_str(&native::write(feed)) {
        Ok(Value::Object(document)) => document,
        _ => Object::new(),
    }
}

/// Reads JSON that the database holds.
pub(super) fn object(feed: &str, text: &str) -> Result<Object, StoreError> {
    let unreadable = |reason: String| StoreError::Unreadable { what: format!("feed {feed}"), reason };
    serde_json::from_str(text).map_err(|error| unreadable(error.to_string()))
}

fn unreadable(feed: &str, fault: &Fault) -> StoreError {
    let reason = format!("{} {}", fault.pointer, fault.detail);
    StoreError::Unreadable { what: format!("something of feed {feed}"), reason }
}

fn fault(error: ReadError) -> Fault {
    match error {
        ReadError::Field { path, reason } => Fault::new(pointer(&path), reason.to_string()),
        other => Fault::new("", other.to_string()),
    }
}

/// `coverage.start` and `body[3].src` as JSON pointers.
pub(super) fn pointer(path: &str) -> String {
    path.split(['.', '[', ']']).filter(|part| !part.is_empty()).map(|part| format!("/{part}")).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_place_in_a_document_becomes_a_json_pointer() {
        assert_eq!(super::pointer(""), "");
        assert_eq!(super::pointer("coverage.start"), "/coverage/start");
        assert_eq!(super::pointer(".body[3].items[0].src"), "/body/3/items/0/src");
    }
}
