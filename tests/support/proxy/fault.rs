//! What can go wrong with an answer, and how a test sets the pace of one.

use std::{fmt, sync::Arc};

use axum::http::Uri;
use tokio::sync::Semaphore;

use super::Answer;

/// What a request is for, seen from its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// `…/feed.json`.
    Head,
    /// `…/updates/N`, or the `changes.json` of a static export.
    Updates,
    /// `…/stream`.
    Stream,
    /// Pages, assets, pictures.
    Other,
}

impl Class {
    /// The class of an address.
    #[must_use]
    pub fn of(address: &Uri) -> Self {
        let parts: Vec<_> = address.path().trim_start_matches('/').split('/').collect();
        match parts.as_slice() {
            [.., "feed.json"] => Self::Head,
            [_, .., "updates", _] | [.., "changes.json"] => Self::Updates,
            [_, .., "stream"] => Self::Stream,
            _ => Self::Other,
        }
    }
}

/// What becomes of an answer.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing: it passes.
    Pass,
    /// The connection is reset as soon as the request is read. (For connections that are refused, see `Proxy::down`.)
    Refuse,
    /// The connection is reset in the middle of the body, of a stream in the middle of its first event.
    Reset,
    /// Half of the body, of a stream half of the first event, and an orderly end: valid HTTP, broken JSON.
    Truncate,
    /// A page with status 200, as from a hotel's network.
    Html,
    /// A status and nothing else. The server is not asked.
    Status(u16),
    /// A status with `Retry-After` (RFC 9110, 10.2.3), in seconds or as a date. The server is not asked.
    RetryAfter(u16, String),
    /// One byte for each permit.
    Drip(Pace),
    /// What the server answered so many answers of this class ago, whatever is asked now; 1 is the last one. The server is not asked.
    Earlier(usize),
    /// An answer of the test's own, or one of `Proxy::answers`. The server is not asked.
    Answer(Answer),
    /// The server is asked at once; its answer, old by then, is given when the pace permits it. Two that are held and then let go in the
    /// other order are reordered.
    Hold(Pace),
    /// No answer at all, and the connection stays open.
    Hang,
    /// The answer begins, its body never comes, and the connection stays open.
    Silent,
    /// The server's clock, in the `Date` of the answer, differs by so many seconds.
    Clock(i64),
    /// Each delta of a stream comes twice.
    Twice,
    /// Deltas of a stream come in pairs, the later one first.
    Swapped,
}

/// How far an answer may go: a test hands out permits instead of waiting for time to pass. Clones share them.
#[derive(Clone)]
pub struct Pace(Arc<Semaphore>);

impl Default for Pace {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }
}

impl fmt::Debug for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pace({})", self.0.available_permits())
    }
}

impl Pace {
    /// Permits `n` more steps: bytes that drip, or answers that are held.
    pub fn allow(&self, n: usize) {
        self.0.add_permits(n);
    }

    /// Permits everything from now on.
    pub fn release(&self) {
        self.0.close();
    }

    /// Waits for a permit and uses it up.
    pub(super) async fn step(&self) {
        if let Ok(permit) = self.0.acquire().await {
            permit.forget();
        }
    }
}

/// Whether an open answer is forwarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Open,
    Silent,
    Cut,
}

#[cfg(test)]
mod tests {
    use super::Class;

    #[test]
    fn a_request_is_known_by_its_path() {
        let class = |path: &'static str| Class::of(&axum::http::Uri::from_static(path));
        assert_eq!(class("/quarry/feed.json?x=1"), Class::Head);
        assert_eq!(class("/quarry/updates/12"), Class::Updates);
        assert_eq!(class("/quarry/changes.json"), Class::Updates);
        assert_eq!(class("/quarry/stream?after=3"), Class::Stream);
        // Feeds that are called so.
        assert_eq!(class("/stream"), Class::Other);
        assert_eq!(class("/updates/entries/e1"), Class::Other);
        assert_eq!(class("/assets/live-updates-1.wasm"), Class::Other);
    }
}
