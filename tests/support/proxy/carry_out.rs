//! One connection: the request noted, the server asked, the answer spoiled as the test says.

use std::{
    io,
    os::fd::{AsFd, OwnedFd},
    pin::pin,
    sync::Arc,
    time::{Duration, SystemTime},
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Request, Response, header, request},
};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use http_body_util::BodyExt;
use hyper::{body::Incoming, client, server, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, sync::watch};

use super::{
    answer::Answer,
    events,
    fault::{Class, Fault, Flow},
    script::Shared,
};

/// The pieces of a body as they come.
pub(super) type Pieces = BoxStream<'static, io::Result<Bytes>>;

/// What a hotel's network says to everything.
const WELCOME: &str =
    "<!doctype html><title>Welcome</title><p>Please accept the terms of the Hotel Larkhaven’s network.";

/// Serves the one request of a connection.
pub(super) async fn connection(stream: TcpStream, shared: Shared) {
    let Ok(twin) = stream.as_fd().try_clone_to_owned() else { return };
    let line = Line(Arc::new(twin));
    let service = service_fn(move |request| answer(request, shared.clone(), line.clone()));
    let mut server = server::conn::http1::Builder::new();
    // An error here is the fault that was asked for, or a browser that went away.
    let _ = server.keep_alive(false).serve_connection(TokioIo::new(stream), service).await;
}

/// A second hold on a connection's socket, to break it under the hands of whoever writes to it.
#[derive(Clone)]
struct Line(Arc<OwnedFd>);

impl Line {
    /// Makes the end of this connection a reset (RFC 9293, 3.5.2); the error given is what ends it.
    fn reset(&self) -> io::Error {
        let _ = socket2::SockRef::from(&self.0).set_linger(Some(Duration::ZERO));
        io::ErrorKind::ConnectionReset.into()
    }
}

/// An answer that is open, until it is dropped.
struct Open {
    shared: Shared,
    number: usize,
    flow: watch::Receiver<Flow>,
    line: Line,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.shared.send_modify(|state| state.end(self.number));
    }
}

impl Open {
    /// Comes back, with the error that ends the connection, when the test cuts this answer.
    async fn cut(&mut self) -> io::Error {
        if self.flow.wait_for(|flow| *flow == Flow::Cut).await.is_err() {
            std::future::pending::<()>().await;
        }
        self.line.reset()
    }

    /// The next piece, unless the test has silenced or cut this answer.
    async fn next(&mut self, pieces: &mut Pieces) -> Option<io::Result<Bytes>> {
        loop {
            let flow = *self.flow.borrow_and_update();
            match flow {
                Flow::Open => tokio::select! {
                    biased;
                    changed = self.flow.changed() => changed.ok()?,
                    piece = pieces.next() => return piece,
                },
                Flow::Silent => self.flow.changed().await.ok()?,
                Flow::Cut => return Some(Err(self.line.reset())),
            }
        }
    }
}

async fn answer(request: Request<Incoming>, shared: Shared, line: Line) -> io::Result<Response<Body>> {
    let (parts, body) = request.into_parts();
    let class = Class::of(&parts.uri);
    let mut noted = None;
    shared.send_modify(|state| {
        let (number, fault) = state.note(&parts);
        noted = Some((number, fault, state.begin(number, class), state.server.clone()));
    });
    let Some((number, fault, flow, server)) = noted else { return Err(io::ErrorKind::Other.into()) };
    let mut open = Open { shared, number, flow, line };
    let (head, pieces) = match fault.clone() {
        Fault::Refuse => return Err(open.line.reset()),
        Fault::Hang => return Err(open.cut().await),
        Fault::Status(status) => whole(Answer::status(status)),
        Fault::RetryAfter(status, when) => whole(Answer::status(status).header(header::RETRY_AFTER, &when)),
        Fault::Html => whole(Answer::of("text/html; charset=utf-8", WELCOME)),
        Fault::Answer(own) => whole(own),
        Fault::Earlier(back) => {
            let state = open.shared.borrow();
            let mut earlier = state.answers(class).rev().filter(|answer| answer.status == 200);
            whole(earlier.nth(back.saturating_sub(1)).cloned().unwrap_or_else(|| Answer::status(502)))
        }
        _ => match ask(&server, parts, body, class).await {
            Ok(answer) => given(answer, class, &fault, &open).await?,
            Err(_) => whole(Answer::status(502)),
        },
    };
    let (head, pieces) = spoiled(head, pieces, class, fault, &mut open).await?;
    open.shared.send_modify(|state| state.answered(number, head.status().as_u16()));
    let body = stream::unfold((open, pieces), async |(mut open, mut pieces)| {
        Some((open.next(&mut pieces).await?, (open, pieces)))
    });
    Ok(head.map(|()| Body::from_stream(body)))
}

