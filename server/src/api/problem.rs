//! What is wrong with a request to write, as problem details (RFC 9457): beside what every problem says, `errors` with a JSON
//! pointer for forms, `version` where another one is needed.

use std::any::Any;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{problem, store::StoreError};

/// What is wrong.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: String,
    detail: String,
    /// In a box, since every result that may be a problem has room for a whole one.
    more: Option<Box<(&'static str, Value)>>,
}

impl Problem {
    /// A problem that is known by its status.
    pub(super) fn status(status: StatusCode, detail: &str) -> Self {
        let code = status.canonical_reason().unwrap_or("refused").to_lowercase().replace(' ', "-");
        Self { status, code, detail: detail.to_owned(), more: None }
    }

    /// Nobody that we know asks.
    pub(super) fn unknown(detail: &str) -> Self {
        Self::status(StatusCode::UNAUTHORIZED, detail)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let (status, code) = match &error {
            StoreError::NoSuchFeed => (StatusCode::NOT_FOUND, "no-such-feed"),
            StoreError::NoSuchEntry => (StatusCode::NOT_FOUND, "no-such-entry"),
            StoreError::NoSuchToken => (StatusCode::NOT_FOUND, "no-such-token"),
            StoreError::EntryGone => (StatusCode::GONE, "entry-gone"),
            StoreError::Taken(_) => (StatusCode::CONFLICT, "taken"),
            StoreError::Newer { .. } => (StatusCode::PRECONDITION_FAILED, "newer-version"),
            StoreError::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            StoreError::Forbidden(_) => (StatusCode::FORBIDDEN, "forbidden"),
            StoreError::KeyUsed => (StatusCode::UNPROCESSABLE_ENTITY, "key-used"),
            StoreError::Database(_) => {
                tracing::error!("{error}");
                let detail = "the database does not answer; nothing was written that was not acknowledged";
                return Self { code: "database".into(), ..Self::status(StatusCode::SERVICE_UNAVAILABLE, detail) };
            }
            StoreError::Open { .. } | StoreError::Unreadable { .. } => {
                tracing::error!("{error}");
                return Self::status(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong here");
            }
        };
        let more = match &error {
            StoreError::Invalid(fault) => Some(("errors", json!([{"pointer": fault.pointer, "detail": fault.detail}]))),
            StoreError::Newer { version } => Some(("version", json!(version))),
            _ => None,
        };
        Self { status, code: code.to_owned(), detail: error.to_string(), more: more.map(Box::new) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = problem::document(self.status, &self.code, &self.detail);
        if let (Some(body), Some(more)) = (body.as_object_mut(), self.more) {
            body.insert(more.0.to_owned(), more.1);
        }
        let mut answer = (self.status, body.to_string()).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, problem::KIND);
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        answer
    }
}

/// The address is right, the method is not. Which ones are stands in `Allow`.
pub(super) async fn method() -> Problem {
    Problem::status(StatusCode::METHOD_NOT_ALLOWED, "this cannot be done at this address; `Allow` says what can")
}

/// A fault of ours.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> axum::http::Response<Body> {
    tracing::error!("a request failed");
    Problem::status(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong here").into_response()
}
