//! A store of its own for each test: a file of SQLite, or a database of the PostgreSQL that these tests start.

use chrono::{DateTime, Utc};
use live_updates_server::store::{By, Call, Done, Role, Store};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::postgres;

/// A moment to begin at.
pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-03-14T12:00:00Z").unwrap().to_utc()
}

/// A store.
pub(crate) struct Stage {
    pub(crate) store: Store,
    /// What opens it a second time, as another process would.
    pub(crate) database: String,
    pub(crate) folder: TempDir,
}

impl Stage {
    pub(crate) async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let database = folder.path().join("live updates?.db").to_string_lossy().into_owned();
        Self { store: Store::open(&database).await.unwrap(), database, folder }
    }

    /// None where PostgreSQL is not installed.
    pub(crate) async fn postgres() -> Option<Self> {
        let database = postgres::database().await?;
        Some(Self { store: Store::open(&database).await.unwrap(), database, folder: TempDir::new().unwrap() })
    }

    /// The store with the feed `quay` in it, at revision 1.
    pub(crate) async fn quay(self) -> Self {
        let head = json!({"id": "quay", "title": "Quay day", "time_zone": {"name": "Europe/London"}});
        self.store.new_feed(&call(), object(head)).await.unwrap();
        self
    }

    pub(crate) async fn post(&self, entry: Value) -> Done {
        self.store.post(&call(), "quay", object(entry)).await.unwrap()
    }
}

/// The owner asks at noon.
pub(crate) fn call() -> Call {
    Call::new(By::owner(), noon())
}

/// A token of the feed `quay` asks at noon.
pub(crate) fn by(token: &str, role: Role) -> Call {
    Call::new(By { token: Some(token.to_owned()), feed: Some("quay".to_owned()), role }, noon())
}

pub(crate) fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap()
}

/// Makes a test of each promise against SQLite, and one against PostgreSQL.
macro_rules! promises {
    ($($promise:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $promise() {
                super::$promise(crate::stage::Stage::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $promise() {
                if let Some(stage) = crate::stage::Stage::postgres().await {
                    super::$promise(stage).await;
                }
            })*
        }
    };
}
pub(crate) use promises;
