//! The head of a document.

use super::{
    entry::{author, body_or_html, id},
    fields::Fields,
    media,
};
use crate::{
    feed::{Coverage, DateStyle, EntryId, Head, KeyEntry, Links, Publisher, State, TimeZone},
    source::json::Json,
};

/// Reads everything but the entries. A title that is missing is empty: whoever needs one asks for it.
pub(super) fn head<J: Json>(fields: &Fields<'_, J>) -> Head {
    let state = fields.text("state");
    let style = fields.text("date_style");
    Head {
        id: fields.text("id").unwrap_or_default(),
        epoch: fields.text("epoch").unwrap_or_default(),
        revision: fields.number("revision").unwrap_or(0),
        url: fields.url("url"),
        language: fields.text("language"),
        time_zone: fields.object("time_zone", time_zone),
        date_style: if style.as_deref() == Some("dots") { DateStyle::Dots } else { DateStyle::Short },
        title: fields.text("title").unwrap_or_default(),
        // A word that a later version brings is read as the usual state.
        state: State::ALL.into_iter().find(|known| state.as_deref() == Some(known.as_str())).unwrap_or_default(),
        coverage: fields.object("coverage", coverage).unwrap_or_default(),
        published: fields.stamp("published"),
        updated: fields.stamp("updated"),
        publisher: fields.object("publisher", publisher),
        authors: fields.list("authors", author),
        lead: fields.object("lead", media::image),
        standfirst: fields.object("standfirst", |text| Some(body_or_html(text))).unwrap_or_default(),
        summary: fields.object("summary", |text| Some(body_or_html(text))).unwrap_or_default(),
        total: fields.small("total").unwrap_or(0),
        key_entries: fields.list("key_entries", key_entry),
        pinned: fields.values("pinned").iter().filter_map(|value| EntryId::new(&value.text()?).ok()).collect(),
        poll_seconds: fields.small("poll_seconds").unwrap_or(0),
        links: fields.object("links", links).unwrap_or_default(),
    }
}

/// Reads a newsroom's clock.
pub(super) fn time_zone<J: Json>(fields: &Fields<'_, J>) -> Option<TimeZone> {
    let labels = fields.value.field("labels");
    let labels = labels.iter().flat_map(|labels| {
        let label = |offset: &String| Some((TimeZone::parse_offset(offset)?, labels.field(offset)?.text()?));
        labels.names().iter().filter_map(label).collect::<Vec<_>>()
    });
    Some(TimeZone { name: fields.text("name"), labels: labels.collect() })
}

/// Reads from when to when a blog is written.
pub(super) fn coverage<J: Json>(fields: &Fields<'_, J>) -> Option<Coverage> {
    Some(Coverage { start: fields.stamp("start"), end: fields.stamp("end") })
}

fn publisher<J: Json>(fields: &Fields<'_, J>) -> Option<Publisher> {
    Some(Publisher {
        name: fields.need("name", fields.text("name"))?,
        url: fields.url("url"),
        logo: fields.object("logo", media::picture),
    })
}

fn key_entry<J: Json>(fields: &Fields<'_, J>) -> Option<KeyEntry> {
    Some(KeyEntry {
        id: id(fields)?,
        title: fields.need("title", fields.text("title"))?,
        published: fields.need("published", fields.stamp("published"))?,
    })
}

fn links<J: Json>(fields: &Fields<'_, J>) -> Option<Links> {
    let discussion = fields.object("discussion", |discussion| {
        Some((discussion.url("url"), discussion.url("log_in"), discussion.url("register")))
    });
    let (discussion, log_in, register) = discussion.unwrap_or_default();
    Some(Links {
        this: fields.url("self"),
        updates: fields.url("updates"),
        older: fields.url("older"),
        oldest: fields.url("oldest"),
        entry: fields.url("entry"),
        key_entries: fields.url("key_entries"),
        stream: fields.url("stream"),
        discussion,
        log_in,
        register,
    })
}
