//! One entry of a document.

use super::{
    body::{self, Budget},
    fields::{Fault, Fields},
    media,
};
use crate::{
    feed::{Author, Body, Content, Correction, DiscussionLink, Entry, EntryId, Label, Place},
    source::SkipReason,
};

/// Reads an entry or a tombstone.
pub(super) fn entry(fields: &Fields<'_>) -> Result<Entry, Fault> {
    let place = Place {
        id: id(fields)?,
        revision: fields.number("revision")?.unwrap_or(0),
        published: fields.need("published", fields.stamp("published")?)?,
        sequence: fields.number("sequence")?.unwrap_or(0),
    };
    let content = if fields.flag("deleted")? { None } else { Some(content(fields)?) };
    Ok(Entry { place, content })
}

/// Reads the field `id`.
pub(super) fn id(fields: &Fields<'_>) -> Result<EntryId, Fault> {
    let text = fields.need("id", fields.raw_text("id")?)?;
    EntryId::new(text).map_err(|_| fields.fault("id", SkipReason::NotA("an id of 1 to 64 letters, digits, `_` or `-`")))
}

fn content(fields: &Fields<'_>) -> Result<Content, Fault> {
    Ok(Content {
        updated: fields.stamp("updated")?,
        title: fields.text("title")?,
        label: fields.text("label")?.map(|label| match label.as_str() {
            "breaking" => Label::Breaking,
            _ => Label::Other(label),
        }),
        key: fields.flag("key")?,
        sponsored: fields.object("sponsored", |sponsor| sponsor.need("by", sponsor.text("by")?))?,
        authors: fields.list("authors", author)?,
        tags: fields.values("tags")?.iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect(),
        language: fields.text("language")?,
        url: fields.url("url")?,
        corrections: fields.list("corrections", correction)?,
        discussion: fields
            .object("discussion", |link| Ok(DiscussionLink { url: link.need("url", link.url("url")?)? }))?,
        body: body_or_html(fields)?,
    })
}

/// Reads `body`, else `html`.
pub(super) fn body_or_html(fields: &Fields<'_>) -> Result<Body, Fault> {
    if fields.value("body").is_some() {
        return body::blocks(fields, "body", &mut Budget::new());
    }
    Ok(fields.raw_text("html")?.map(|html| (fields.reader.html)(html)).unwrap_or_default())
}

/// Reads an author.
pub(super) fn author(fields: &Fields<'_>) -> Result<Author, Fault> {
    Ok(Author {
        name: fields.need("name", fields.text("name")?)?,
        role: fields.text("role")?,
        url: fields.url("url")?,
        image: fields.object("image", media::picture)?,
    })
}

fn correction(fields: &Fields<'_>) -> Result<Correction, Fault> {
    Ok(Correction {
        at: fields.need("at", fields.stamp("at")?)?,
        text: fields.need("text", fields.text("text")?)?,
        before: fields.text("before")?,
    })
}
