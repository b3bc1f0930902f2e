//! Security and cache headers, in one table.

use axum::http::{HeaderName, HeaderValue, header};

/// What our own pages may do: nothing inline, no script but ours, WASM, no HTML from strings but under the widget's policy.
pub(crate) const PAGE: [(HeaderName, HeaderValue); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' https:; \
             media-src 'self' https:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
             require-trusted-types-for 'script'; trusted-types live-updates",
        ),
    ),
    (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
    (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, s-maxage=5, stale-while-revalidate=30")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
];

/// The browser app reads any feed that its reader names, so it may connect anywhere and show pictures from anywhere.
pub(crate) const APP_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' https: http:; \
     media-src 'self' https: http:; connect-src 'self' https: http:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
     require-trusted-types-for 'script'; trusted-types live-updates",
);

/// What changes with the feed: soon stale, but good enough while it is asked for again.
pub(crate) const LIVE: HeaderValue =
    HeaderValue::from_static("public, max-age=0, s-maxage=2, stale-while-revalidate=10");

/// What has a hash in its name.
pub(crate) const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// What keeps its name and changes with a release.
pub(crate) const SHORT: HeaderValue = HeaderValue::from_static("public, max-age=300, stale-while-revalidate=86400");

/// What feeds refer to: a picture opened by itself must not run anything, whatever is in its file, and still show.
pub(crate) const MEDIA_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'; sandbox",
);
