//! The table of contents: every route, grouped by who calls it.

use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
    trace::TraceLayer,
};

use crate::{
    AppState,
    api::{self, Api},
    headers, public,
};

/// Everything that a server answers: what [`app`] does, and under `/api` the authoring API where there is a database to write to.
pub fn whole(state: AppState, api: Option<Api>) -> Router {
    let readers = app(state.clone());
    match api {
        // It tells its own errors, but what is asked of it is counted with the rest.
        Some(api) => readers.nest("/api", api::router(api).layer(from_fn_with_state(state, public::count))),
        None => readers,
    }
}

/// What readers and operators ask for.
pub fn app(state: AppState) -> Router {
    Router::new()
        // Readers
        .route("/", get(public::list))
        .route("/{feed}", get(public::page))
        .route("/{feed}/", get(public::without_slash))
        .route("/{feed}/entries/{entry}", get(public::entry_page))
        .route("/app", get(public::app))
        .route("/site.css", get(public::site_css))
        .route("/site.svg", get(public::site_icon))
        .route("/favicon.ico", get(public::site_icon))
        // The widget, other people's pages and servers
        .merge(open(&state))
        // Operators
        .route("/health", get(public::health))
        .route("/metrics", get(public::metrics))
        .fallback(public::nothing)
        .layer(CatchPanicLayer::new())
        .layer(from_fn(public::tell))
        .layer(from_fn_with_state(state.clone(), public::count))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}

/// What any page may use, wherever it comes from: the feed, the fragment, what the widget is made of, and media.
fn open(state: &AppState) -> Router<AppState> {
    let dist = &state.assets().folder;
    let at_root = |name: &str| ServeFile::new(dist.join(name)).precompressed_br().precompressed_gzip();
    let files = |folder| ServeDir::new(folder).append_index_html_on_directories(false);
    // Compressed and plain are kept apart by caches.
    let varies = || set(header::VARY, HeaderValue::from_static("accept-encoding"));
    let assets = Router::new()
        .nest_service("/assets", files(dist.join("assets")).precompressed_br().precompressed_gzip())
        .layer(set(header::CACHE_CONTROL, headers::IMMUTABLE))
        .layer(varies());
    let named = Router::new()
        .route_service("/live-updates.js", at_root(&state.assets().manifest.loader))
        .route_service("/app.css", at_root("app.css"))
        .layer(set(header::CACHE_CONTROL, headers::SHORT))
        .layer(varies());
    // Without a folder there is no media, and nothing is at the address.
    let media = state
        .feeds()
        .folder()
        .map_or_else(Router::new, |folder| Router::new().nest_service("/media", files(folder.join("media"))));
    let media = media
        .layer(set(header::CACHE_CONTROL, headers::SHORT))
        .layer(set(header::CONTENT_SECURITY_POLICY, headers::MEDIA_POLICY));
    Router::new()
        .route("/{feed}/feed.json", get(public::head))
        .route("/{feed}/updates/{revision}", get(public::updates))
        .route("/{feed}/stream", get(public::stream))
        .route("/{feed}/fragment", get(public::fragment))
        .merge(assets)
        .merge(named)
        .merge(media)
        .layer(set(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")))
        // Scripts of other origins would not see them otherwise.
        .layer(set(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag, retry-after")))
        .layer(set(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")))
}

fn set(name: HeaderName, value: HeaderValue) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, value)
}
