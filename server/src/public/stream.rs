//! Changes as they happen: Server-Sent Events (HTML standard) whose data is a delta.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;
use tokio::{
    sync::{OwnedSemaphorePermit, broadcast::error::RecvError},
    time::{Instant, Interval, MissedTickBehavior, interval_at, sleep_until},
};

use super::asked::Asked;
use crate::{
    AppState,
    error::ApiError,
    feeds::{Frame, News},
};

/// The event that says that the connection lives. Data that is not there at all would make browsers pass over it.
const BEAT: Bytes = Bytes::from_static(b"event: beat\ndata:\n\n");

/// The most deltas that a reader who resumes is sent before being told to take the head again.
const CATCH_UP: u32 = 5;

/// The name of the header that a browser resumes with.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// `GET /{feed}/stream`: everything after `Last-Event-ID`, else after `?after=`, else from now on.
pub(crate) async fn stream(
    State(state): State<AppState>,
    Path(id): Path<String>,
    asked: Asked,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let place = state.live().places.clone().try_acquire_owned().map_err(|_| ApiError::Full)?;
    let (news, now) = state.live().hub.listen(&id).await?;
    let resumed = request.get(LAST_EVENT_ID).and_then(|id| id.to_str().ok()).filter(|id| !id.is_empty());
    let at = resumed.or(asked.get("after")).map_or(Ok(now), str::parse);
    let options = &state.live().options;
    let (retry, life) = (random(&options.retry), random(&options.life));
    let mut beat = interval_at(Instant::now() + options.beat, options.beat);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let reader = Reader {
        id,
        epoch: None,
        // What is no revision of ours is above any: the head has to be taken.
        at: at.unwrap_or(u64::MAX),
        behind: Some(CATCH_UP),
        news,
        beat,
        ends: Instant::now() + life,
        state,
        _place: place,
    };
    let retry = Bytes::from(format!("retry: {}\n\n", retry.as_millis()));
    let frames = stream::unfold((reader, Some(retry)), async |(mut reader, first)| {
        let next = if first.is_some() { first } else { reader.next().await };
        next.map(|frame| (Ok::<_, std::convert::Infallible>(frame), (reader, None)))
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // nginx would otherwise keep events back until they fill a buffer.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((headers, Body::from_stream(frames)).into_response())
}

/// A time between two, so that what happened to all readers at once does not bring them all back at once.
fn random(range: &std::ops::RangeInclusive<Duration>) -> Duration {
    let millis = |time: &Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(fastrand::u64(millis(range.start())..=millis(range.end())))
}

/// One reader's end of a stream.
struct Reader {
    id: String,
    /// The history that `at` belongs to, once something was sent of it.
    epoch: Option<String>,
    /// The revision that the reader has.
    at: u64,
    /// While the reader catches up: how many more deltas that may take.
    behind: Option<u32>,
    news: News,
    beat: Interval,
    ends: Instant,
    state: AppState,
    /// A place among the streams that the server has; free again when the stream is dropped.
    _place: OwnedSemaphorePermit,
}

impl Reader {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(left) = self.behind {
                // In a box, so that a reader at rest holds no room for it.
                return Box::pin(self.catch_up(left)).await;
            }
            let heard = tokio::select! {
                // What happened goes before the word that nothing did.
                biased;
                heard = self.news.recv() => heard,
                _ = self.beat.tick() => return Some(BEAT),
                () = sleep_until(self.ends) => return None,
            };
            let frame: Arc<Frame> = match heard {
                Ok(frame) => frame,
                Err(RecvError::Lagged(_)) => {
                    self.state.metrics().dropped();
                    return None;
                }
                Err(RecvError::Closed) => return None,
            };
            let same_epoch = self.epoch.as_deref() == Some(frame.epoch.as_str());
            match frame.from {
                Some(_) if same_epoch && frame.revision <= self.at => {}
                Some(from) if same_epoch && from == self.at => return Some(self.send(&frame)),
                None if same_epoch && frame.revision == self.at => {}
                None => return Some(self.send(&frame)),
                // It overlaps with what the reader has, or does not follow on: the part that is missing is made anew.
                Some(_) => self.behind = Some(CATCH_UP),
            }
        }
    }

    /// What the reader has not got yet, as one delta; an empty one too, since it says which revision and epoch this is.
    async fn catch_up(&mut self, left: u32) -> Option<Bytes> {
        let frame = match self.state.feeds().changes(&self.id, self.at).await {
            Ok(delta) if left > 0 && self.epoch.as_ref().is_none_or(|epoch| *epoch == delta.epoch) => {
                self.behind = delta.more.then(|| left - 1);
                Frame::delta(&delta)
            }
            Ok(_) | Err(ApiError::RevisionGone) => {
                self.behind = None;
                let published = self.state.feeds().get(&self.id).await.ok()?;
                Frame::reset(&published.feed().head.epoch, published.feed().head.revision)
            }
            Err(_) => return None,
        };
        Some(self.send(&frame))
    }

    fn send(&mut self, frame: &Frame) -> Bytes {
        self.state.metrics().sent(frame.from.is_some());
        self.at = frame.revision;
        if self.epoch.as_deref() != Some(frame.epoch.as_str()) {
            self.epoch = Some(frame.epoch.clone());
        }
        frame.bytes.clone()
    }
}
