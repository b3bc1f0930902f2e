//! Pages that a test writes: any HTML under any address, with any headers, whole or in slow pieces.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// One page of a test.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its HTML, in the pieces that it is sent in.
    pub pieces: Vec<String>,
    /// How long the server waits between two pieces.
    pub pause: Duration,
    /// Headers beside the content type.
    pub headers: Vec<(&'static str, String)>,
}

impl Page {
    /// A page that is sent at once.
    #[must_use]
    pub fn of(html: impl Into<String>) -> Self {
        Self { pieces: vec![html.into()], ..Self::default() }
    }

    /// The same page with another header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// What a test has put between the browser and the server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Between(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    pages: BTreeMap<String, Page>,
    delays: Vec<(String, Duration)>,
    refused: Vec<(String, u16)>,
    asked: Vec<String>,
    before: Vec<String>,
}

/// Where pages find what runs before their own scripts, in browsers that have no other way.
const BEFORE: &str = "/before-any-script.js";

impl Between {
    fn with<T>(&self, run: impl FnOnce(&mut Inner) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn put(&self, path: &str, page: Page) {
        self.with(|inner| inner.pages.insert(path.to_owned(), page));
    }

    pub(crate) fn delay(&self, part: &str, pause: Duration) {
        self.with(|inner| inner.delays.push((part.to_owned(), pause)));
    }

    pub(crate) fn refuse(&self, part: &str, status: u16) {
        self.with(|inner| inner.refused.push((part.to_owned(), status)));
    }

    pub(crate) fn allow_all(&self) {
        self.with(|inner| {
            inner.refused.clear();
            inner.delays.clear();
        });
    }

    /// Runs a script in every page before any other.
    pub(crate) fn before(&self, script: &str) {
        self.with(|inner| inner.before.push(script.to_owned()));
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.with(|inner| inner.asked.clone())
    }
}

/// Answers with a test's page, late or not at all where the test says so, else by the real server.
pub(crate) async fn answer(State(between): State<Between>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let (page, pause, refused) = between.with(|inner| {
        inner.asked.push(path.clone());
        let pause = inner.delays.iter().find(|(part, _)| path.contains(part)).map(|(_, pause)| *pause);
        let refused = inner.refused.iter().find(|(part, _)| path.contains(part)).map(|(_, status)| *status);
        (inner.pages.get(&path).cloned(), pause, refused)
    });
    if let Some(pause) = pause {
        tokio::time::sleep(pause).await;
    }
    if let Some(status) = refused {
        return StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND).into_response();
    }
    let before = between.with(|inner| inner.before.join("\n"));
    if path == BEFORE {
        return ([(header::CONTENT_TYPE, "text/javascript")], before).into_response();
    }
    let Some(mut page) = page else {
        let answer = next.run(request).await;
        return if before.is_empty() { answer } else { with_script(answer).await };
    };
    if let Some(first) = page.pieces.first_mut().filter(|_| !before.is_empty()) {
        *first = put_script(first);
    }
    let mut answer = match page.pieces.as_slice() {
        [whole] => whole.clone().into_response(),
        _ => in_pieces(page.clone()),
    };
    let html = ("content-type", "text/html; charset=utf-8".to_owned());
    let is_html = page.headers.iter().all(|(name, _)| *name != html.0);
    answer.headers_mut().remove(html.0);
    for (name, value) in is_html.then_some(html).into_iter().chain(page.headers) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().append(HeaderName::from_static(name), value);
        }
    }
    answer
}

/// A page of the server's, with the script that comes before all others.
async fn with_script(answer: Response) -> Response {
    let is_html = |value: &HeaderValue| value.as_bytes().starts_with(b"text/html");
    if !answer.headers().get(header::CONTENT_TYPE).is_some_and(is_html) {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(html) => Response::from_parts(parts, Body::from(put_script(&String::from_utf8_lossy(&html)))),
        Err(_) => StatusCode::BAD_GATEWAY.into_response(),
    }
}

/// Once: a test may have made its page of one of the server's, which brings it already. A fragment is no page, and gets none.
fn put_script(html: &str) -> String {
    if html.contains(BEFORE) || !html.starts_with("<!doctype") {
        return html.to_owned();
    }
    let start = html.find("<head>").or_else(|| html.find("<html")).unwrap_or(0);
    let at = html[start..].find('>').map_or(0, |end| start + end + 1);
    format!("{}<script src={BEFORE}></script>{}", &html[..at], &html[at..])
}

fn in_pieces(page: Page) -> Response {
    let (send, receive) = tokio::sync::mpsc::channel::<String>(1);
    tokio::spawn(async move {
        for piece in page.pieces {
            if send.send(piece).await.is_err() {
                return;
            }
            tokio::time::sleep(page.pause).await;
        }
    });
    let stream = stream_of(receive);
    Body::from_stream(stream).into_response()
}

/// The pieces as a stream of bytes.
fn stream_of(
    receive: tokio::sync::mpsc::Receiver<String>,
) -> impl futures_util::Stream<Item = Result<String, std::convert::Infallible>> {
    futures_util::stream::unfold(receive, |mut receive| async move { Some((Ok(receive.recv().await?), receive)) })
}
