//! What operators see.

use chrono::{DateTime, Utc};
use live_updates_server::{api::Api, store::Store, whole};

use crate::stage::{Stage, ask};

#[tokio::test(start_paused = true)]
async fn streams_deltas_and_requests_are_counted() {
    let mut stage = Stage::new();
    let mut one = stage.listen("").await;
    let two = stage.listen("").await;
    one.delta().await;
    stage.post(3);
    one.delta().await;
    stage.get("/quay/updates/1").await;
    stage.get("/quay/updates/9").await;
    stage.get("/quay/updates/2").await;
    stage.get("/nothing/at/all/here").await;
    let metrics = stage.get("/metrics").await;
    assert_eq!(metrics.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    for line in [
        "live_updates_streams_open 2",
        "live_updates_stream_deltas_total 2",
        "live_updates_stream_dropped_total 0",
        "live_updates_requests_total{route=\"/{feed}/updates/{revision}\",status=\"200\"} 2",
        "live_updates_requests_total{route=\"/{feed}/updates/{revision}\",status=\"410\"} 1",
        "live_updates_requests_total{route=\"none\",status=\"404\"} 1",
    ] {
        assert!(metrics.text().lines().any(|known| known == line), "{line}\n{}", metrics.text());
    }
    drop((one, two));
    assert!(stage.get("/metrics").await.text().contains("live_updates_streams_open 0"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_newsrooms_ask_is_counted_with_what_readers_ask() {
    let stage = Stage::new();
    let store = Store::open(stage.folder.path().join("live.db").to_str().unwrap()).await.unwrap();
    let app = whole(stage.state.clone(), Some(Api::new(store, || DateTime::<Utc>::UNIX_EPOCH)));
    for path in ["/api/openapi.json", "/api/feeds/quay", "/api/feeds/pier", "/api/nowhere", "/quay/feed.json"] {
        ask(&app, path, &[]).await;
    }
    let metrics = ask(&app, "/metrics", &[]).await;
    for line in [
        "live_updates_requests_total{route=\"/api/openapi.json\",status=\"200\"} 1",
        "live_updates_requests_total{route=\"/api/feeds/{feed}\",status=\"401\"} 2",
        "live_updates_requests_total{route=\"none\",status=\"404\"} 1",
        "live_updates_requests_total{route=\"/{feed}/feed.json\",status=\"200\"} 1",
    ] {
        assert!(metrics.text().lines().any(|known| known == line), "{line}\n{}", metrics.text());
    }
}
