//! `data-head`: what a browser has to know of the head beside what it can read.

use serde_json::Value;

use crate::feed::{Coverage, DateStyle, EntryId, Head, Links, Stamp, State, TimeZone, Url};

/// What `data-head` says. Whatever is missing or broken is its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataHead {
    /// Where the blog stands.
    pub state: State,
    /// Entries that are not deleted.
    pub total: u32,
    /// How dates are written.
    pub date_style: DateStyle,
    /// The newsroom's clock.
    pub time_zone: TimeZone,
    /// Seconds between two polls.
    pub poll_seconds: u32,
    /// Entries shown on top.
    pub pinned: Vec<EntryId>,
    /// Where the rest is.
    pub links: Links,
    /// When anything last changed.
    pub updated: Option<Stamp>,
    /// From when to when the blog is written.
    pub coverage: Coverage,
}

impl DataHead {
    /// What `data-head` says of a head.
    #[must_use]
    pub fn of(head: &Head) -> Self {
        Self {
            state: head.state,
            total: head.total,
            date_style: head.date_style,
            time_zone: head.time_zone.clone().unwrap_or_default(),
            poll_seconds: head.poll_seconds,
            pinned: head.pinned.clone(),
            links: head.links.clone(),
            updated: head.updated,
            coverage: head.coverage,
        }
    }

    /// Reads it back.
    #[must_use]
    pub fn read(json: &str) -> Self {
        let value: Value = serde_json::from_str(json).unwrap_or_default();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let stamp = |value: &Value| Stamp::parse_from_rfc3339(value.as_str()?).ok();
        let number = |value: &Value| value.as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        let link = |name: &str| value["links"][name].as_str().and_then(|text| Url::parse(text).ok());
        let labels = value["time_zone"]["labels"].as_object();
        Self {
            state: State::ALL.into_iter().find(|state| value["state"] == state.as_str()).unwrap_or_default(),
            total: number(&value["total"]),
            date_style: if value["date_style"] == "dots" { DateStyle::Dots } else { DateStyle::Short },
            time_zone: TimeZone {
                name: text(&value["time_zone"]["name"]),
                labels: labels
                    .into_iter()
                    .flatten()
                    .filter_map(|(offset, label)| Some((TimeZone::parse_offset(offset)?, text(label)?)))
                    .collect(),
            },
            poll_seconds: number(&value["poll_seconds"]),
            pinned: value["pinned"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|id| EntryId::new(id.as_str()?).ok())
                .collect(),
            links: Links {
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
            },
            updated: stamp(&value["updated"]),
            coverage: Coverage { start: stamp(&value["coverage"]["start"]), end: stamp(&value["coverage"]["end"]) },
        }
    }

    /// Writes it as JSON; what is absent is left out.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn write(&self) -> String {
        let mut links = serde_json::Map::new();
        let mut link = |name: &str, url: &Option<Url>| {
            if let Some(url) = url {
                links.insert(name.into(), url.as_str().into());
            }
        };
        link("self", &self.links.this);
        link("updates", &self.links.updates);
        link("older", &self.links.older);
        link("oldest", &self.links.oldest);
        link("entry", &self.links.entry);
        link("key_entries", &self.links.key_entries);
        link("stream", &self.links.stream);
        link("discussion", &self.links.discussion);
        link("log_in", &self.links.log_in);
        link("register", &self.links.register);
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
        put("state", self.state.as_str().into());
        put("total", self.total.into());
        if self.date_style == DateStyle::Dots {
            put("date_style", "dots".into());
        }
        let labels: serde_json::Map<String, Value> = self
            .time_zone
            .labels
            .iter()
            .map(|(offset, label)| (TimeZone::print_offset(*offset), label.as_str().into()))
            .collect();
        let mut zone = serde_json::Map::new();
        if let Some(name) = &self.time_zone.name {
            zone.insert("name".into(), name.as_str().into());
        }
        if !labels.is_empty() {
            zone.insert("labels".into(), labels.into());
        }
        put("time_zone", zone.into());
        put("poll_seconds", self.poll_seconds.into());
        put("pinned", self.pinned.iter().map(EntryId::as_str).collect::<Vec<_>>().into());
        put("links", links.into());
        put("updated", stamp(&self.updated));
        let mut coverage = serde_json::Map::new();
        for (name, moment) in [("start", &self.coverage.start), ("end", &self.coverage.end)] {
            if moment.is_some() {
                coverage.insert(name.into(), stamp(moment));
            }
        }
        put("coverage", coverage.into());
        Value::Object(out).to_string()
    }
}
