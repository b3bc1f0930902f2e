#![doc = include_str!("../README.md")]

pub mod api;
pub mod assets;
pub mod cli;
pub mod error;
pub mod feeds;
mod headers;
mod html;
mod origin;
mod pages;
mod problem;
mod public;
pub mod render;
mod routes;
pub mod serve;
pub mod store;
pub mod widget;

use std::sync::Arc;

use error::ApiError;
pub use public::StreamOptions;
pub use routes::{app, whole};

/// What every request may use.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    feeds: feeds::Feeds,
    assets: assets::Assets,
    public_url: Option<String>,
    live: public::Live,
    metrics: public::Metrics,
}

impl AppState {
    /// Feeds and assets, and the origin that readers know the server by (`https://live.example`), where it is not the one of the
    /// request.
    #[must_use]
    pub fn new(feeds: feeds::Feeds, assets: assets::Assets, public_url: Option<String>) -> Self {
        Self::with(feeds, assets, public_url, StreamOptions::default())
    }

    /// As [`Self::new`], with streams kept in another way.
    #[must_use]
    pub fn with(
        feeds: feeds::Feeds,
        assets: assets::Assets,
        public_url: Option<String>,
        streams: StreamOptions,
    ) -> Self {
        let live = public::Live::new(feeds.clone(), streams);
        Self(Arc::new(Inner { feeds, assets, public_url, live, metrics: public::Metrics::default() }))
    }

    /// Ends all streams, so that a server that waits for its connections can end. Readers come back by themselves.
    pub fn end(&self) {
        self.0.live.hub.end();
    }

    pub(crate) fn live(&self) -> &public::Live {
        &self.0.live
    }

    pub(crate) fn metrics(&self) -> &public::Metrics {
        &self.0.metrics
    }

    pub(crate) fn feeds(&self) -> &feeds::Feeds {
        &self.0.feeds
    }

    pub(crate) fn assets(&self) -> &assets::Assets {
        &self.0.assets
    }

    /// The server's own address without a path: `https://live.example`.
    pub(crate) fn origin(&self, headers: &axum::http::HeaderMap) -> Result<String, ApiError> {
        match &self.0.public_url {
            Some(url) => Ok(url.trim_end_matches('/').to_owned()),
            None => origin::of(headers),
        }
    }

    /// Prints pages on a thread where that holds up nobody.
    pub(crate) async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Self) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let state = self.clone();
        tokio::task::spawn_blocking(move || job(&state)).await.unwrap_or_else(|error| {
            tracing::error!("a request failed: {error}");
            Err(ApiError::Internal)
        })
    }
}
