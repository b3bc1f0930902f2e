//! A stream as a browser reads it (HTML standard, server-sent events).

use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use live_updates::feed::Delta;

use crate::stage;

pub(crate) struct Events {
    body: Body,
    /// What was received, as it was received.
    pub(crate) last: Bytes,
    /// The time to come back after, which is said first.
    pub(crate) retry: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) kind: String,
    pub(crate) id: Option<u64>,
    pub(crate) data: String,
}

impl Event {
    pub(crate) fn read(text: &str) -> Self {
        let mut event = Self::default();
        for line in text.trim_end().lines() {
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match name {
                "event" => event.kind = value.to_owned(),
                "id" => event.id = Some(value.parse().unwrap()),
                "data" => event.data = value.to_owned(),
                _ => panic!("{line}"),
            }
        }
        event
    }
}

impl Events {
    pub(crate) fn of(body: Body) -> Self {
        Self { body, last: Bytes::new(), retry: None }
    }

    /// The next event; `None` once the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        loop {
            // A server that writes an event at once puts it into one frame.
            self.last = self.body.frame().await?.unwrap().into_data().unwrap();
            let text = std::str::from_utf8(&self.last).unwrap();
            assert!(text.ends_with("\n\n"), "{text}");
            match text.strip_prefix("retry: ") {
                Some(time) => self.retry = Some(time.trim().parse().unwrap()),
                None => return Some(Event::read(text)),
            }
        }
    }

    /// The next delta, beats left out.
    pub(crate) async fn delta(&mut self) -> Delta {
        loop {
            let event = self.next().await.unwrap();
            if event.kind == "beat" {
                continue;
            }
            assert_eq!(event.kind, "", "{event:?}");
            let delta = stage::delta(event.data.as_bytes()).delta;
            assert_eq!(event.id, Some(delta.revision));
            return delta;
        }
    }
}
