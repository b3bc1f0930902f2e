//! `data-head`: what a page says of the head, as JSON in an attribute of the host.

use super::{
    fields::{Fields, Path, Reader},
    head::{coverage, time_zone},
};
#[cfg(feature = "native")]
use crate::feed::{Stamp, TimeZone, Url};
use crate::{
    feed::{DataHead, DateStyle, EntryId, Links, State},
    source::json::Json,
};
#[cfg(feature = "native")]
use serde_json::Value;

/// Reads `data-head`; what is missing or broken is its default.
#[cfg(any(feature = "native", not(feature = "hydrate")))]
#[must_use]
pub fn read_data_head(json: &str) -> DataHead {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    of(&value)
}

/// Reads `data-head` with the browser's own JSON parser; what is missing or broken is its default.
#[cfg(feature = "hydrate")]
pub(crate) fn read_data_head_text(json: &str) -> DataHead {
    crate::source::json::browser::parse(json).map(of).unwrap_or_default()
}

fn of<J: Json>(value: J) -> DataHead {
    let reader = Reader::new("", &|_| Vec::new());
    let fields = Fields { value, path: Path::Document, reader: &reader };
    let state = fields.text("state");
    DataHead {
        language: fields.text("language"),
        state: State::ALL.into_iter().find(|known| state.as_deref() == Some(known.as_str())).unwrap_or_default(),
        total: fields.small("total").unwrap_or(0),
        date_style: if fields.text("date_style").as_deref() == Some("dots") {
            DateStyle::Dots
        } else {
            DateStyle::Short
        },
        time_zone: fields.object("time_zone", time_zone).unwrap_or_default(),
        poll_seconds: fields.small("poll_seconds").unwrap_or(0),
        pinned: fields.values("pinned").iter().filter_map(|id| EntryId::new(&id.text()?).ok()).collect(),
        // Addresses stand as the page sees them, so there is nothing to resolve.
        links: fields
            .object("links", |links| {
                let link = |name| links.value.field(name).and_then(|url| crate::feed::Url::parse(&url.text()?).ok());
                Some(Links {
                    this: link("self"),
                    updates: link("updates"),
                    older: link("older"),
                    oldest: link("oldest"),
                    entry: link("entry"),
                    key_entries: link("key_entries"),
                    stream: link("stream"),
                    discussion: link("discussion"),
                    log_in: link("log_in"),
                    register: link("register"),
                })
            })
            .unwrap_or_default(),
        updated: fields.stamp("updated"),
        coverage: fields.object("coverage", coverage).unwrap_or_default(),
    }
}

/// Writes `data-head`; what is absent is left out.
#[cfg(feature = "native")]
#[must_use]
pub fn write_data_head(head: &DataHead) -> String {
    let mut links = serde_json::Map::new();
    let mut link = |name: &str, url: &Option<Url>| {
        if let Some(url) = url {
            links.insert(name.into(), url.as_str().into());
        }
    };
    link("self", &head.links.this);
    link("updates", &head.links.updates);
    link("older", &head.links.older);
    link("oldest", &head.links.oldest);
    link("entry", &head.links.entry);
    link("key_entries", &head.links.key_entries);
    link("stream", &head.links.stream);
    link("discussion", &head.links.discussion);
    link("log_in", &head.links.log_in);
    link("register", &head.links.register);
    let mut out = serde_json::Map::new();
    let mut put = |name: &str, value: Value| {
        let empty = value.is_null()
            || value.as_object().is_some_and(serde_json::Map::is_empty)
            || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            out.insert(name.into(), value);
        }
    };
    let stamp = |stamp: &Option<Stamp>| stamp.map_or(Value::Null, |stamp| stamp.to_rfc3339().into());
    put("language", head.language.as_deref().map_or(Value::Null, Into::into));
    put("state", head.state.as_str().into());
    put("total", head.total.into());
    if head.date_style == DateStyle::Dots {
        put("date_style", "dots".into());
    }
    let labels: serde_json::Map<String, Value> = head
        .time_zone
        .labels
        .iter()
        .map(|(offset, label)| (TimeZone::print_offset(*offset), label.as_str().into()))
        .collect();
    let mut zone = serde_json::Map::new();
    if let Some(name) = &head.time_zone.name {
        zone.insert("name".into(), name.as_str().into());
    }
    if !labels.is_empty() {
        zone.insert("labels".into(), labels.into());
    }
    put("time_zone", zone.into());
    put("poll_seconds", head.poll_seconds.into());
    put("pinned", head.pinned.iter().map(EntryId::as_str).collect::<Vec<_>>().into());
    put("links", links.into());
    put("updated", stamp(&head.updated));
    let mut coverage = serde_json::Map::new();
    for (name, moment) in [("start", &head.coverage.start), ("end", &head.coverage.end)] {
        if moment.is_some() {
            coverage.insert(name.into(), stamp(moment));
        }
    }
    put("coverage", coverage.into());
    Value::Object(out).to_string()
}
