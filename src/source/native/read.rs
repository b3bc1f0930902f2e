//! A whole document: head and entries.

use serde_json::Value;

use super::{
    FORMAT, entry,
    fields::{Fault, Fields, Reader},
    head,
};
use crate::{
    feed::{Body, Feed, Timeline},
    source::{Parsed, ReadError, Skipped, limits},
};

/// Reads a feed. `base` is the address that it came from, absolute or beginning with `/`: its own addresses are seen from
/// there. `html` turns the HTML of entries that have no `body` into one.
///
/// # Errors
/// [`ReadError`] where nothing can be shown: no JSON, another format, a head without a title. A broken entry is no error: it
/// is left out and reported.
pub fn read(bytes: &[u8], base: &str, html: &dyn Fn(&str) -> Body) -> Result<Parsed, ReadError> {
    if bytes.len() > limits::BYTES {
        return Err(ReadError::TooLong(bytes.len()));
    }
    let document: Value = serde_json::from_slice(bytes).map_err(|error| {
        // The reader's own text repeats line and column.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        ReadError::NotJson { line: error.line(), column: error.column(), reason }
    })?;
    let reader = Reader { base, html };
    let at_head = |fault: Fault| ReadError::Field { path: fault.path, reason: fault.reason };
    let fields = Fields::of(&document, "", &reader).map_err(|_| ReadError::Format(None))?;
    match fields.value("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        other => return Err(ReadError::Format(other.map(str::to_owned))),
    }
    let mut head = head::head(&fields).map_err(at_head)?;
    let (timeline, skipped) = entries(&fields).map_err(at_head)?;
    if fields.value("total").is_none() {
        head.total = u32::try_from(timeline.shown().count()).unwrap_or(u32::MAX);
    }
    Ok(Parsed { feed: Feed { head, timeline }, skipped })
}

fn entries(fields: &Fields<'_>) -> Result<(Timeline, Vec<Skipped>), Fault> {
    let mut timeline = Timeline::default();
    let mut skipped = Vec::new();
    for (index, value) in fields.values("entries")?.iter().take(limits::ENTRIES).enumerate() {
        let path = ["entries[", &index.to_string(), "]"].concat();
        match Fields::of(value, &path, fields.reader).and_then(|fields| entry::entry(&fields)) {
            Ok(entry) => {
                timeline.merge(entry);
            }
            Err(Fault { path, reason }) => {
                let id = value.get("id").and_then(Value::as_str).map(str::to_owned);
                skipped.push(Skipped { index, id, path, reason });
            }
        }
    }
    Ok((timeline, skipped))
}
