//! What goes wrong, as JSON: problem details (RFC 9457), the one shape of every error that this server tells, to readers' programs
//! and to newsrooms' systems alike.

use axum::http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

/// The media type of a problem.
pub(crate) const KIND: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A problem: `code` is for programs and stays, `detail` is for people and may be put better.
pub(crate) fn document(status: StatusCode, code: &str, detail: &str) -> Value {
    json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Refused"),
        "status": status.as_u16(),
        "code": code,
        "detail": detail,
    })
}
