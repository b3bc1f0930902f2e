//! A whole document: head and entries.

use super::{
    FORMAT, entry,
    fields::{Fields, Path, Reader},
    head,
};
use crate::{
    feed::{Body, Feed, Timeline},
    source::{Parsed, ReadError, Skipped, json::Json, limits},
};

/// Reads a feed. `base` is the address that it came from, absolute or beginning with `/`: its own addresses are seen from
/// there. `html` turns the HTML of entries that have no `body` into one.
///
/// # Errors
/// [`ReadError`] where nothing can be shown: no JSON, another format, a head without a title. A broken entry is no error: it
/// is left out and reported.
#[cfg(any(feature = "native", not(feature = "hydrate")))]
pub fn read(bytes: &[u8], base: &str, html: &dyn Fn(&str) -> Body) -> Result<Parsed, ReadError> {
    if bytes.len() > limits::BYTES {
        return Err(ReadError::TooLong(bytes.len()));
    }
    let document: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| {
        // The parser's own text repeats line and column.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        ReadError::NotJson([&*format!("line {}, column {}: ", error.line(), error.column()), reason].concat())
    })?;
    document_of(&document, base, html)
}

/// Reads a feed with the browser's own JSON parser; else as `read`.
#[cfg(feature = "hydrate")]
pub(crate) fn read_text(text: &str, base: &str, html: &dyn Fn(&str) -> Body) -> Result<Parsed, ReadError> {
    if text.len() > limits::BYTES {
        return Err(ReadError::TooLong(text.len()));
    }
    let document = crate::source::json::browser::parse(text).map_err(ReadError::NotJson)?;
    document_of(document, base, html)
}

fn document_of<J: Json>(document: J, base: &str, html: &dyn Fn(&str) -> Body) -> Result<Parsed, ReadError> {
    let reader = Reader::new(base, html);
    let fields = Fields { value: document, path: Path::Document, reader: &reader };
    let format = fields.value.field("format").and_then(|format| format.text());
    if format.as_deref() != Some(FORMAT) {
        return Err(ReadError::Format(format));
    }
    let head = head::head(&fields);
    if let Some(fault) = reader.take_fault() {
        return Err(ReadError::Field { path: fault.path, reason: fault.reason });
    }
    let mut timeline = Timeline::default();
    let mut skipped = Vec::new();
    let mut values = fields.values("entries");
    values.truncate(limits::ENTRIES);
    let mut index = 0;
    fields.each("entries", values, |entry| {
        let read = entry::entry(entry);
        match (reader.take_fault(), read) {
            (None, Some(read)) => drop(timeline.merge(read)),
            (fault, _) => {
                let id = entry.value.field("id").and_then(|id| id.text());
                let (path, reason) = match fault {
                    Some(fault) => (fault.path, fault.reason),
                    None => (entry.path.print(), crate::source::SkipReason::NotA("an object")),
                };
                skipped.push(Skipped { index, id, path, reason });
            }
        }
        index += 1;
        None::<()>
    });
    if let Some(fault) = reader.take_fault() {
        return Err(ReadError::Field { path: fault.path, reason: fault.reason });
    }
    let Some(mut head) = head else { return Err(ReadError::Format(None)) };
    if fields.value.field("total").is_none() {
        head.total = timeline.shown().count() as u32;
    }
    Ok(Parsed { feed: Feed { head, timeline }, skipped })
}