/// An answer that is there as a whole.
fn whole(answer: Answer) -> (Response<()>, Pieces) {
    let mut head = Response::new(());
    (*head.status_mut(), *head.headers_mut()) = (answer.status, answer.headers);
    // Of a status without a body it must not tell a length (RFC 9110, 8.6).
    if answer.status != 304 {
        head.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(answer.body.len()));
    }
    (head, if answer.body.is_empty() { stream::empty().boxed() } else { stream::iter([Ok(answer.body)]).boxed() })
}

/// Asks the server, as the browser did.
async fn ask(server: &str, mut parts: request::Parts, body: Incoming, class: Class) -> io::Result<Response<Incoming>> {
    parts.headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    if class != Class::Other {
        // What is spoiled must be readable.
        parts.headers.remove(header::ACCEPT_ENCODING);
    }
    let stream = TcpStream::connect(server.trim_start_matches("http://")).await?;
    let (mut sender, driver) = client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    tokio::spawn(driver);
    sender.send_request(Request::from_parts(parts, body)).await.map_err(io::Error::other)
}

/// What the server gave: heads and deltas are kept; streams, and what passes, flow as they come.
async fn given(
    answer: Response<Incoming>,
    class: Class,
    fault: &Fault,
    open: &Open,
) -> io::Result<(Response<()>, Pieces)> {
    let (mut parts, body) = answer.into_parts();
    for name in [header::CONNECTION, header::TRANSFER_ENCODING] {
        parts.headers.remove(name);
    }
    if class == Class::Stream || (class == Class::Other && matches!(fault, Fault::Pass)) {
        let pieces = body.into_data_stream().map(|piece| piece.map_err(io::Error::other));
        return Ok((Response::from_parts(parts, ()), pieces.boxed()));
    }
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let answer = Answer { status: parts.status, headers: parts.headers, body };
    open.shared.send_modify(|state| state.keep(class, answer.clone()));
    Ok(whole(answer))
}

/// Does to an answer what the fault says.
async fn spoiled(
    mut head: Response<()>,
    pieces: Pieces,
    class: Class,
    fault: Fault,
    open: &mut Open,
) -> io::Result<(Response<()>, Pieces)> {
    let pieces = match fault {
        Fault::Hold(pace) => {
            let mut step = pin!(pace.step());
            tokio::select! {
                error = open.cut() => return Err(error),
                () = &mut step => pieces,
            }
        }
        Fault::Silent => stream::pending().boxed(),
        Fault::Drip(pace) => pieces
            .flat_map(move |piece| {
                bytes_of(piece).then({
                    let pace = pace.clone();
                    move |byte| {
                        let pace = pace.clone();
                        async move {
                            pace.step().await;
                            byte
                        }
                    }
                })
            })
            .boxed(),
        Fault::Reset => {
            let line = open.line.clone();
            // What is there must leave before the end comes.
            let end = stream::once(async move {
                tokio::task::yield_now().await;
                Err(line.reset())
            });
            events::half(pieces, class).chain(end).boxed()
        }
        Fault::Truncate => {
            if let Some(length) = length(head.headers()) {
                head.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length / 2));
            }
            events::half(pieces, class)
        }
        Fault::Clock(seconds) => {
            shift(head.headers_mut(), seconds);
            pieces
        }
        Fault::Twice => events::twice(pieces),
        Fault::Swapped => events::swapped(pieces),
        _ => pieces,
    };
    Ok((head, pieces))
}

fn bytes_of(piece: io::Result<Bytes>) -> Pieces {
    match piece {
        Ok(piece) => stream::iter((0..piece.len()).map(move |at| Ok(piece.slice(at..=at)))).boxed(),
        Err(error) => stream::iter([Err(error)]).boxed(),
    }
}

fn length(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Puts the server's clock forward or back.
fn shift(headers: &mut HeaderMap, seconds: i64) {
    let date = headers.get(header::DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    let by = Duration::from_secs(seconds.unsigned_abs());
    let shifted =
        date.and_then(|date: SystemTime| if seconds < 0 { date.checked_sub(by) } else { date.checked_add(by) });
    if let Some(Ok(value)) = shifted.map(|date| HeaderValue::from_str(&httpdate::fmt_http_date(date))) {
        headers.insert(header::DATE, value);
    }
}
