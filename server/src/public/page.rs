//! Pages for readers: the list of blogs, a blog, an entry of it, the browser app.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use live_updates::{
    feed::{EntryId, Order},
    locale::Locale,
};

use super::asked::Asked;
use crate::{
    AppState,
    error::ApiError,
    feeds::Published,
    headers,
    pages::{self, News},
    widget::Widget,
};

/// How many other blogs a page names.
const OTHERS: usize = 5;

/// `GET /`: the blogs.
pub(crate) async fn list(State(state): State<AppState>) -> Result<Response, ApiError> {
    let page = pages::list(&state.feeds().all().await);
    Ok((headers::PAGE, page).into_response())
}

/// `GET /{feed}`: a news page with the blog in it.
pub(crate) async fn page(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: Asked,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let published = state.feeds().get(&id).await?;
    print(state, request, published, asked.order(), None).await
}

/// `GET /{feed}/entries/{entry}`: the same page, about one entry. With `.json` behind it, the entry by itself.
pub(crate) async fn entry_page(
    State(state): State<AppState>,
    Path((id, entry)): Path<(String, String)>,
    asked: Asked,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let published = state.feeds().get(&id).await?;
    // An id has no dots.
    let (entry, alone) = entry.strip_suffix(".json").map_or((&*entry, false), |entry| (entry, true));
    let entry = EntryId::new(entry).map_err(|_| ApiError::NoSuchEntry)?;
    if alone {
        return super::entry::entry(&published, &entry);
    }
    let found = published.feed().timeline.get(&entry).ok_or(ApiError::NoSuchEntry)?;
    if found.content.is_none() {
        return Err(ApiError::EntryGone);
    }
    print(state, request, published, asked.order(), Some(entry)).await
}

async fn print(
    state: AppState,
    request: HeaderMap,
    published: Arc<Published>,
    order: Order,
    opened: Option<EntryId>,
) -> Result<Response, ApiError> {
    let origin = state.origin(&request)?;
    let all = state.feeds().all().await;
    state.work(move |state| print_page(state, &origin, &published, &all, order, opened.as_ref())).await
}

fn print_page(
    state: &AppState,
    origin: &str,
    published: &Published,
    all: &[Arc<Published>],
    order: Order,
    opened: Option<&EntryId>,
) -> Result<Response, ApiError> {
    let feed = published.feed();
    let whole = published.elsewhere(origin).ok_or(ApiError::Internal)?;
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
    let others = all.iter().map(|other| other.feed()).filter(|other| other.head.id != feed.head.id);
    let others: Vec<_> = others.take(OTHERS).collect();
    let news = News { widget: &widget, whole: &whole, address: &format!("{origin}{path}"), others: &others };
    Ok((headers::PAGE, news.print()).into_response())
}

/// `GET /{feed}/`: the page has one address, without the last slash.
pub(crate) async fn without_slash(Path(id): Path<String>) -> Result<Response, ApiError> {
    if !crate::feeds::is_id(&id) {
        return Err(ApiError::NoSuchFeed);
    }
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("/{id}"))]).into_response())
}

/// `GET /app`: the browser app.
pub(crate) async fn app(State(state): State<AppState>) -> Result<Response, ApiError> {
    let file = state.assets().folder.join(&state.assets().manifest.app);
    let page = tokio::fs::read_to_string(file).await.map_err(|_| ApiError::NotFound)?;
    let mut answer = (headers::PAGE, page).into_response();
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, headers::APP_POLICY);
    Ok(answer)
}

/// `GET /site.css`: what our own pages look like around the widget.
pub(crate) async fn site_css() -> ([(HeaderName, HeaderValue); 2], &'static str) {
    (kept("text/css; charset=utf-8"), include_str!("../../pages/site.css"))
}

/// `GET /site.svg`, and `/favicon.ico` for browsers that look there unasked.
pub(crate) async fn site_icon() -> ([(HeaderName, HeaderValue); 2], &'static str) {
    (kept("image/svg+xml"), include_str!("../../pages/site.svg"))
}

fn kept(kind: &'static str) -> [(HeaderName, HeaderValue); 2] {
    [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, headers::SHORT)]
}
