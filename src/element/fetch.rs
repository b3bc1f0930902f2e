//! One request for the feed.

use gloo_net::http::Request;

/// Why a feed could not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// Nobody answered.
    Unreachable,
    /// Somebody answered, but with this status.
    Status(u16),
    /// What came is not a feed; the reason says where it is wrong.
    NotAFeed(String),
}

impl FetchError {
    /// The `code` of `lu-error`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Status(_) => "status",
            Self::NotAFeed(_) => "not-a-feed",
        }
    }
}

/// Asks for an address and gives the answer's body. Caching, `ETag` and 304 are the browser's own.
pub(crate) async fn fetch(url: &str) -> Result<String, FetchError> {
    // `no-cache` asks the server whether what the browser has is still right; it does not ask for it twice.
    let options = web_sys::RequestInit::new();
    options.set_cache(web_sys::RequestCache::NoCache);
    // Made by the browser itself: gloo-net's builder takes an address apart to put parameters in, which we never do.
    let request = web_sys::Request::new_with_str_and_init(url, &options)
        .map_err(|_| FetchError::Unreachable)
        .map(Request::from)?;
    let answer = request.send().await.map_err(|_| FetchError::Unreachable)?;
    if !answer.ok() {
        return Err(FetchError::Status(answer.status()));
    }
    answer.text().await.map_err(|_| FetchError::Unreachable)
}
