//! Pages for readers: the list of blogs, a blog, an entry of it, the browser app.

use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use live_updates::{
    feed::{EntryId, Feed, Order},
    locale::Locale,
};
use serde::Deserialize;

use crate::{
    AppState,
    error::{ApiError, PageError},
    headers, pages,
    widget::Widget,
};

/// What a page can be asked for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct PageQuery {
    order: Option<String>,
}

impl PageQuery {
    fn order(&self) -> Order {
        self.order.as_deref().and_then(Order::parse).unwrap_or_default()
    }
}

/// `GET /`: the blogs.
pub(crate) async fn list(State(state): State<AppState>) -> Response {
    let feeds: Vec<_> = state.feeds().ids().iter().filter_map(|id| state.feeds().get(id)).collect();
    (headers::PAGE, pages::list(&feeds)).into_response()
}

/// `GET /{feed}`: a news page with the blog in it.
pub(crate) async fn page(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(query): Query<PageQuery>,
    request: HeaderMap,
) -> Result<Response, PageError> {
    let feed = state.feeds().get(&id).ok_or(ApiError::NoSuchFeed)?;
    Ok(print(&state, &request, &feed, query.order(), None))
}

/// `GET /{feed}/entries/{entry}`: the same page, about one entry.
pub(crate) async fn entry_page(
    State(state): State<AppState>,
    Path((id, entry)): Path<(String, String)>,
    Query(query): Query<PageQuery>,
    request: HeaderMap,
) -> Result<Response, PageError> {
    let feed = state.feeds().get(&id).ok_or(ApiError::NoSuchFeed)?;
    let entry = EntryId::new(&entry).map_err(|_| ApiError::NoSuchEntry)?;
    let found = feed.timeline.get(&entry).ok_or(ApiError::NoSuchEntry)?;
    if found.content.is_none() {
        return Err(ApiError::EntryGone.into());
    }
    Ok(print(&state, &request, &feed, query.order(), Some(&entry)))
}

fn print(state: &AppState, request: &HeaderMap, feed: &Feed, order: Order, opened: Option<&EntryId>) -> Response {
    let locale = Locale::for_tag(feed.head.language.as_deref().unwrap_or("en"));
    let path = format!("/{}", feed.head.id);
    let address = format!("{path}/feed.json");
    let widget = Widget {
        feed,
        address: &address,
        locale: &locale,
        assets: &state.assets().manifest,
        assets_at: "/",
        order,
        opened,
        page: &path,
    };
    let canonical = format!("{}{path}", state.origin(request));
    (headers::PAGE, pages::news(&widget, &canonical)).into_response()
}

/// `GET /app`: the browser app.
pub(crate) async fn app(State(state): State<AppState>) -> Result<Response, PageError> {
    let page = std::fs::read_to_string(state.assets().folder.join("index.html")).map_err(|_| ApiError::NotFound)?;
    let mut answer = (headers::PAGE, page).into_response();
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, headers::APP_POLICY);
    Ok(answer)
}

/// `GET /site.css`: what our own pages look like around the widget.
pub(crate) async fn site_css() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")];
    (headers, include_str!("../../pages/site.css")).into_response()
}
