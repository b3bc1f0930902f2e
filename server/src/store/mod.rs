//! Feeds in a database, SQLite or PostgreSQL: what editors write, in order, and what readers may see of it.
//!
//! Every write is one transaction that holds the feed's row locked, raises its revision and writes down what was done. A
//! revision that can be seen is therefore never followed by a lower one. Drafts, and whatever else readers do not see, raise
//! nothing.

mod by;
mod clock;
mod desk;
mod due;
mod entries;
mod error;
mod heads;
mod input;
mod once;
mod pool;
mod random;
mod read;
mod rows;
mod rules;
mod tokens;
mod watch;
pub(crate) mod wire;
mod write;

use std::sync::Arc;

use sqlx::{AnyConnection, AnyPool, Transaction, any::Any};

pub(crate) use self::entries::moment;
pub use self::{
    by::{By, Call, Role},
    due::keep_time,
    error::{Fault, StoreError},
    once::Once,
    tokens::Token,
    watch::Changed,
    write::Done,
};
use self::{
    pool::{Kind, Pools},
    watch::Watch,
};

/// What an answer of the store is.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Feeds in a database. Cheap to clone; all clones are one store.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pools: Pools,
    watch: Watch,
}

impl Store {
    /// Opens a database: `postgres://…`, or a file of SQLite, which is made where there is none. Its tables are brought up to
    /// date, and a new one gets its epoch.
    ///
    /// # Errors
    /// [`StoreError::Open`] names the database and what is wrong with it.
    pub async fn open(database: &str) -> Result<Self> {
        let pools = pool::open(database).await?;
        let store = Self(Arc::new(Inner { pools, watch: Watch::default() }));
        let epoch = new_epoch()?;
        sqlx::query("INSERT INTO meta (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO NOTHING")
            .bind(epoch)
            .execute(&store.0.pools.write)
            .await?;
        Ok(store)
    }

    /// The database's history. Readers of another one start over.
    ///
    /// # Errors
    /// [`StoreError::Database`]
    pub async fn epoch(&self) -> Result<String> {
        Ok(sqlx::query_scalar("SELECT value FROM meta WHERE name = 'epoch'").fetch_one(self.read_pool()).await?)
    }

    /// Begins another history: after a backup was restored, revisions that readers have seen will be given again.
    ///
    /// # Errors
    /// [`StoreError::Database`]
    pub async fn renew_epoch(&self) -> Result<String> {
        let epoch = new_epoch()?;
        let change = sqlx::query("UPDATE meta SET value = $1 WHERE name = 'epoch'").bind(&epoch);
        change.execute(&self.0.pools.write).await?;
        Ok(epoch)
    }

    /// This process's writes as they are acknowledged, and other processes' soon after: of PostgreSQL at once, of a file within a
    /// second. It says only that there is something new: who lags behind asks [`Store::revision`].
    ///
    /// Every feed is also told once at the beginning. Call it within a runtime.
    #[must_use]
    pub fn subscribe(&self) -> tokio::sync::broadcast::Receiver<Changed> {
        watch::start(&self.0);
        self.0.watch.subscribe()
    }

    fn read_pool(&self) -> &AnyPool {
        &self.0.pools.read
    }

    /// A look at the database as it is at one moment.
    async fn snapshot(&self) -> Result<Transaction<'static, Any>> {
        let begin = match self.0.pools.kind {
            Kind::Sqlite => "BEGIN",
            Kind::Postgres { .. } => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        Ok(self.0.pools.read.begin_with(begin).await?)
    }
}

fn new_epoch() -> Result<String> {
    secret(8)
}

fn no_randomness(error: getrandom::Error) -> StoreError {
    StoreError::Unreadable { what: "the system's randomness".to_owned(), reason: error.to_string() }
}

/// A random text of `length` letters, five bits each, that nobody can guess.
pub(crate) fn secret(length: usize) -> Result<String> {
    random::text(length).map_err(no_randomness)
}

/// A revision or a sequence as the database holds it.
fn number(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

/// A revision or a sequence for the database.
fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

type Connection = AnyConnection;
