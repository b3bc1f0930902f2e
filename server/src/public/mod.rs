//! What readers, widgets and other people's servers ask for.

mod feed;
mod page;

pub(crate) use feed::{fragment, head};
pub(crate) use page::{app, entry_page, list, page, site_css};

use axum::http::{HeaderMap, header};

use crate::error::{ApiError, PageError};
use axum::response::{IntoResponse, Response};

/// Whether the server answers.
pub(crate) async fn health() -> &'static str {
    "ok"
}

/// Nothing is here: said as a page to those who asked for one.
pub(crate) async fn nothing(headers: HeaderMap) -> Response {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("text/html") {
        PageError(ApiError::NotFound).into_response()
    } else {
        ApiError::NotFound.into_response()
    }
}
