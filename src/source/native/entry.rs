//! One entry of a document.

use super::{body, fields::Fields, media};
use crate::{
    feed::{Author, Body, Content, Correction, DiscussionLink, Entry, EntryId, Label, Place},
    source::{SkipReason, json::Json, limits},
};

/// Reads an entry or a tombstone.
pub(super) fn entry<J: Json>(fields: &Fields<'_, J>) -> Option<Entry> {
    if !fields.value.is_object() {
        return None;
    }
    let place = Place {
        id: id(fields)?,
        revision: fields.number("revision").unwrap_or(0),
        published: fields.need("published", fields.stamp("published"))?,
        sequence: fields.number("sequence").unwrap_or(0),
    };
    let content = if fields.flag("deleted") { None } else { Some(content(fields)) };
    Some(Entry { place, content })
}

/// Reads the field `id`.
pub(super) fn id<J: Json>(fields: &Fields<'_, J>) -> Option<EntryId> {
    let text = fields.need("id", fields.raw_text("id"))?;
    EntryId::new(&text)
        .ok()
        .or_else(|| fields.note("id", SkipReason::NotA("an id of 1 to 64 letters, digits, `_` or `-`")))
}

fn content<J: Json>(fields: &Fields<'_, J>) -> Content {
    Content {
        updated: fields.stamp("updated"),
        title: fields.text("title"),
        label: fields.text("label").map(|label| match label.as_str() {
            "breaking" => Label::Breaking,
            _ => Label::Other(label),
        }),
        key: fields.flag("key"),
        sponsored: fields.object("sponsored", |sponsor| sponsor.need("by", sponsor.text("by"))),
        authors: fields.list("authors", author),
        tags: fields.values("tags").iter().filter_map(Json::text).collect(),
        language: fields.text("language"),
        url: fields.url("url"),
        corrections: fields.list("corrections", correction),
        discussion: fields
            .object("discussion", |link| Some(DiscussionLink { url: link.need("url", link.url("url"))? })),
        body: body_or_html(fields),
    }
}

/// Reads `body`, else `html`.
pub(super) fn body_or_html<J: Json>(fields: &Fields<'_, J>) -> Body {
    if fields.value.field("body").is_none() {
        return fields.raw_text("html").map(|html| (fields.reader.html)(&html)).unwrap_or_default();
    }
    fields.reader.nodes.set(limits::NODES);
    let body = body::blocks(fields, "body", limits::DEPTH);
    if fields.reader.nodes.get() == 0 {
        return fields.note("body", SkipReason::TooLong).unwrap_or_default();
    }
    body
}

/// Reads an author.
pub(super) fn author<J: Json>(fields: &Fields<'_, J>) -> Option<Author> {
    Some(Author {
        name: fields.need("name", fields.text("name"))?,
        role: fields.text("role"),
        url: fields.url("url"),
        image: fields.object("image", media::picture),
    })
}

fn correction<J: Json>(fields: &Fields<'_, J>) -> Option<Correction> {
    Some(Correction {
        at: fields.need("at", fields.stamp("at"))?,
        text: fields.need("text", fields.text("text"))?,
        before: fields.text("before"),
    })
}
