//! Feeds of a database: what editors write reaches heads, deltas and streams.

use std::time::Duration;

use chrono::{DateTime, Utc};
use live_updates::{feed::Feed, source::native};
use live_updates_server::{
    AppState, StreamOptions, app,
    assets::Assets,
    feeds::Feeds,
    store::{By, Call, Store},
};
use serde_json::{Map, Value, json};
use tokio::time::timeout;

use crate::{
    events::Events,
    stage::{self, Answer, Stage},
};

/// A folder with the feed `quay`, and a database with `quay` and `pier`.
struct Both {
    stage: Stage,
    store: Store,
}

fn call() -> Call {
    let noon: DateTime<Utc> = DateTime::parse_from_rfc3339("2026-03-14T12:00:00Z").unwrap().to_utc();
    Call::new(By::owner(), noon)
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap()
}

impl Both {
    async fn new() -> Self {
        let mut stage = Stage::new();
        let store = Store::open(stage.folder.path().join("live.db").to_str().unwrap()).await.unwrap();
        for id in ["pier", "quay"] {
            let head = json!({"id": id, "title": "The pier is painted", "poll_seconds": 7});
            store.new_feed(&call(), object(head)).await.unwrap();
        }
        let feeds = Feeds::of(Some(&stage.folder.path().join("feeds")), Some(store.clone())).unwrap();
        let assets = Assets::open(&stage.folder.path().join("dist")).unwrap();
        stage.state = AppState::with(feeds, assets, None, StreamOptions::default());
        stage.app = app(stage.state.clone());
        Self { stage, store }
    }

    async fn post(&self, title: &str) -> String {
        self.store.post(&call(), "pier", object(json!({"title": title}))).await.unwrap().id
    }

    async fn get(&self, path: &str) -> Answer {
        self.stage.get(path).await
    }

    async fn whole(&self) -> Feed {
        native::read(&self.get("/pier/feed.json").await.body, "/pier/feed.json", &|_| Vec::new()).unwrap().feed
    }

    async fn listen(&self) -> Events {
        Events::of(stage::open(&self.stage.app, "/pier/stream", &[]).await)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_of_a_database_is_served_with_its_links_before_a_file_of_the_same_name() {
    let both = Both::new().await;
    let head = both.get("/pier/feed.json").await.json();
    assert_eq!((&head["links"]["updates"], &head["poll_seconds"]), (&json!("/pier/updates/1"), &json!(7)));
    assert_eq!(both.get("/quay/feed.json").await.json()["title"], "The pier is painted");
    let list = both.get("/").await;
    assert_eq!(list.text().matches("href=\"/quay\"").count(), 1, "{}", list.text());
    assert_eq!(both.get("/none/updates/1").await.status, 404);
    assert_eq!(both.get("/pier/updates/2").await.status, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn from_any_revision_of_a_database_the_delta_leads_to_the_feed_as_it_is() {
    let both = Both::new().await;
    let mut readers = vec![both.whole().await];
    let first = both.post("The ladder is too short").await;
    readers.push(both.whole().await);
    both.store.edit(&call(), "pier", &first, object(json!({"title": "The ladder is long enough"}))).await.unwrap();
    readers.push(both.whole().await);
    both.post("Blue, after all").await;
    both.store.delete(&call(), "pier", &first).await.unwrap();
    both.store.edit_feed(&call(), "pier", object(json!({"state": "ended"}))).await.unwrap();
    let now = both.whole().await;
    for mut reader in readers {
        let next = reader.head.links.updates.clone().unwrap();
        let answer = both.get(next.as_str()).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=0, s-maxage=7, stale-while-revalidate=1");
        reader.apply_delta(stage::delta(&answer.body).delta);
        assert_eq!(reader, now);
    }
    let page = both.get("/pier").await;
    assert!(page.text().contains(&format!("data-revision=\"{}\"", now.head.revision)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_reaches_a_stream_at_once() {
    let both = Both::new().await;
    let mut reader = both.listen().await;
    assert_eq!(reader.delta().await.revision, 1);
    for (from, title) in [(1, "The first coat"), (2, "The second coat")] {
        both.post(title).await;
        // A feed that nothing is heard of would be looked at later than that.
        let delta = timeout(Duration::from_secs(20), reader.delta()).await.expect("a delta within 20 s");
        assert_eq!((delta.from, delta.entries.len()), (from, 1));
        assert_eq!(delta.entries[0].content.as_ref().unwrap().title.as_deref(), Some(title));
    }
}
