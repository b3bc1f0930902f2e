//! Opening a database, SQLite or PostgreSQL, and bringing its tables up to date.

use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use sqlx::{
    AnyPool, SqlSafeStr,
    any::AnyPoolOptions,
    migrate::{Migration, MigrationType, Migrator},
};

use super::StoreError;

/// What has a meaning in a database's address and none in a file's name.
const IN_NAMES: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#');

/// How each connection to SQLite works: what was answered is on the disk, and readers do not wait for writers.
const SQLITE: &str = "PRAGMA busy_timeout = 20000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                      PRAGMA foreign_keys = ON;";

/// Which database it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres {
        /// For the connection that listens.
        url: String,
    },
}

/// Connections to read with and to write with.
#[derive(Debug)]
pub(super) struct Pools {
    pub(super) kind: Kind,
    pub(super) read: AnyPool,
    /// In SQLite a single one: writers queue here, in order, instead of asking again and again for the file's lock.
    pub(super) write: AnyPool,
}

pub(super) async fn open(database: &str) -> Result<Pools, StoreError> {
    sqlx::any::install_default_drivers();
    let fail =
        |error: &dyn std::error::Error| StoreError::Open { database: shown(database), reason: error.to_string() };
    let pools = connect(database).await.map_err(|error| fail(&error))?;
    migrations(&pools.kind).run(&pools.write).await.map_err(|error| fail(&error))?;
    Ok(pools)
}

async fn connect(database: &str) -> Result<Pools, sqlx::Error> {
    let options = AnyPoolOptions::new().acquire_timeout(Duration::from_secs(30));
    if database.starts_with("postgres://") || database.starts_with("postgresql://") {
        let pool = options.max_connections(16).connect(database).await?;
        let kind = Kind::Postgres { url: database.to_owned() };
        return Ok(Pools { kind, read: pool.clone(), write: pool });
    }
    let path = database.strip_prefix("sqlite://").or_else(|| database.strip_prefix("sqlite:")).unwrap_or(database);
    let path = std::path::absolute(path)?;
    let url = format!("sqlite://{}?mode=rwc", utf8_percent_encode(&path.to_string_lossy(), IN_NAMES));
    let options = options.after_connect(|connection, _| {
        Box::pin(async move { sqlx::raw_sql(SQLITE).execute(connection).await.map(drop) })
    });
    let write = options.clone().max_connections(1).connect(&url).await?;
    let read = options.max_connections(4).connect(&url).await?;
    Ok(Pools { kind: Kind::Sqlite, read, write })
}

fn migrations(kind: &Kind) -> Migrator {
    let authoring = match kind {
        Kind::Sqlite => include_str!("../../migrations/sqlite/1_authoring.sql"),
        Kind::Postgres { .. } => include_str!("../../migrations/postgres/1_authoring.sql"),
    };
    let simple = MigrationType::Simple;
    Migrator::with_migrations(vec![Migration::new(1, "authoring".into(), simple, authoring.into_sql_str(), false)])
}

/// A database's address without what stands between `//` and `@`.
fn shown(database: &str) -> String {
    match (database.split_once("://"), database.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
        _ => database.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_error_names_the_database_and_keeps_its_password() {
        assert_eq!(super::shown("postgres://desk:secret@db.example/live"), "postgres://db.example/live");
        assert_eq!(super::shown("desk@home.db"), "desk@home.db");
    }
}
