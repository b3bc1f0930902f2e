//! What readers, widgets and other people's servers ask for.

mod asked;
mod feed;
mod page;
mod tell;

pub(crate) use feed::{fragment, head};
pub(crate) use page::{app, entry_page, list, page, site_css, site_icon, without_slash};
pub(crate) use tell::tell;

use axum::http::{HeaderName, HeaderValue, header};

use crate::error::ApiError;

/// Whether the server answers.
pub(crate) async fn health() -> ([(HeaderName, HeaderValue); 1], &'static str) {
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], "ok")
}

/// Nothing is here.
pub(crate) async fn nothing() -> ApiError {
    ApiError::NotFound
}
