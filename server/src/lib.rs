#![doc = include_str!("../README.md")]

pub mod assets;
pub mod cli;
pub mod error;
pub mod feeds;
mod headers;
mod html;
mod pages;
mod public;
pub mod render;
mod revisions;
mod routes;
pub mod serve;
pub mod widget;

use std::sync::Arc;

pub use routes::app;

/// What every request may use.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    feeds: feeds::Feeds,
    assets: assets::Assets,
    public_url: Option<String>,
}

impl AppState {
    /// Feeds and assets, and the address that readers know the server by, where it is not the one of the request.
    #[must_use]
    pub fn new(feeds: feeds::Feeds, assets: assets::Assets, public_url: Option<String>) -> Self {
        Self(Arc::new(Inner { feeds, assets, public_url }))
    }

    pub(crate) fn feeds(&self) -> &feeds::Feeds {
        &self.0.feeds
    }

    pub(crate) fn assets(&self) -> &assets::Assets {
        &self.0.assets
    }

    /// The server's own address without a path: `https://live.example`.
    pub(crate) fn origin(&self, headers: &axum::http::HeaderMap) -> String {
        match &self.0.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => {
                let host = headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost");
                format!("http://{host}")
            }
        }
    }
}
