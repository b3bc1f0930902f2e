//! The authoring API, under `/api`: JSON, bearer tokens, problem details. `docs/authoring.md` tells it by task.

mod entries;
mod feeds;
mod openapi;
mod problem;
mod request;
mod tokens;

use std::{fmt, sync::Arc};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderValue, header},
    middleware::{Next, from_fn, map_response},
    response::{IntoResponse, Response},
    routing::{MethodRouter, delete, get, post, put},
};
use chrono::{DateTime, Utc};
use tower_http::{catch_panic::CatchPanicLayer, trace::TraceLayer};

use self::problem::Problem;
use crate::store::Store;

/// The longest request, in bytes: many times the longest entry.
pub const LONGEST_REQUEST: usize = 1 << 20;
/// The longest request that brings a whole feed, in bytes.
pub const LONGEST_IMPORT: usize = live_updates::source::limits::BYTES;

/// What every request may use: the store, and what time it is.
#[derive(Clone)]
pub struct Api {
    store: Store,
    clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api").field("store", &self.store).finish_non_exhaustive()
    }
}

impl Api {
    /// The API of a store.
    pub fn new(store: Store, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self { store, clock: Arc::new(clock) }
    }
}

/// The table of contents.
fn routes() -> Vec<(&'static str, MethodRouter<Api>)> {
    let import = DefaultBodyLimit::max(LONGEST_IMPORT);
    vec![
        ("/feeds", get(feeds::list).merge(post(feeds::make).layer(import))),
        ("/feeds/{feed}", get(feeds::show).patch(feeds::edit)),
        ("/feeds/{feed}/entries", get(entries::list).post(entries::post)),
        ("/feeds/{feed}/entries/{entry}", get(entries::show).patch(entries::edit).delete(entries::delete)),
        ("/feeds/{feed}/entries/{entry}/history", get(entries::history)),
        ("/feeds/{feed}/entries/{entry}/corrections", post(entries::correct)),
        ("/feeds/{feed}/entries/{entry}/publish", post(entries::publish)),
        ("/feeds/{feed}/entries/{entry}/unpublish", post(entries::unpublish)),
        ("/feeds/{feed}/entries/{entry}/pin", put(entries::pin).delete(entries::unpin)),
        ("/feeds/{feed}/entries/{entry}/key", put(entries::key).delete(entries::no_key)),
        ("/feeds/{feed}/entries/{entry}/label", put(entries::label).delete(entries::no_label)),
        ("/tokens", get(tokens::list).post(tokens::make)),
        ("/tokens/{token}", delete(tokens::revoke)),
        ("/openapi.json", get(openapi::document)),
    ]
}

/// The addresses of the API, without `/api`; `{feed}` and the like stand for what they name.
#[must_use]
pub fn paths() -> Vec<&'static str> {
    routes().into_iter().map(|(path, _)| path).collect()
}

/// The API, to stand at `/api`. What is wrong is always told as problem details (RFC 9457), and nothing is cached.
pub fn router(api: Api) -> Router {
    let router = routes().into_iter().fold(Router::new(), |router, (path, methods)| router.route(path, methods));
    router
        .fallback(async || Problem::status(axum::http::StatusCode::NOT_FOUND, "there is nothing at this address"))
        .method_not_allowed_fallback(problem::method)
        .layer(DefaultBodyLimit::max(LONGEST_REQUEST))
        .layer(from_fn(to_its_end))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(map_response(async |mut answer: Response| {
            let headers = answer.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            answer
        }))
        .layer(TraceLayer::new_for_http())
        .with_state(api)
}

/// What was begun is done, also when whoever asked hangs up: half a transaction helps nobody.
async fn to_its_end(request: Request, next: Next) -> Response {
    let answer = tokio::spawn(next.run(request)).await;
    answer.unwrap_or_else(|error| problem::panicked(Box::new(error)).into_response())
}
