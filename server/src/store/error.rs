//! Why the store did not do what it was asked.

/// What is wrong with a field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is in the request (JSON pointer, RFC 6901); empty for the whole.
    pub pointer: String,
    /// What is wrong: "is missing".
    pub detail: String,
}

impl Fault {
    /// A fault at a pointer.
    #[must_use]
    pub fn new(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), detail: detail.into() }
    }
}

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The database could not be opened.
    #[error("{database}: {reason}")]
    Open {
        /// Which one, without its password.
        database: String,
        /// Why.
        reason: String,
    },
    /// The database failed; nothing was written.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// What the database holds cannot be read, which is a fault of ours.
    #[error("{what} in the database cannot be read: {reason}")]
    Unreadable {
        /// What.
        what: String,
        /// Why.
        reason: String,
    },
    /// There is no such feed.
    #[error("there is no feed of this name")]
    NoSuchFeed,
    /// There is no such entry in the feed.
    #[error("there is no entry of this id")]
    NoSuchEntry,
    /// The entry was deleted.
    #[error("the entry was deleted")]
    EntryGone,
    /// There is no such token.
    #[error("there is no token of this id")]
    NoSuchToken,
    /// The name is taken.
    #[error("there is already {0} of this id")]
    Taken(&'static str),
    /// It was changed since the asker read it.
    #[error("it was changed in the meantime: its version is now \"{version}\"")]
    Newer {
        /// Its version now.
        version: String,
    },
    /// A field is not what it should be.
    #[error("{} {}", if .0.pointer.is_empty() { "the request" } else { &.0.pointer }, .0.detail)]
    Invalid(Fault),
    /// The token does not allow it.
    #[error("this token may not do that: it takes {0}")]
    Forbidden(&'static str),
    /// The key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyUsed,
}

impl StoreError {
    /// A field that is not what it should be.
    pub(crate) fn invalid(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Invalid(Fault::new(pointer, detail))
    }
}
