//! A folder of feeds, a folder of assets, and a server over both without a port.

use std::{fs, path::PathBuf};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use http_body_util::BodyExt;
use live_updates_server::{AppState, app, assets::Assets, feeds::Feeds};
use tempfile::TempDir;
use tower::ServiceExt;

pub(crate) struct Stage {
    pub(crate) folder: TempDir,
    app: Router,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Two entries, no revisions: the server raises its own.
pub(crate) const FEED: &str = r#"{"format":"live-updates/1","title":"The <tunnel>","language":"en","links":{"discussion":{"log_in":"/log-in?return={return}","register":"/register"}},
"entries":[{"id":"b","published":"2026-03-14T11:52:00+00:00","title":"Second"},{"id":"a","published":"2026-03-14T11:40:00+00:00","html":"<p>First <script>x</script></p>"}]}"#;

/// Writes assets as a build would.
pub(crate) fn assets(folder: &std::path::Path) -> PathBuf {
    let dist = folder.join("dist");
    fs::create_dir_all(dist.join("assets")).unwrap();
    let manifest = r#"{"build":"0.1.0+test","loader":"live-updates.js","stylesheet":"assets/s-1.css","glue":"assets/g-1.js","wasm":"assets/w-1.wasm","words":{}}"#;
    for (name, content) in [
        ("assets.json", manifest),
        ("live-updates.js", "loader"),
        ("live-updates.js.br", "loader in brotli"),
        ("index.html", "<p>the app</p>"),
        ("app.css", "main{}"),
        ("assets/s-1.css", "p{}"),
        ("assets/g-1.js", "glue"),
        ("assets/w-1.wasm", "wasm"),
        ("assets/w-1.wasm.br", "wasm in brotli"),
        ("assets/w-1.wasm.gz", "wasm in gzip"),
        ("assets/w-0.wasm", "an earlier release"),
    ] {
        fs::write(dist.join(name), content).unwrap();
    }
    dist
}

fn start(folder: &TempDir, public_url: Option<String>) -> Router {
    let feeds = Feeds::open(&folder.path().join("feeds")).unwrap();
    app(AppState::new(feeds, Assets::open(&folder.path().join("dist")).unwrap(), public_url))
}

impl Stage {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let feeds = folder.path().join("feeds");
        fs::create_dir_all(feeds.join("media")).unwrap();
        fs::write(feeds.join("tunnel.json"), FEED).unwrap();
        fs::write(feeds.join("media/p.svg"), "<svg/>").unwrap();
        assets(folder.path());
        Self { app: start(&folder, None), folder }
    }

    /// The same folders, served by a process that has just started.
    pub(crate) fn restart(self) -> Self {
        Self { app: start(&self.folder, None), folder: self.folder }
    }

    /// The same folders, behind an address of their own.
    pub(crate) fn known_as(self, url: &str) -> Self {
        Self { app: start(&self.folder, Some(url.into())), folder: self.folder }
    }

    /// Where a feed's file is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("feeds").join(name)
    }

    /// Writes a feed's file anew.
    pub(crate) fn write(&self, name: &str, content: &str) {
        fs::write(self.path(name), content).unwrap();
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }

    pub(crate) async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "live.example");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
    }
}
