//! Bodies cut in half, and the events of a stream doubled or swapped.

use std::io;

use axum::body::Bytes;
use futures_util::{StreamExt, future::ready, stream};

use super::{carry_out::Pieces, fault::Class};

/// The first half of a body that is there as a whole; of a stream everything before its first delta, and half of that.
pub(super) fn half(pieces: Pieces, class: Class) -> Pieces {
    let is_stream = class == Class::Stream;
    let pieces = if is_stream { events(pieces) } else { pieces };
    let halved = stream::unfold(Some(pieces), move |pieces| async move {
        let mut pieces = pieces?;
        match pieces.next().await? {
            // The end comes with the half, not with the piece after it.
            Ok(piece) if !is_stream || is_delta(&piece) => Some((Ok(piece.slice(..piece.len() / 2)), None)),
            other => Some((other, Some(pieces))),
        }
    });
    halved.boxed()
}

/// Each delta twice.
pub(super) fn twice(pieces: Pieces) -> Pieces {
    let doubled = events(pieces).flat_map(|event| match event {
        Ok(event) if is_delta(&event) => stream::iter(vec![Ok(event.clone()), Ok(event)]),
        other => stream::iter(vec![other]),
    });
    doubled.boxed()
}

/// Deltas in pairs, the later one first.
pub(super) fn swapped(pieces: Pieces) -> Pieces {
    let swapped = events(pieces).scan(None, |held: &mut Option<Bytes>, event| {
        ready(Some(match event {
            Ok(event) if is_delta(&event) => match held.take() {
                Some(earlier) => vec![Ok(event), Ok(earlier)],
                None => {
                    *held = Some(event);
                    Vec::new()
                }
            },
            other => vec![other],
        }))
    });
    swapped.flat_map(stream::iter).boxed()
}

/// The whole events of a stream, each with the empty line that ends it.
fn events(pieces: Pieces) -> Pieces {
    let events = pieces.scan(Vec::new(), |rest: &mut Vec<u8>, piece| {
        ready(Some(match piece {
            Ok(piece) => {
                rest.extend_from_slice(&piece);
                whole_events(rest)
            }
            Err(error) => vec![Err(error)],
        }))
    });
    events.flat_map(stream::iter).boxed()
}

fn whole_events(rest: &mut Vec<u8>) -> Vec<io::Result<Bytes>> {
    let mut found = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\n\n") {
        found.push(Ok(rest.drain(..end + 2).collect()));
    }
    found
}

/// Whether an event is of the default type and has data.
fn is_delta(event: &[u8]) -> bool {
    let has = |name: &[u8]| event.split(|byte| *byte == b'\n').any(|line| line.starts_with(name));
    has(b"data:") && !has(b"event:")
}
