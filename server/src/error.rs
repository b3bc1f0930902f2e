//! What can go wrong, and how it is told: one JSON shape for every error, a small page for whoever asks for one.

use std::path::PathBuf;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

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
}

/// Why a request could not be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApiError {
    /// There is no such feed.
    #[error("there is no feed of this name")]
    NoSuchFeed,
    /// There is no such entry in the feed.
    #[error("there is no entry of this id")]
    NoSuchEntry,
    /// The entry was deleted.
    #[error("the entry was deleted")]
    EntryGone,
    /// There is nothing at this address.
    #[error("there is nothing at this address")]
    NotFound,
}

impl ApiError {
    fn parts(self) -> (StatusCode, &'static str) {
        match self {
            Self::NoSuchFeed => (StatusCode::NOT_FOUND, "no-such-feed"),
            Self::NoSuchEntry => (StatusCode::NOT_FOUND, "no-such-entry"),
            Self::EntryGone => (StatusCode::GONE, "entry-gone"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found"),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code) = self.parts();
        let body = json!({"error": {"status": status.as_u16(), "code": code, "message": self.to_string()}});
        (status, Json(body)).into_response()
    }
}

/// An error as a page, for those who asked for one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageError(pub(crate) ApiError);

impl From<ApiError> for PageError {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, _) = self.0.parts();
        (status, crate::pages::error(status.as_u16(), &self.0.to_string())).into_response()
    }
}
