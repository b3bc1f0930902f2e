//! The feed itself, and the fragment that other pages include.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use live_updates::{feed::Url, locale::Locale};

use super::asked::Asked;
use crate::{AppState, error::ApiError, headers, widget::Widget};

/// `GET /{feed}/feed.json`: the head and its entries.
pub(crate) async fn head(
    State(state): State<AppState>,
    Path(id): Path<String>,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let feed = state.feeds().get(&id).await?;
    let mut answer = if knows(&request, feed.tag()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], feed.document()).into_response()
    };
    let out = answer.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(feed.tag()) {
        out.insert(header::ETAG, tag);
    }
    out.insert(header::CACHE_CONTROL, headers::LIVE);
    Ok(answer)
}

/// Whether `If-None-Match`, in any number of lines, names a validator; weakly, as for a cache (RFC 9110, 13.1.2).
pub(super) fn knows(request: &HeaderMap, tag: &str) -> bool {
    let lines = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let mut known = lines.flat_map(|line| line.split(',')).map(|known| known.trim().trim_start_matches("W/"));
    known.any(|known| known == tag || known == "*")
}

/// `GET /{feed}/fragment`: stylesheet, element and script with whole addresses, to include in another page.
///
/// `order`, `language` (of labels and dates) and `page`, the address of the page that includes it, can be asked for.
pub(crate) async fn fragment(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: Asked,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let (published, origin) = (state.feeds().get(&id).await?, state.origin(&request)?);
    let html = state
        .work(move |state| {
            // As another page sees it: what began with `/` begins with our origin there.
            let feed = published.elsewhere(&origin).ok_or(ApiError::Internal)?;
            let language = asked.get("language").or(feed.head.language.as_deref()).unwrap_or("en");
            let locale = Locale::for_tag(language);
            let own = format!("{origin}/{id}");
            let page = asked.get("page").or(feed.head.url.as_ref().map(Url::as_str)).unwrap_or(&own);
            let widget = Widget {
                feed: &feed,
                address: &format!("{own}/feed.json"),
                locale: &locale,
                assets: &state.assets().manifest,
                assets_at: &format!("{origin}/"),
                order: asked.order(),
                opened: None,
                page,
            };
            Ok(widget.fragment())
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, headers::LIVE),
    ];
    Ok((headers, html).into_response())
}
