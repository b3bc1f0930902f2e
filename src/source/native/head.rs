//! The head of a document.

use super::{
    entry::{author, body_or_html, id},
    fields::{Fault, Fields},
    media,
};
use crate::feed::{Coverage, DateStyle, Head, KeyEntry, Links, Publisher, State, TimeZone};

/// Reads everything but the entries.
pub(super) fn head(fields: &Fields<'_>) -> Result<Head, Fault> {
    let state = fields.text("state")?;
    let style = fields.text("date_style")?;
    Ok(Head {
        id: fields.text("id")?.unwrap_or_default(),
        epoch: fields.text("epoch")?.unwrap_or_default(),
        revision: fields.number("revision")?.unwrap_or(0),
        url: fields.url("url")?,
        language: fields.text("language")?,
        time_zone: fields.object("time_zone", time_zone)?,
        date_style: if style.as_deref() == Some("dots") { DateStyle::Dots } else { DateStyle::Short },
        title: fields.need("title", fields.text("title")?)?,
        // A word that a later version brings is read as the usual state.
        state: State::ALL.into_iter().find(|known| state.as_deref() == Some(known.as_str())).unwrap_or_default(),
        coverage: fields.object("coverage", coverage)?.unwrap_or_default(),
        published: fields.stamp("published")?,
        updated: fields.stamp("updated")?,
        publisher: fields.object("publisher", publisher)?,
        authors: fields.list("authors", author)?,
        lead: fields.object("lead", media::image)?,
        standfirst: fields.object("standfirst", body_or_html)?.unwrap_or_default(),
        summary: fields.object("summary", body_or_html)?.unwrap_or_default(),
        total: fields.small("total")?.unwrap_or(0),
        key_entries: fields.list("key_entries", key_entry)?,
        pinned: fields
            .values("pinned")?
            .iter()
            .filter_map(|value| crate::feed::EntryId::new(value.as_str()?).ok())
            .collect(),
        poll_seconds: fields.small("poll_seconds")?.unwrap_or(0),
        links: fields.object("links", links)?.unwrap_or_default(),
    })
}

fn time_zone(fields: &Fields<'_>) -> Result<TimeZone, Fault> {
    let labels = fields.value("labels").and_then(serde_json::Value::as_object);
    Ok(TimeZone {
        name: fields.text("name")?,
        labels: labels
            .into_iter()
            .flatten()
            .filter_map(|(offset, label)| Some((TimeZone::parse_offset(offset)?, label.as_str()?.to_owned())))
            .collect(),
    })
}

fn coverage(fields: &Fields<'_>) -> Result<Coverage, Fault> {
    Ok(Coverage { start: fields.stamp("start")?, end: fields.stamp("end")? })
}

fn publisher(fields: &Fields<'_>) -> Result<Publisher, Fault> {
    Ok(Publisher {
        name: fields.need("name", fields.text("name")?)?,
        url: fields.url("url")?,
        logo: fields.object("logo", media::picture)?,
    })
}

fn key_entry(fields: &Fields<'_>) -> Result<KeyEntry, Fault> {
    Ok(KeyEntry {
        id: id(fields)?,
        title: fields.need("title", fields.text("title")?)?,
        published: fields.need("published", fields.stamp("published")?)?,
    })
}

fn links(fields: &Fields<'_>) -> Result<Links, Fault> {
    let discussion = fields.object("discussion", |discussion| {
        Ok((discussion.url("url")?, discussion.url("log_in")?, discussion.url("register")?))
    })?;
    let (discussion, log_in, register) = discussion.unwrap_or_default();
    Ok(Links {
        this: fields.url("self")?,
        updates: fields.url("updates")?,
        older: fields.url("older")?,
        oldest: fields.url("oldest")?,
        entry: fields.url("entry")?,
        key_entries: fields.url("key_entries")?,
        stream: fields.url("stream")?,
        discussion,
        log_in,
        register,
    })
}
