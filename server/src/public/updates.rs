//! What changed since a revision. Every reader at the same point asks for the same address, so that a cache can answer them all.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use live_updates::source::native;

use super::feed::knows;
use crate::{AppState, error::ApiError, feeds};

/// `GET /{feed}/updates/{revision}`: the delta.
pub(crate) async fn updates(
    State(state): State<AppState>,
    Path((id, revision)): Path<(String, String)>,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let revision = revision_of(&revision).ok_or(ApiError::NotFound)?;
    let delta = state.feeds().changes(&id, revision).await?;
    let body = native::write_delta(&delta);
    let tag = feeds::tag(body.as_bytes());
    let mut answer = if knows(&request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response()
    };
    for (name, value) in [(header::ETAG, tag), (header::CACHE_CONTROL, kept(delta.poll_seconds.unwrap_or(1)))] {
        answer.headers_mut().extend(HeaderValue::try_from(value).ok().map(|value| (name, value)));
    }
    Ok(answer)
}

/// Shared caches answer for one poll period: what a reader gets is then never older than that, whatever the feed does, and the
/// origin is asked once in a period and once for each change. A longer life, even for answers about a revision long past, would
/// let readers who fall behind stay behind. One second of grace spares whoever comes first after it the wait.
fn kept(poll_seconds: u32) -> String {
    format!("public, max-age=0, s-maxage={}, stale-while-revalidate=1", poll_seconds.clamp(1, 60))
}

/// A revision as we print it. Any other spelling of it would be another address for caches.
fn revision_of(text: &str) -> Option<u64> {
    text.parse().ok().filter(|revision: &u64| revision.to_string() == text)
}
