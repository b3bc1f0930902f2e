//! What a proxy was told, and what it saw.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, Uri, request};
use tokio::sync::watch;

use super::{
    Answer,
    fault::{Class, Fault, Flow},
};

/// The state of a proxy; whoever waits for something learns of each change.
pub(super) type Shared = Arc<watch::Sender<State>>;

/// A request that came.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its class.
    pub class: Class,
    /// Its path and query.
    pub address: Uri,
    /// Its headers.
    pub headers: HeaderMap,
    /// When it came, since the proxy began: for rates that the browser's real clock made, not for waiting.
    pub at: Duration,
    /// The status that it was answered with; none yet, or none at all where the connection broke first.
    pub answered: Option<u16>,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) server: String,
    pub(super) next: BTreeMap<Class, VecDeque<Fault>>,
    pub(super) always: BTreeMap<Class, Fault>,
    began: Instant,
    requests: Vec<Request>,
    answers: Vec<(Class, Answer)>,
    open: BTreeMap<usize, (Class, watch::Sender<Flow>)>,
}

/// Now, for the times of requests.
#[expect(clippy::disallowed_methods, reason = "requests are timed where they come in")]
fn now() -> Instant {
    Instant::now()
}

impl State {
    pub(super) fn new(server: &str) -> Self {
        Self {
            server: server.to_owned(),
            next: BTreeMap::new(),
            always: BTreeMap::new(),
            began: now(),
            requests: Vec::new(),
            answers: Vec::new(),
            open: BTreeMap::new(),
        }
    }

    /// Notes a request; gives its number and its fault.
    pub(super) fn note(&mut self, parts: &request::Parts) -> (usize, Fault) {
        let (class, at) = (Class::of(&parts.uri), now().duration_since(self.began));
        let (address, headers) = (parts.uri.clone(), parts.headers.clone());
        self.requests.push(Request { class, address, headers, at, answered: None });
        let once = self.next.get_mut(&class).and_then(VecDeque::pop_front);
        let fault = once.or_else(|| self.always.get(&class).cloned()).unwrap_or(Fault::Pass);
        (self.requests.len() - 1, fault)
    }

    /// Notes with what status a request was answered.
    pub(super) fn answered(&mut self, number: usize, status: u16) {
        if let Some(request) = self.requests.get_mut(number) {
            request.answered = Some(status);
        }
    }

    /// Keeps what the server gave.
    pub(super) fn keep(&mut self, class: Class, answer: Answer) {
        self.answers.push((class, answer));
    }

    /// Notes that the answer to a request is open.
    pub(super) fn begin(&mut self, number: usize, class: Class) -> watch::Receiver<Flow> {
        let (flow, told) = watch::channel(Flow::Open);
        self.open.insert(number, (class, flow));
        told
    }

    pub(super) fn end(&mut self, number: usize) {
        self.open.remove(&number);
    }

    /// Tells the open answers of a class how to go on.
    pub(super) fn tell(&mut self, class: Class, flow: Flow) {
        for (_, open) in self.open.values().filter(|open| open.0 == class) {
            open.send_replace(flow);
        }
    }

    pub(super) fn asked(&self, class: Class) -> impl Iterator<Item = &Request> {
        self.requests.iter().filter(move |request| request.class == class)
    }

    pub(super) fn answers(&self, class: Class) -> impl DoubleEndedIterator<Item = &Answer> {
        self.answers.iter().filter(move |answer| answer.0 == class).map(|(_, answer)| answer)
    }

    pub(super) fn open(&self, class: Class) -> usize {
        self.open.values().filter(|open| open.0 == class).count()
    }

    /// What was asked, for the message of a test that waited in vain.
    pub(super) fn summary(&self) -> String {
        let one = |request: &Request| format!("{} {:?}", request.address, request.answered);
        let feed = self.requests.iter().filter(|request| request.class != Class::Other);
        format!("{} ({} open)", feed.map(one).collect::<Vec<_>>().join(", "), self.open.len())
    }
}
