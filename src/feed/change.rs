//! What can happen to a feed.

use super::{Entry, Head};

/// One change. An entry that was added, revised or deleted is one and the same kind of change: the entry as it is now.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// An entry as it is now; a tombstone deletes it.
    Entry(Box<Entry>),
    /// The head as it is now.
    Head(Box<Head>),
}
