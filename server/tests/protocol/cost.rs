//! What a change costs: it does not grow with the feed.

use live_updates_server::StreamOptions;
use serde_json::json;

use crate::stage::{Stage, entry};

/// The bytes of the delta of one more entry in a feed that has many.
async fn bytes(entries: u64) -> usize {
    let feed = json!({
        "format": "live-updates/1", "title": "The fish market moves", "language": "en",
        "entries": (1..=entries).map(|n| entry(n, "One of many")).collect::<Vec<_>>(),
    });
    let mut stage = Stage::of(feed, StreamOptions::default());
    assert_eq!(stage.edited(|feed| feed["entries"].as_array_mut().unwrap().push(entry(10_500, "One more"))).await, 2);
    let delta = stage.get("/quay/updates/1").await;
    assert_eq!(delta.json()["entries"].as_array().unwrap().len(), 1);
    delta.body.len()
}

#[tokio::test]
async fn a_delta_of_one_entry_is_as_long_in_a_feed_of_ten_thousand_as_in_one_of_a_hundred() {
    let (few, many) = (bytes(100).await, bytes(10_000).await);
    assert!(many * 10 <= few * 12 && few * 10 <= many * 12, "{few} and {many} bytes");
}
