//! Streams: what is sent, when they end, who is turned away. Time is made to pass, never waited for.

use std::time::Duration;

use live_updates_server::StreamOptions;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::{
    events::Event,
    stage::{Stage, revised},
};

#[tokio::test(start_paused = true)]
async fn a_change_reaches_everybody_who_listens_as_one_frame_made_once() {
    let mut stage = Stage::new();
    let mut readers = Vec::new();
    for _ in 0..3 {
        let mut reader = stage.listen("").await;
        assert_eq!(reader.delta().await.revision, 1, "where it stands is said at once");
        readers.push(reader);
    }
    stage.post(3);
    let mut seen = Vec::new();
    for reader in &mut readers {
        let delta = reader.delta().await;
        assert_eq!((delta.from, delta.revision, delta.entries.len()), (1, 2, 1));
        seen.push(reader.last.as_ptr());
    }
    assert!(seen.iter().all(|at| *at == seen[0]), "the same bytes, not copies");
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_not_kept_back_by_anything() {
    let mut stage = Stage::new();
    stage.edited(|feed| feed["title"] = "Moved".into()).await;
    let mut reader = stage.listen("?after=1").await;
    reader.delta().await;
    assert!((2000..=8000).contains(&reader.retry.unwrap()));
    let answer = tower::ServiceExt::oneshot(
        stage.app.clone(),
        axum::http::Request::get("/quay/stream").body(axum::body::Body::empty()).unwrap(),
    );
    let headers = answer.await.unwrap().headers().clone();
    for (name, value) in [
        ("content-type", "text/event-stream"),
        ("cache-control", "no-store"),
        ("x-accel-buffering", "no"),
        ("access-control-allow-origin", "*"),
    ] {
        assert_eq!(headers[name], value);
    }
}

#[tokio::test(start_paused = true)]
async fn a_beat_is_heard_every_fifteen_seconds() {
    let stage = Stage::new();
    let mut reader = stage.listen("").await;
    reader.delta().await;
    let start = Instant::now();
    for _ in 0..4 {
        let event = reader.next().await.unwrap();
        assert_eq!(event, Event { kind: "beat".into(), id: None, data: String::new() });
        // An event without any data is passed over by browsers.
        assert!(reader.last.windows(5).any(|part| part == b"data:"));
    }
    assert_eq!(start.elapsed().as_secs(), 60);
}

#[tokio::test(start_paused = true)]
async fn a_revision_that_is_not_known_resets_and_the_stream_goes_on() {
    let feed =
        json!({"format": "live-updates/1", "title": "T", "epoch": "m", "revision": 40, "entries": [revised(1, 31)]});
    let mut stage = Stage::of(feed, StreamOptions::default());
    for rest in ["?after=41", "?after=39", "?after=somewhere"] {
        let reset = stage.listen(rest).await.next().await.unwrap();
        assert_eq!(reset, Event { kind: "reset".into(), id: Some(40), data: "40".into() }, "{rest}");
    }
    let mut reader = stage.listen("?after=41").await;
    reader.next().await;
    stage.edit(|feed| {
        feed["revision"] = 41.into();
        feed["entries"].as_array_mut().unwrap().push(revised(2, 41));
    });
    assert_eq!((reader.delta().await.from, reader.last.is_empty()), (40, false));
    // Another history, while somebody listens.
    stage.edit(|feed| {
        feed["epoch"] = "n".into();
        feed["revision"] = 7.into();
    });
    let reset = reader.next().await.unwrap();
    assert_eq!((reset.kind.as_str(), reset.id), ("reset", Some(7)));
}

#[tokio::test(start_paused = true)]
async fn who_is_too_far_behind_is_told_to_take_the_head_again() {
    let feed = json!({"format": "live-updates/1", "title": "T", "epoch": "m", "revision": 1, "entries": []});
    let mut stage = Stage::of(feed, StreamOptions::default());
    stage
        .edited(|feed| {
            feed["entries"] = (2..=1200).rev().map(|n| revised(n, n)).collect();
            feed["revision"] = 1200.into();
        })
        .await;
    let mut reader = stage.listen("?after=1").await;
    for part in 1..=5 {
        assert_eq!(reader.delta().await.revision, part * 200 + 1);
    }
    let reset = reader.next().await.unwrap();
    assert_eq!((reset.kind.as_str(), reset.id), ("reset", Some(1200)));
}

#[tokio::test(start_paused = true)]
async fn a_reader_who_does_not_take_what_is_sent_is_dropped_and_resumes() {
    let mut stage = Stage::new();
    let mut slow = stage.listen("").await;
    let mut quick = stage.listen("").await;
    let had = slow.delta().await.revision;
    quick.delta().await;
    for n in 3..100 {
        stage.post(n);
        assert_eq!(quick.delta().await.revision, n - 1);
    }
    assert_eq!(slow.next().await, None);
    assert!(stage.get("/metrics").await.text().contains("live_updates_stream_dropped_total 1"));
    let mut again = stage.resume("", &[("last-event-id", &had.to_string())]).await;
    let delta = again.delta().await;
    assert_eq!((delta.from, delta.revision, delta.entries.len()), (1, 98, 97));
}

#[tokio::test(start_paused = true)]
async fn more_streams_than_there_are_places_are_turned_away_with_a_time_to_come_back() {
    let stage = Stage::with(StreamOptions { places: 2, ..StreamOptions::default() });
    let (one, _two) = (stage.listen("").await, stage.listen("").await);
    let third = stage.get("/quay/stream").await;
    assert_eq!((third.status.as_u16(), &third.json()["code"]), (503, &"full".into()));
    assert!((5..=20).contains(&third.header("retry-after").parse::<u32>().unwrap()));
    assert_eq!(third.header("access-control-expose-headers"), "etag, retry-after");
    drop(one);
    stage.listen("").await;
    assert_eq!(stage.get("/none/stream").await.status, 404);
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_after_half_an_hour_to_an_hour_and_not_all_together() {
    let stage = Stage::new();
    let mut lives = Vec::new();
    for _ in 0..4 {
        let mut reader = stage.listen("").await;
        let start = Instant::now();
        while reader.next().await.is_some() {}
        lives.push(start.elapsed());
    }
    let (half, whole) = (Duration::from_secs(30 * 60), Duration::from_secs(60 * 60));
    assert!(lives.iter().all(|life| (half..=whole).contains(life)), "{lives:?}");
    assert!(lives.iter().any(|life| *life != lives[0]), "{lives:?}");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_ends_lets_its_streams_go() {
    let stage = Stage::new();
    let mut reader = stage.listen("").await;
    reader.delta().await;
    stage.state.end();
    assert_eq!(reader.next().await, None);
    let refused = stage.get("/quay/stream").await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (503, &"ending".into()));
    assert_eq!(stage.get("/quay/feed.json").await.status, 200, "what is open is finished");
}

#[tokio::test(start_paused = true)]
async fn a_file_is_looked_at_only_while_somebody_listens() {
    let mut stage = Stage::new();
    let mut reader = stage.listen("").await;
    reader.delta().await;
    drop(reader);
    sleep(Duration::from_secs(5)).await;
    stage.post(3);
    // The task that looked has ended: a new listener starts where the feed is now, and hears what follows.
    let mut reader = stage.listen("").await;
    assert_eq!(reader.delta().await.revision, 2);
    stage.post(4);
    assert_eq!(reader.delta().await.from, 2);
}

#[tokio::test(start_paused = true)]
async fn a_broken_file_ends_no_stream() {
    let mut stage = Stage::new();
    let mut reader = stage.listen("").await;
    reader.delta().await;
    let whole = stage.feed.clone();
    stage.edit(|feed| *feed = Value::Null);
    assert_eq!(reader.next().await.unwrap().kind, "beat");
    stage.edit(|feed| {
        *feed = whole;
        feed["title"] = "Mended".into();
    });
    assert_eq!(reader.delta().await.head.unwrap().head.title, "Mended");
}
