//! What can go wrong: with a command, which says it in one line, and with a request, which is answered in one shape.

use std::path::PathBuf;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CommandError {
    /// A file or folder could not be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A feed could not be read.
    #[error("{}: {source}", path.display())]
    Feed {
        /// Which one.
        path: PathBuf,
        /// Where and why.
        source: live_updates::source::ReadError,
    },
    /// There are no assets.
    #[error("{}: there are no assets ({reason}); `cargo xtask build` makes them", path.display())]
    Assets {
        /// Where they should be.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// An option is of no use.
    #[error("{0}")]
    Option(String),
    /// The address could not be listened on.
    #[error("{address}: {source}")]
    Listen {
        /// Which one.
        address: String,
        /// Why.
        source: std::io::Error,
    },
    /// The database is of no use.
    #[error("{0}")]
    Store(Box<crate::store::StoreError>),
    /// The server does not answer.
    #[error("{url}: {reason}")]
    Server {
        /// Which one.
        url: String,
        /// Why.
        reason: String,
    },
    /// What was asked for was refused.
    #[error("{0}")]
    Refused(String),
}

impl From<crate::store::StoreError> for CommandError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Store(Box::new(error))
    }
}

/// Why a request could not be answered. `crate::public::tell` makes the answer of it: a problem, or a small page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApiError {
    /// There is no such feed.
    #[error("there is no feed of this name")]
    NoSuchFeed,
    /// There is a file of this name, but it could not be read since the server started.
    #[error("the feed cannot be read at the moment")]
    FeedBroken,
    /// There is no such entry in the feed.
    #[error("there is no entry of this id")]
    NoSuchEntry,
    /// The entry was deleted.
    #[error("the entry was deleted")]
    EntryGone,
    /// What changed since a revision is not known: it is above ours, or too long ago.
    #[error("what changed since this revision is not known here; take the feed again")]
    RevisionGone,
    /// There are as many streams as there may be.
    #[error("there are too many streams at the moment; poll instead, or try again later")]
    Full,
    /// The server is about to end.
    #[error("the server is ending; ask again in a moment")]
    Ending,
    /// There is nothing at this address.
    #[error("there is nothing at this address")]
    NotFound,
    /// The request does not say rightly which server it is for, so no address of ours can be printed.
    #[error("the request names no host that can be")]
    BadHost,
    /// The fault is ours; the log says more.
    #[error("something went wrong here")]
    Internal,
    /// What the server's framework refused by itself: another method, a range outside of the file.
    #[error("{}", .0.canonical_reason().unwrap_or("the request was refused").to_lowercase())]
    Refused(StatusCode),
}

impl ApiError {
    /// The status of the answer.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::NoSuchFeed | Self::NoSuchEntry | Self::NotFound => StatusCode::NOT_FOUND,
            Self::EntryGone | Self::RevisionGone => StatusCode::GONE,
            Self::FeedBroken | Self::Full | Self::Ending => StatusCode::SERVICE_UNAVAILABLE,
            Self::BadHost => StatusCode::BAD_REQUEST,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Refused(status) => status,
        }
    }

    /// The word that programs know the error by; it stays when the message is put better.
    #[must_use]
    pub fn code(self) -> String {
        let code = match self {
            Self::NoSuchFeed => "no-such-feed",
            Self::FeedBroken => "feed-broken",
            Self::NoSuchEntry => "no-such-entry",
            Self::EntryGone => "entry-gone",
            Self::RevisionGone => "revision-gone",
            Self::Full => "full",
            Self::Ending => "ending",
            Self::NotFound => "not-found",
            Self::BadHost => "bad-host",
            Self::Internal => "internal",
            Self::Refused(_) => return self.to_string().replace(' ', "-"),
        };
        code.to_owned()
    }
}

impl From<StatusCode> for ApiError {
    fn from(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::INTERNAL_SERVER_ERROR => Self::Internal,
            status => Self::Refused(status),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut answer = self.status().into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// A text for one line of a terminal or a log: what feeds and file names bring of line ends and control characters is shown, not
/// obeyed.
#[must_use]
pub fn one_line(text: &str) -> String {
    let clean = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(clean).collect()
}
