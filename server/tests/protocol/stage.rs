//! A feed that is edited in its file, and a server over it.

use std::fs;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use http_body_util::BodyExt;
use live_updates::{
    feed::Feed,
    source::native::{self, ParsedDelta},
};
use live_updates_server::{AppState, StreamOptions, app, assets::Assets, feeds::Feeds};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::events::Events;

/// The address of the head, which all others are seen from.
const BASE: &str = "/quay/feed.json";

pub(crate) struct Stage {
    pub(crate) folder: TempDir,
    pub(crate) state: AppState,
    pub(crate) app: Router,
    /// What the file says.
    pub(crate) feed: Value,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// An entry as a file has it.
pub(crate) fn entry(n: u64, title: &str) -> Value {
    let (hour, minute, second) = (6 + n / 3600, n / 60 % 60, n % 60);
    json!({"id": format!("e{n}"), "published": format!("2026-03-14T{hour:02}:{minute:02}:{second:02}+00:00"), "title": title})
}

/// As [`entry`], with a revision of its own.
pub(crate) fn revised(n: u64, revision: u64) -> Value {
    let mut entry = entry(n, &format!("Crate {n} is on the quay"));
    entry["revision"] = revision.into();
    entry
}

impl Stage {
    /// A feed of two entries, at revision 1.
    pub(crate) fn new() -> Self {
        Self::with(StreamOptions::default())
    }

    pub(crate) fn with(options: StreamOptions) -> Self {
        let feed = json!({
            "format": "live-updates/1", "title": "The fish market moves", "language": "en", "state": "live",
            "entries": [entry(2, "The first stall is empty"), entry(1, "Lorries wait at the gate")]
        });
        Self::of(feed, options)
    }

    pub(crate) fn of(feed: Value, options: StreamOptions) -> Self {
        let folder = TempDir::new().unwrap();
        let dist = folder.path().join("dist");
        fs::create_dir_all(dist.join("assets")).unwrap();
        fs::create_dir_all(folder.path().join("feeds")).unwrap();
        let manifest = r#"{"build":"0.1.0+test","loader":"live-updates.js","stylesheet":"assets/s-1.css","glue":"assets/g-1.js","wasm":"assets/w-1.wasm","words":{}}"#;
        for name in ["live-updates.js", "index.html", "app.css", "assets/s-1.css", "assets/g-1.js", "assets/w-1.wasm"] {
            fs::write(dist.join(name), name).unwrap();
        }
        fs::write(dist.join("assets.json"), manifest).unwrap();
        fs::write(folder.path().join("feeds/quay.json"), feed.to_string()).unwrap();
        let feeds = Feeds::open(&folder.path().join("feeds")).unwrap();
        let state = AppState::with(feeds, Assets::open(&dist).unwrap(), None, options);
        Self { folder, app: app(state.clone()), state, feed }
    }

    /// Changes the file.
    pub(crate) fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        change(&mut self.feed);
        fs::write(self.folder.path().join("feeds/quay.json"), self.feed.to_string()).unwrap();
    }

    /// Puts an entry on top.
    pub(crate) fn post(&mut self, n: u64) {
        self.edit(|feed| feed["entries"].as_array_mut().unwrap().insert(0, entry(n, &format!("Stall {n} has gone"))));
    }

    /// Changes the file, and has the server read it, so that each edit is a revision.
    pub(crate) async fn edited(&mut self, change: impl FnOnce(&mut Value)) -> u64 {
        self.edit(change);
        self.get(BASE).await.json()["revision"].as_u64().unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(path, &[]).await
    }

    pub(crate) async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        ask(&self.app, path, headers).await
    }

    /// Listens to `/quay/stream`, whatever follows it.
    pub(crate) async fn listen(&self, rest: &str) -> Events {
        self.resume(rest, &[]).await
    }

    pub(crate) async fn resume(&self, rest: &str, headers: &[(&str, &str)]) -> Events {
        Events::of(open(&self.app, &format!("/quay/stream{rest}"), headers).await)
    }

    /// The whole feed, as a reader knows it.
    pub(crate) async fn whole(&self) -> Feed {
        native::read(&self.get(BASE).await.body, BASE, &|_| Vec::new()).unwrap().feed
    }
}

pub(crate) async fn ask(app: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    let answer = app.clone().oneshot(request(path, headers)).await.unwrap();
    let (parts, body) = answer.into_parts();
    Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
}

/// An answer that goes on.
pub(crate) async fn open(app: &Router, path: &str, headers: &[(&str, &str)]) -> Body {
    let answer = app.clone().oneshot(request(path, headers)).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.into_body()
}

fn request(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().uri(path).header("host", "live.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

/// A delta as a reader reads it.
pub(crate) fn delta(bytes: &[u8]) -> ParsedDelta {
    let parsed = native::read_delta(bytes, BASE, &|_| Vec::new()).unwrap();
    assert_eq!(parsed.skipped, []);
    parsed
}
