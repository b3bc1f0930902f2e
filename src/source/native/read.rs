//! A whole document: head and entries.

use super::{
    FORMAT, entry,
    fields::{Fields, Path, Reader},
    head,
};
use crate::{
    feed::{Body, Entry, Feed, Timeline},
    source::{Parsed, ReadError, SkipReason, Skipped, json::Json, limits},
};

/// Reads a feed. `base` is the address that it came from, absolute or beginning with `/`: its own addresses are seen from
/// there. `html` turns the HTML of entries that have no `body` into one.
///
/// # Errors
/// [`ReadError`] where nothing can be shown: no JSON, another format, a head without a title. A broken entry is no error: it
/// is left out and reported.
#[cfg(any(feature = "native", not(feature = "hydrate")))]
pub fn read(bytes: &[u8], base: &str, html: &dyn Fn(&str) -> Body) -> Result<Parsed, ReadError> {
    document_of(&json(bytes)?, base, html)
}

/// Reads a feed with the browser's own JSON parser; else as `read`.
#[cfg(feature = "hydrate")]
pub(crate) fn read_text(text: &str, base: &str, html: &dyn Fn(&str) -> Body) -> Result<Parsed, ReadError> {
    document_of(json_text(text)?, base, html)
}

/// The JSON of a document that is not too long.
#[cfg(any(feature = "native", not(feature = "hydrate")))]
pub(super) fn json(bytes: &[u8]) -> Result<serde_json::Value, ReadError> {
    if bytes.len() > limits::BYTES {
        return Err(ReadError::TooLong(bytes.len()));
    }
    serde_json::from_slice(bytes).map_err(|error| {
        // The parser's own text repeats line and column.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default();
        ReadError::NotJson([&*format!("line {}, column {}: ", error.line(), error.column()), reason].concat())
    })
}

/// The JSON of a document that is not too long, as the browser's own parser sees it.
#[cfg(feature = "hydrate")]
pub(super) fn json_text(text: &str) -> Result<wasm_bindgen::JsValue, ReadError> {
    if text.len() > limits::BYTES {
        return Err(ReadError::TooLong(text.len()));
    }
    crate::source::json::browser::parse(text).map_err(ReadError::NotJson)
}

fn document_of<J: Json>(document: J, base: &str, html: &dyn Fn(&str) -> Body) -> Result<Parsed, ReadError> {
    let reader = Reader::new(base, html);
    let fields = fields_of(document, &reader)?;
    let mut head = head::head(&fields);
    if head.title.is_empty() {
        let _ = fields.need("title", None::<()>);
    }
    whole(&reader)?;
    let mut timeline = Timeline::default();
    let skipped = entries(&fields, &mut |entry| drop(timeline.merge(entry)))?;
    if fields.value.field("total").is_none() {
        head.total = timeline.shown().count() as u32;
    }
    Ok(Parsed { feed: Feed { head, timeline }, skipped })
}

/// A document of our format, whatever is in it.
pub(super) fn fields_of<'a, J: Json>(document: J, reader: &'a Reader<'a>) -> Result<Fields<'a, J>, ReadError> {
    let format = document.field("format").and_then(|format| format.text());
    if format.as_deref() != Some(FORMAT) {
        return Err(ReadError::Format(format));
    }
    Ok(Fields { value: document, path: Path::Document, reader })
}

/// An error where anything was wrong up to now.
pub(super) fn whole(reader: &Reader<'_>) -> Result<(), ReadError> {
    match reader.take_fault() {
        Some(fault) => Err(ReadError::Field { path: fault.path, reason: fault.reason }),
        None => Ok(()),
    }
}

/// Hands over every entry that can be read, and reports the others.
pub(super) fn entries<J: Json>(fields: &Fields<'_, J>, take: &mut dyn FnMut(Entry)) -> Result<Vec<Skipped>, ReadError> {
    let reader = fields.reader;
    let mut skipped = Vec::new();
    let mut values = fields.values("entries");
    values.truncate(limits::ENTRIES);
    let mut index = 0;
    fields.each("entries", values, |entry| {
        let read = entry::entry(entry);
        match (reader.take_fault(), read) {
            (None, Some(read)) => take(read),
            (fault, _) => {
                let id = entry.value.field("id").and_then(|id| id.text());
                let (path, reason) = match fault {
                    Some(fault) => (fault.path, fault.reason),
                    None => (entry.path.print(), SkipReason::NotA("an object")),
                };
                skipped.push(Skipped { index, id, path, reason });
            }
        }
        index += 1;
        None::<()>
    });
    whole(reader)?;
    Ok(skipped)
}
