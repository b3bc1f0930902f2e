//! With nginx in front a crowd costs the origin what one reader costs it, and streams pass through.
//!
//! On a machine without nginx (Debian's package `nginx`) these tests say that they were left out.

use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::Instant;

use crate::{events::Event, front::Front, stage};

#[tokio::test]
async fn a_thousand_readers_cost_the_origin_one_request_for_each_change_and_poll_period() {
    let Some(mut front) = Front::new().await else { return };
    let period = 2;
    front.stage.edited(|feed| feed["poll_seconds"] = period.into()).await;
    let start = Instant::now();
    let first = front.crowd("/quay/updates/2").await;
    let (status, body) = first.first().unwrap();
    assert_eq!((first.len(), *status), (1, 200), "all are told the same");
    assert_eq!(stage::delta(body.as_bytes()).delta.revision, 2);
    let periods = |since: Instant| usize::try_from(since.elapsed().as_secs() / period).unwrap();
    assert!(front.asked() <= 1 + periods(start), "{} requests", front.asked());
    // Everybody goes on asking, until everybody has heard of a change.
    front.stage.post(3);
    loop {
        let told = front.crowd("/quay/updates/2").await;
        assert!(told.iter().all(|(status, _)| *status == 200));
        if told.iter().all(|(_, body)| stage::delta(body.as_bytes()).delta.revision == 3) {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the change never arrives");
    }
    assert!(front.asked() <= 2 + periods(start), "{} requests, {} periods", front.asked(), periods(start));
    let (before, then) = (front.asked(), Instant::now());
    assert_eq!(front.crowd("/quay/updates/3").await.len(), 1);
    assert!(front.asked() <= before + 1 + periods(then), "all at the next point");
}

#[tokio::test]
async fn metrics_are_kept_from_the_public_and_an_import_is_let_through() {
    let Some(front) = Front::new().await else { return };
    assert_eq!(front.ask("/metrics").await.0, 403);
    assert_eq!(front.ask("/health").await.0, 200);
    // A body that nginx takes is refused by the server, which has no database; one that it does not take by nginx, with 413.
    assert_ne!(front.bring("/api/feeds", 16 << 20).await, 413);
    assert_eq!(front.bring("/api/feeds", (16 << 20) + 1).await, 413);
}

#[tokio::test]
async fn a_crowd_that_comes_with_a_revision_of_a_lost_database_asks_once() {
    let Some(front) = Front::new().await else { return };
    let start = Instant::now();
    let told = front.crowd("/quay/updates/900").await;
    assert!(told.iter().all(|(status, _)| *status == 410));
    assert!(front.asked() as u64 <= 1 + start.elapsed().as_secs() / 2, "{} requests", front.asked());
}

#[tokio::test]
async fn a_change_passes_through_nginx_while_the_stream_is_open() {
    let Some(mut front) = Front::new().await else { return };
    let mut reader = front.listen("/quay/stream?after=1").await;
    assert!(reader.heard(1).await.to_lowercase().contains("content-type: text/event-stream"));
    front.stage.post(3);
    let event = reader.heard(2).await.rsplit("\nid: ").next().unwrap().split("\n\n").next().unwrap();
    let event = Event::read(&format!("id: {event}"));
    assert_eq!(stage::delta(event.data.as_bytes()).delta.entries.len(), 1);
}

#[tokio::test]
async fn readers_who_open_streams_at_once_do_not_stand_in_line_for_the_cache() {
    // The lock of the cache lets in one reader every half second: all of these would take longer than anybody is patient.
    const STREAMS: usize = 200;
    let Some(mut front) = Front::new().await else { return };
    let mut readers = join_all((0..STREAMS).map(|_| front.listen("/quay/stream"))).await;
    join_all(readers.iter_mut().map(|reader| reader.heard(1))).await;
    front.stage.post(3);
    for said in join_all(readers.iter_mut().map(|reader| reader.heard(2))).await {
        assert!(said.contains("\nid: 2\n"), "{said}");
    }
}
