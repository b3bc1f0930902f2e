//! However readers come and go and however the changes are cut, they end up with the feed.

use chrono::TimeDelta;
use live_updates::feed::{Feed, Timeline};
use live_updates_server::store::{Call, Store};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::json;

use crate::stage::{Stage, call, noon, object, promises};

promises!(a_delta_that_is_cut_and_continued_gives_the_whole_feed);

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    Post(u8, bool),
    Draft(u8),
    Edit(u8, bool),
    Delete(u8),
    Pin(u8, bool),
    Unpublish(u8),
    Publish(u8),
    Due,
    Head(u8),
    /// A reader opens the page, and will take changes in parts of this size.
    Open(usize),
    /// All readers ask for one part.
    Poll,
}

fn step() -> impl Strategy<Value = Step> {
    let id = 0_u8..6;
    prop_oneof![
        4 => (id.clone(), any::<bool>()).prop_map(|(id, key)| Step::Post(id, key)),
        1 => id.clone().prop_map(Step::Draft),
        2 => (id.clone(), any::<bool>()).prop_map(|(id, key)| Step::Edit(id, key)),
        1 => id.clone().prop_map(Step::Delete),
        2 => (id.clone(), any::<bool>()).prop_map(|(id, on)| Step::Pin(id, on)),
        2 => id.clone().prop_map(Step::Unpublish),
        2 => id.clone().prop_map(Step::Publish),
        1 => Just(Step::Due),
        1 => id.prop_map(Step::Head),
        2 => (1_usize..4).prop_map(Step::Open),
        2 => Just(Step::Poll),
    ]
}

/// One part of what comes after what a reader has; whether there is more.
async fn poll(store: &Store, feed: &str, (limit, reader): &mut (usize, Feed)) -> bool {
    let delta = store.changes(feed, reader.head.revision, *limit).await.unwrap().unwrap();
    assert!(delta.entries.len() <= *limit && delta.revision >= delta.from);
    let more = delta.more;
    reader.apply_delta(delta);
    more
}

async fn lived_through(store: &Store, feed: &str, steps: Vec<Step>) {
    store.new_feed(&call(), object(json!({"id": feed, "title": "Quay day"}))).await.unwrap();
    let mut readers: Vec<(usize, Feed)> = Vec::new();
    for (second, step) in (1..).zip(steps) {
        let at = Call { now: noon() + TimeDelta::seconds(second), ..call() };
        let id = |id: u8| format!("e{id}");
        let entry = |n: u8, key: bool| object(json!({"id": id(n), "title": second.to_string(), "key": key}));
        // Many of these are refused, an edit of what was deleted for one: then nothing may change.
        let _ = match step {
            Step::Post(n, key) => store.post(&at, feed, entry(n, key)).await,
            Step::Draft(n) => {
                let later = (at.now + TimeDelta::seconds(3)).to_rfc3339();
                store.post(&at, feed, object(json!({"id": id(n), "title": "later", "publish_at": later}))).await
            }
            Step::Edit(n, key) => {
                store.edit(&at, feed, &id(n), object(json!({"title": second.to_string(), "key": key}))).await
            }
            Step::Delete(n) => store.delete(&at, feed, &id(n)).await,
            Step::Pin(n, on) => store.pin(&at, feed, &id(n), on).await,
            Step::Unpublish(n) => store.unpublish(&at, feed, &id(n)).await,
            Step::Publish(n) => store.publish(&at, feed, &id(n), None).await,
            Step::Head(n) => store.edit_feed(&at, feed, object(json!({"title": id(n), "poll_seconds": n}))).await,
            Step::Due => {
                store.publish_due(at.now).await.unwrap();
                continue;
            }
            Step::Open(limit) => {
                readers.push((limit, store.feed(feed).await.unwrap().unwrap()));
                continue;
            }
            Step::Poll => {
                for reader in &mut readers {
                    poll(store, feed, reader).await;
                }
                continue;
            }
        };
    }
    // And one that knows nothing but where the feed is.
    let mut new = store.feed(feed).await.unwrap().unwrap();
    let whole = new.clone();
    (new.head.revision, new.timeline) = (0, Timeline::default());
    readers.push((2, new));
    for mut reader in readers {
        while poll(store, feed, &mut reader).await {}
        assert_eq!(reader.1, whole, "in parts of {}", reader.0);
    }
}

async fn a_delta_that_is_cut_and_continued_gives_the_whole_feed(stage: Stage) {
    let runtime = tokio::runtime::Handle::current();
    let cases = move || {
        let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
        // Each case has a feed of its own.
        let feeds = std::cell::Cell::new(0);
        let outcome = runner.run(&proptest::collection::vec(step(), 1..60), |steps| {
            feeds.set(feeds.get() + 1);
            runtime.block_on(lived_through(&stage.store, &format!("quay-{}", feeds.get()), steps));
            Ok(())
        });
        outcome.unwrap();
    };
    tokio::task::spawn_blocking(cases).await.unwrap();
}
