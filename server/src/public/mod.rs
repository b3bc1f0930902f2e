//! What readers, widgets and other people's servers ask for.

mod asked;
mod entry;
mod feed;
mod live;
mod metrics;
mod page;
mod stream;
mod tell;
mod updates;

pub(crate) use feed::{fragment, head};
pub(crate) use live::Live;
pub use live::StreamOptions;
pub(crate) use metrics::{Metrics, count, metrics};
pub(crate) use page::{app, entry_page, list, page, site_css, site_icon, without_slash};
pub(crate) use stream::stream;
pub(crate) use tell::tell;
pub(crate) use updates::updates;

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
