//! Entries: posted, shown, edited, corrected, published, marked, deleted.

use axum::{
    Json,
    extract::{Path, Query, State},
    response::Response,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Api, Problem,
    feeds::{changed, made, shown},
    request::{Caller, Order},
};
use crate::store::{StoreError, moment, wire::Object};

type Entry = Path<(String, String)>;
type Answer = Result<Response, Problem>;

/// Which entries are asked for.
#[derive(Deserialize)]
pub(super) struct Which {
    status: Option<String>,
    after: Option<String>,
    limit: Option<u32>,
}

/// A feed's entries, newest first, drafts included.
pub(super) async fn list(
    Caller(by): Caller,
    State(api): State<Api>,
    Path(feed): Path<String>,
    which: Result<Query<Which>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(which) = which.map_err(|refused| Problem::status(refused.status(), &refused.body_text()))?;
    let (status, after) = (which.status.as_deref(), which.after.as_deref());
    let entries = api.store.desk_entries(&by, &feed, status, after, which.limit).await?;
    Ok(Json(json!({ "entries": entries })))
}

/// Posts an entry.
pub(super) async fn post(State(api): State<Api>, Path(feed): Path<String>, order: Order) -> Answer {
    let done = api.store.post(&order.call, &feed, order.body).await?;
    Ok(made(format!("/api/feeds/{feed}/entries/{}", done.id), done))
}

/// An entry as editors see it.
pub(super) async fn show(Caller(by): Caller, State(api): State<Api>, Path((feed, id)): Entry) -> Answer {
    Ok(shown(api.store.desk_entry(&by, &feed, &id).await?))
}

/// What was done with an entry.
pub(super) async fn history(
    Caller(by): Caller,
    State(api): State<Api>,
    Path((feed, id)): Entry,
) -> Result<Json<Value>, Problem> {
    Ok(Json(json!({ "history": api.store.history(&by, &feed, &id).await? })))
}

/// Changes an entry.
pub(super) async fn edit(State(api): State<Api>, Path((feed, id)): Entry, order: Order) -> Answer {
    Ok(changed(api.store.edit(&order.call, &feed, &id, order.body).await?))
}

/// Deletes an entry.
pub(super) async fn delete(State(api): State<Api>, Path((feed, id)): Entry, order: Order) -> Answer {
    only(&order.body, None)?;
    Ok(changed(api.store.delete(&order.call, &feed, &id).await?))
}

/// Corrects an entry openly.
pub(super) async fn correct(State(api): State<Api>, Path((feed, id)): Entry, order: Order) -> Answer {
    Ok(changed(api.store.correct(&order.call, &feed, &id, order.body).await?))
}

/// Publishes an entry, now or `at` a moment.
pub(super) async fn publish(State(api): State<Api>, Path((feed, id)): Entry, mut order: Order) -> Answer {
    only(&order.body, Some("at"))?;
    let at = moment(&mut order.body, "at")?;
    Ok(changed(api.store.publish(&order.call, &feed, &id, at).await?))
}

/// Takes an entry from its readers.
pub(super) async fn unpublish(State(api): State<Api>, Path((feed, id)): Entry, order: Order) -> Answer {
    only(&order.body, None)?;
    Ok(changed(api.store.unpublish(&order.call, &feed, &id).await?))
}

/// Shows an entry on top.
pub(super) async fn pin(State(api): State<Api>, Path((feed, id)): Entry, order: Order) -> Answer {
    only(&order.body, None)?;
    Ok(changed(api.store.pin(&order.call, &feed, &id, true).await?))
}

/// Shows an entry in its place only.
pub(super) async fn unpin(State(api): State<Api>, Path((feed, id)): Entry, order: Order) -> Answer {
    only(&order.body, None)?;
    Ok(changed(api.store.pin(&order.call, &feed, &id, false).await?))
}

/// Lists an entry in the contents.
pub(super) async fn key(api: State<Api>, entry: Entry, order: Order) -> Answer {
    only(&order.body, None)?;
    set(api, entry, order, "key", json!(true)).await
}

/// Lists an entry in the contents no longer.
pub(super) async fn no_key(api: State<Api>, entry: Entry, order: Order) -> Answer {
    only(&order.body, None)?;
    set(api, entry, order, "key", Value::Null).await
}

/// Puts a label on an entry.
pub(super) async fn label(api: State<Api>, entry: Entry, mut order: Order) -> Answer {
    only(&order.body, Some("label"))?;
    let label = order.body.remove("label").unwrap_or_default();
    if label.is_null() {
        return Err(StoreError::invalid("/label", "is missing").into());
    }
    set(api, entry, order, "label", label).await
}

/// Takes an entry's label off.
pub(super) async fn no_label(api: State<Api>, entry: Entry, order: Order) -> Answer {
    only(&order.body, None)?;
    set(api, entry, order, "label", Value::Null).await
}

async fn set(State(api): State<Api>, Path((feed, id)): Entry, order: Order, name: &str, value: Value) -> Answer {
    let patch = Object::from_iter([(name.to_owned(), value)]);
    Ok(changed(api.store.edit(&order.call, &feed, &id, patch).await?))
}

/// Refuses what a request brings beside the one thing that it may.
fn only(body: &Object, name: Option<&str>) -> Result<(), Problem> {
    match body.keys().find(|key| Some(key.as_str()) != name) {
        Some(key) => Err(StoreError::invalid(format!("/{key}"), "is not asked for here").into()),
        None => Ok(()),
    }
}
