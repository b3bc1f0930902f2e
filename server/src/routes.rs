//! The table of contents: every route, grouped by who calls it.

use axum::{
    Router,
    http::{HeaderValue, header},
    routing::get,
};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
    trace::TraceLayer,
};

use crate::{AppState, headers, public};

/// The whole server.
pub fn app(state: AppState) -> Router {
    let dist = state.assets().folder.clone();
    let media = state.feeds().folder().join("media");
    let set = SetResponseHeaderLayer::overriding;
    let nosniff = || set(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let open = || set(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let anywhere = || {
        set(header::HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"))
    };

    // What the widget is made of.
    let assets = Router::new()
        .nest_service(
            "/assets",
            ServeDir::new(dist.join("assets"))
                .precompressed_br()
                .precompressed_gzip()
                .not_found_service(get(public::nothing)),
        )
        .layer(SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, headers::IMMUTABLE));
    let loader = Router::new()
        .route_service(
            "/live-updates.js",
            ServeFile::new(dist.join(&state.assets().manifest.loader)).precompressed_br().precompressed_gzip(),
        )
        .layer(set(header::CACHE_CONTROL, headers::SHORT));
    // What feeds refer to. A picture must not be able to run anything, whatever is in its file.
    let media = Router::new()
        .nest_service("/media", ServeDir::new(media).not_found_service(get(public::nothing)))
        .layer(set(header::CACHE_CONTROL, headers::SHORT))
        .layer(set(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
        ));

    Router::new()
        // Readers
        .route("/", get(public::list))
        .route("/{feed}", get(public::page))
        .route("/{feed}/entries/{entry}", get(public::entry_page))
        .route("/app", get(public::app))
        .route("/site.css", get(public::site_css))
        // The widget
        .route("/{feed}/feed.json", get(public::head))
        // Other people's servers
        .route("/{feed}/fragment", get(public::fragment))
        .merge(assets.merge(loader).merge(media).layer(nosniff()).layer(open()).layer(anywhere()))
        // Operators
        .route("/health", get(public::health))
        .fallback(public::nothing)
        .layer(TraceLayer::new_for_http())
        .with_state(state)
}
