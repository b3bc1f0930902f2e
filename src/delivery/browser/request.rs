//! One request.

use gloo_net::http::{Request, Response};
use web_sys::{AbortSignal, RequestCache, RequestInit};

use crate::delivery::{http_date, retry_after};

/// Why a feed could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// Nobody answered, or the answer broke off.
    Unreachable,
    /// Somebody answered, but with this status.
    Status {
        /// The code.
        code: u16,
        /// What `Retry-After` asks for, in milliseconds; 0 where it is absent.
        retry_after: u32,
    },
    /// What came is neither a feed nor a delta; the reason says where it is wrong.
    NotAFeed(String),
}

impl FetchError {
    /// The `code` of `lu-error`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Status { .. } => "status",
            Self::NotAFeed(_) => "not-a-feed",
        }
    }
}

/// What came.
pub(super) enum Received {
    /// A body.
    Text(String),
    /// No body, for there is nothing new.
    Nothing,
}

/// Asks for an address. Caching, `ETag` and 304 are the browser's own: what it has is asked about, not asked for twice.
pub(super) async fn request(url: &str, signal: Option<&AbortSignal>) -> Result<Received, FetchError> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    options.set_signal(signal);
    // Made by the browser itself: gloo-net's builder takes an address apart to put parameters in, which we never do.
    let request = web_sys::Request::new_with_str_and_init(url, &options).map_err(|_| FetchError::Unreachable)?;
    let answer = Request::from(request).send().await.map_err(|_| FetchError::Unreachable)?;
    let code = answer.status();
    if matches!(code, 204 | 304) {
        return Ok(Received::Nothing);
    }
    if !answer.ok() {
        return Err(FetchError::Status { code, retry_after: wait(&answer) });
    }
    let text = answer.text().await.map_err(|_| FetchError::Unreachable)?;
    Ok(if text.is_empty() { Received::Nothing } else { Received::Text(text) })
}

/// How long a server asks us to wait. A moment is measured by the server's own clock, where it tells it: ours may be wrong.
fn wait(answer: &Response) -> u32 {
    let header = |name: &str| answer.headers().get(name);
    let now = header("date").and_then(|date| http_date(&date));
    let now = now.unwrap_or_else(|| (js_sys::Date::now() / 1000.0) as i64);
    header("retry-after").map_or(0, |text| retry_after(&text, now))
}
