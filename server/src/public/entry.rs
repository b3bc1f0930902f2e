//! One entry by itself, for whoever follows a link to one that is not loaded.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use live_updates::{feed::EntryId, source::native};

use crate::{error::ApiError, feeds::Published, headers};

/// `GET /{feed}/entries/{entry}.json`: a document with this entry alone, the tombstone of one that was deleted.
pub(super) fn entry(published: &Published, id: &EntryId) -> Result<Response, ApiError> {
    let feed = published.feed();
    let found = feed.timeline.get(id).ok_or(ApiError::NoSuchEntry)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, headers::LIVE),
        // The page of the same entry is not for others; this is.
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    ];
    Ok((headers, native::write_entry(&feed.head, found)).into_response())
}
