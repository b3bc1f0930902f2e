//! The changes since a revision, read from what a poll answers or a stream sends.

use super::{
    fields::Reader,
    head,
    read::{self, entries, fields_of, whole},
};
use crate::{
    feed::{Body, Delta, HeadChange, HeadField},
    source::{ReadError, Skipped, json::Json},
};

/// What a delta says, and what of it was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedDelta {
    /// What could be read.
    pub delta: Delta,
    /// Entries that were left out, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Reads a delta. `base` is the address of the *head*: a delta's own addresses are seen from there. `html` turns the HTML of
/// entries that have no `body` into one.
///
/// # Errors
/// [`ReadError`] where it is no delta (no JSON, another format, no `from` or `revision`) or its head cannot be read. A broken
/// entry is no error: it is left out and reported.
#[cfg(any(feature = "native", not(feature = "hydrate")))]
pub fn read_delta(bytes: &[u8], base: &str, html: &dyn Fn(&str) -> Body) -> Result<ParsedDelta, ReadError> {
    delta_of(&read::json(bytes)?, base, html)
}

/// Reads a delta with the browser's own JSON parser; else as `read_delta`.
#[cfg(feature = "hydrate")]
pub(crate) fn read_delta_text(text: &str, base: &str, html: &dyn Fn(&str) -> Body) -> Result<ParsedDelta, ReadError> {
    delta_of(read::json_text(text)?, base, html)
}

fn delta_of<J: Json>(document: J, base: &str, html: &dyn Fn(&str) -> Body) -> Result<ParsedDelta, ReadError> {
    let reader = Reader::new(base, html);
    let fields = fields_of(document, &reader)?;
    let (from, revision) = (fields.number("from"), fields.number("revision"));
    let mut delta = Delta {
        id: fields.text("id").unwrap_or_default(),
        epoch: fields.text("epoch").unwrap_or_default(),
        from: fields.need("from", from).unwrap_or(0),
        revision: fields.need("revision", revision).unwrap_or(0),
        more: fields.flag("more"),
        head: fields.object("head", |change| {
            let head = head::head(change);
            // What is named counts, also where it says null.
            let names = change.value.names();
            let named = |(_, name): &(HeadField, &str)| names.iter().any(|known| known == name);
            let fields = HeadField::ALL.into_iter().filter(named).map(|(field, _)| field).collect();
            Some(HeadChange { revision: head.revision, fields, head })
        }),
        entries: Vec::new(),
        poll_seconds: fields.small("poll_seconds"),
        updates: fields.object("links", |links| links.url("updates")),
    };
    whole(&reader)?;
    let skipped = entries(&fields, &mut |entry| delta.entries.push(entry))?;
    Ok(ParsedDelta { delta, skipped })
}
