//! A change as it goes over the wire of a stream: printed once for all who listen.

use axum::body::Bytes;
use live_updates::{feed::Delta, source::native};

/// An event of a stream (HTML standard, server-sent events), ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The history that its revisions belong to.
    pub(crate) epoch: String,
    /// The revision that it comes after; `None` if it tells to take the head again.
    pub(crate) from: Option<u64>,
    /// The revision that it leads to, also its `id`.
    pub(crate) revision: u64,
    /// The event.
    pub(crate) bytes: Bytes,
}

impl Frame {
    /// An event of the default type, whose data is a delta.
    pub(crate) fn delta(delta: &Delta) -> Self {
        let data = native::write_delta(delta);
        let bytes = format!("id: {}\ndata: {data}\n\n", delta.revision).into();
        Self { epoch: delta.epoch.clone(), from: Some(delta.from), revision: delta.revision, bytes }
    }

    /// `event: reset`: the head has to be taken again. What follows comes after `revision`.
    pub(crate) fn reset(epoch: &str, revision: u64) -> Self {
        let bytes = format!("event: reset\nid: {revision}\ndata: {revision}\n\n").into();
        Self { epoch: epoch.to_owned(), from: None, revision, bytes }
    }
}
