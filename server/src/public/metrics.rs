//! What the server counts, for whoever watches it: the text format of Prometheus, version 0.0.4.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::AppState;

/// What was counted since the server started.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    /// By route, as `routes.rs` spells it, and status.
    requests: Mutex<BTreeMap<(String, u16), u64>>,
    deltas: AtomicU64,
    resets: AtomicU64,
    dropped: AtomicU64,
}

impl Metrics {
    /// An event was sent on a stream: a delta, or else the word to take the head again.
    pub(crate) fn sent(&self, delta: bool) {
        if delta { &self.deltas } else { &self.resets }.fetch_add(1, Relaxed);
    }

    /// A reader was too slow to be kept.
    pub(crate) fn dropped(&self) {
        self.dropped.fetch_add(1, Relaxed);
    }

    fn requested(&self, route: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route.to_owned(), status)).or_default() += 1;
    }

    fn print(&self, open: usize) -> String {
        let mut out = String::new();
        let head = |out: &mut String, name: &str, kind: &str, help: &str| {
            let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
        };
        head(&mut out, "live_updates_streams_open", "gauge", "Streams that are open.");
        let _ = writeln!(out, "live_updates_streams_open {open}");
        for (name, help, count) in [
            ("live_updates_stream_deltas_total", "Deltas sent on streams.", &self.deltas),
            ("live_updates_stream_resets_total", "Readers told on a stream to take the head again.", &self.resets),
            ("live_updates_stream_dropped_total", "Readers dropped because they were too slow.", &self.dropped),
        ] {
            head(&mut out, name, "counter", help);
            let _ = writeln!(out, "{name} {}", count.load(Relaxed));
        }
        let requests = "live_updates_requests_total";
        head(&mut out, requests, "counter", "Requests answered, by route and status.");
        for ((route, status), count) in self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = writeln!(out, "{requests}{{route=\"{route}\",status=\"{status}\"}} {count}");
        }
        out
    }
}

/// Counts a request when its answer begins.
pub(crate) async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let answer = next.run(request).await;
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    state.metrics().requested(route, answer.status().as_u16());
    answer
}

/// `GET /metrics`
pub(crate) async fn metrics(State(state): State<AppState>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, state.metrics().print(state.live().open())).into_response()
}
