//! The feed itself, and the fragment that other pages include.

use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use live_updates::{feed::Order, locale::Locale, source::native};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{AppState, error::ApiError, feeds, headers, widget::Widget};

/// `GET /{feed}/feed.json`: the head and its entries.
pub(crate) async fn head(
    State(state): State<AppState>,
    Path(feed): Path<String>,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let feed = state.feeds().get(&feed).ok_or(ApiError::NoSuchFeed)?;
    let body = native::write(&feed);
    let tag = etag(body.as_bytes());
    let known = request.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let fresh = known.is_some_and(|tags| {
        tags.split(',').map(|tag| tag.trim().trim_start_matches("W/")).any(|known| known == tag || known == "*")
    });
    let mut answer = if fresh { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let out = answer.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    out.insert(headers::LIVE.0, headers::LIVE.1);
    out.insert(headers::OPEN.0, headers::OPEN.1);
    Ok(answer)
}

/// A strong validator: the first half of the content's SHA-256.
fn etag(body: &[u8]) -> String {
    let hash = Sha256::digest(body);
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{hex}\"")
}

/// What a fragment can be asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct FragmentQuery {
    order: Option<String>,
    language: Option<String>,
    page: Option<String>,
}

/// `GET /{feed}/fragment`: stylesheet, element and script with whole addresses, to include in another page.
pub(crate) async fn fragment(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query<FragmentQuery>,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let feed = state.feeds().get(&id).ok_or(ApiError::NoSuchFeed)?;
    let origin = state.origin(&request);
    let address = format!("{origin}/{id}/feed.json");
    // Read again as another page sees it: what began with `/` begins with our origin there.
    let feed = feeds::parse(native::write(&feed).as_bytes(), &address).map_err(|_| ApiError::NoSuchFeed)?.feed;
    let language = query.language.as_deref().or(feed.head.language.as_deref()).unwrap_or("en");
    let locale = Locale::for_tag(language);
    let own = format!("{origin}/{id}");
    let page = query.page.as_deref().or(feed.head.url.as_ref().map(live_updates::feed::Url::as_str)).unwrap_or(&own);
    let assets_at = format!("{origin}/");
    let widget = Widget {
        feed: &feed,
        address: &address,
        locale: &locale,
        assets: &state.assets().manifest,
        assets_at: &assets_at,
        order: query.order.as_deref().and_then(Order::parse).unwrap_or_default(),
        opened: None,
        page,
    };
    let mut answer = widget.fragment().into_response();
    let out = answer.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    out.insert(headers::LIVE.0, headers::LIVE.1);
    out.insert(headers::OPEN.0, headers::OPEN.1);
    out.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(answer)
}
