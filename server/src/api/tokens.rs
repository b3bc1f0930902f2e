//! Tokens: made, listed, revoked.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use super::{
    Api, Problem,
    request::{Caller, Order},
};
use crate::store::{Role, StoreError};

/// The tokens that whoever asks may revoke.
pub(super) async fn list(Caller(by): Caller, State(api): State<Api>) -> Result<Json<Value>, Problem> {
    Ok(Json(json!({ "tokens": api.store.tokens(&by).await? })))
}

/// Makes a token. Its `secret` is in this answer and nowhere else, so a request that comes again makes another one.
pub(super) async fn make(State(api): State<Api>, order: Order) -> Result<(StatusCode, Json<Value>), Problem> {
    if let Some(name) = order.body.keys().find(|name| !["feed", "role", "name"].contains(&name.as_str())) {
        return Err(StoreError::invalid(format!("/{name}"), "is no field of a token").into());
    }
    let text = |name: &str| match order.body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(StoreError::invalid(format!("/{name}"), "is not a text")),
    };
    let role = text("role")?.and_then(Role::parse);
    let role = role.ok_or_else(|| StoreError::invalid("/role", "is none of author, editor, admin"))?;
    let name = text("name")?.unwrap_or_default();
    let (token, secret) = api.store.new_token(&order.call.by, text("feed")?, role, name, order.call.now).await?;
    let mut answer = json!(token);
    if let Some(answer) = answer.as_object_mut() {
        answer.insert("secret".to_owned(), json!(secret));
    }
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Revokes a token.
pub(super) async fn revoke(
    State(api): State<Api>,
    Path(token): Path<String>,
    order: Order,
) -> Result<StatusCode, Problem> {
    api.store.revoke(&order.call.by, &token, order.call.now).await?;
    Ok(StatusCode::NO_CONTENT)
}
