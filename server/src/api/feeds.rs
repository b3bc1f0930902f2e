//! Feeds: made, shown, edited.

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Api, Problem,
    request::{Caller, Order},
};
use crate::store::{Done, wire::Object};

/// The version as an entity tag.
pub(super) fn tag(version: &str) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

/// The answer to what made something at an address.
pub(super) fn made(address: String, done: Done) -> Response {
    (StatusCode::CREATED, [(header::LOCATION, address)], tag(&done.version), Json(done)).into_response()
}

/// The answer to what changed something.
pub(super) fn changed(done: Done) -> Response {
    (tag(&done.version), Json(done)).into_response()
}

/// The answer to who wants to see something.
pub(super) fn shown(object: Object) -> Response {
    let version = object.get("version").and_then(Value::as_str).unwrap_or_default().to_owned();
    (tag(&version), Json(object)).into_response()
}

/// The feeds that the token is for.
pub(super) async fn list(Caller(by): Caller, State(api): State<Api>) -> Result<Json<Value>, Problem> {
    let mut feeds = api.store.feeds().await?;
    feeds.retain(|feed| by.feed.as_ref().is_none_or(|own| own == feed));
    Ok(Json(json!({ "feeds": feeds })))
}

/// Makes a feed, empty or with the entries that it brings.
pub(super) async fn make(State(api): State<Api>, order: Order) -> Result<Response, Problem> {
    let done = api.store.new_feed(&order.call, order.body).await?;
    Ok(made(format!("/api/feeds/{}", done.id), done))
}

/// A feed's head.
pub(super) async fn show(
    Caller(by): Caller,
    State(api): State<Api>,
    Path(feed): Path<String>,
) -> Result<Response, Problem> {
    Ok(shown(api.store.desk_feed(&by, &feed).await?))
}

/// Changes a feed's head.
pub(super) async fn edit(State(api): State<Api>, Path(feed): Path<String>, order: Order) -> Result<Response, Problem> {
    Ok(changed(api.store.edit_feed(&order.call, &feed, order.body).await?))
}
