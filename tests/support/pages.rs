//! Pages that a test writes: any HTML under any address, with any headers, whole or in slow pieces.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
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
}

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
    let Some(page) = page else { return next.run(request).await };
    let mut answer = match page.pieces.as_slice() {
        [whole] => whole.clone().into_response(),
        _ => in_pieces(page.clone()),
    };
    answer.headers_mut().insert("content-type", HeaderValue::from_static("text/html; charset=utf-8"));
    for (name, value) in page.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().append(HeaderName::from_static(name), value);
        }
    }
    answer
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
