//! A request that comes again is answered as it was, and done once.

use chrono::{DateTime, Utc};
use sqlx::Row;

use super::{Call, Connection, Done, Result, StoreError};

/// What makes a second request the same as the first: the key that its sender made (`Idempotency-Key`), and what it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// The sender's key.
    pub key: String,
    /// The SHA-256 of the request, in hexadecimal.
    pub request: String,
}

/// Answers are kept for a day.
const KEPT: i64 = 24 * 60 * 60;

/// What was answered to this request before.
pub(super) async fn answered(connection: &mut Connection, call: &Call) -> Result<Option<Done>> {
    let Some(once) = &call.once else { return Ok(None) };
    let found = sqlx::query("SELECT request, answer FROM idempotency WHERE token = $1 AND key = $2")
        .bind(token(call))
        .bind(&once.key)
        .fetch_optional(connection)
        .await?;
    let Some(found) = found else { return Ok(None) };
    if found.try_get::<String, _>("request")? != once.request {
        return Err(StoreError::KeyUsed);
    }
    let answer: String = found.try_get("answer")?;
    let read = serde_json::from_str(&answer);
    let read = read.map_err(|error| StoreError::Unreadable { what: "an answer".into(), reason: error.to_string() })?;
    Ok(Some(read))
}

/// Writes down what will be answered, in the transaction that does what was asked.
pub(super) async fn keep(connection: &mut Connection, call: &Call, answer: &Done) -> Result<()> {
    let Some(once) = &call.once else { return Ok(()) };
    let answer = serde_json::to_string(answer).unwrap_or_default();
    let written = sqlx::query(
        "INSERT INTO idempotency (token, key, request, answer, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (token, key) DO NOTHING",
    );
    let written = written.bind(token(call)).bind(&once.key).bind(&once.request).bind(answer);
    let written = written.bind(call.now.timestamp()).execute(connection).await?;
    // Two requests for two feeds at the same moment with one key: the second is another request.
    if written.rows_affected() == 0 { Err(StoreError::KeyUsed) } else { Ok(()) }
}

/// Forgets answers that nobody will ask for again.
pub(super) async fn forget(connection: &mut Connection, now: DateTime<Utc>) -> Result<()> {
    let old = sqlx::query("DELETE FROM idempotency WHERE at < $1").bind(now.timestamp() - KEPT);
    old.execute(connection).await?;
    Ok(())
}

fn token(call: &Call) -> &str {
    call.by.token.as_deref().unwrap_or_default()
}
