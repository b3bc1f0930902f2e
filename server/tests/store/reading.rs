//! What readers see: whole feeds, and what changed since a revision.

use live_updates::feed::{Delta, Feed, HeadField, State, Timeline};
use live_updates_server::store::{Changed, Store};
use serde_json::json;

use crate::stage::{Stage, call, noon, object, promises};

promises!(
    a_feed_is_what_was_written,
    a_delta_has_what_changed_and_nothing_else,
    a_delta_that_is_cut_and_continued_gives_the_whole_feed,
    a_write_is_told_to_whoever_listens_in_this_process_and_in_others,
);

fn ids(feed: &Feed) -> Vec<String> {
    feed.timeline.shown().map(|(place, _)| place.id.to_string()).collect()
}

async fn a_feed_is_what_was_written(stage: Stage) {
    let stage = stage.quay().await;
    let first = stage.post(json!({"title": "First", "text": "One\ntwo\n\nthree"})).await;
    let second = stage.post(json!({"markdown": "# Fog\n\nIt *lifts*.", "key": true, "pinned": true})).await;
    assert_eq!((first.revision, second.revision), (2, 3));
    let feed = stage.store.feed("quay").await.unwrap().unwrap();
    assert_eq!(ids(&feed), [second.id.clone(), first.id]);
    let head = &feed.head;
    assert_eq!((head.id.as_str(), head.revision, head.total, head.state), ("quay", 3, 2, State::Live));
    assert_eq!(head.epoch, stage.store.epoch().await.unwrap());
    assert_eq!(head.updated.unwrap().to_rfc3339(), "2026-03-14T12:00:00+00:00");
    assert_eq!(head.key_entries[0].title, "Fog");
    assert_eq!(head.pinned[0].as_str(), second.id);
    assert_eq!(stage.store.feeds().await.unwrap(), ["quay"]);
    assert_eq!(stage.store.revision("quay").await.unwrap(), Some(3));
    assert_eq!(stage.store.revision("nowhere").await.unwrap(), None);
    assert!(stage.store.feed("nowhere").await.unwrap().is_none());
}

async fn a_delta_has_what_changed_and_nothing_else(stage: Stage) {
    let stage = stage.quay().await;
    for n in 0..5 {
        stage.post(json!({"id": format!("e{n}"), "title": format!("Ferry {n}")})).await;
    }
    let changes = async |from| stage.store.changes("quay", from, 100).await.unwrap().unwrap();
    let none = changes(6).await;
    assert!(none.entries.is_empty() && none.head.is_none() && !none.more);
    assert_eq!((none.from, none.revision), (6, 6));
    stage.store.edit(&call(), "quay", "e1", object(json!({"key": true}))).await.unwrap();
    stage.store.delete(&call(), "quay", "e3").await.unwrap();
    let two = changes(6).await;
    let seen: Vec<_> = two.entries.iter().map(|e| (e.place.id.to_string(), e.content.is_some())).collect();
    assert_eq!(seen, [("e1".to_owned(), true), ("e3".to_owned(), false)]);
    let head = two.head.unwrap();
    assert_eq!(head.fields, [HeadField::Total, HeadField::KeyEntries]);
    assert_eq!((head.head.total, head.revision), (4, 8));
    // What never was is no part of it.
    stage.store.edit_feed(&call(), "quay", object(json!({"state": "ended"}))).await.unwrap();
    let state = changes(8).await;
    assert_eq!(state.head.unwrap().fields, [HeadField::State]);
    assert!(state.entries.is_empty());
    // A field that is removed is said to be.
    let edit = json!({"standfirst": "Until noon"});
    stage.store.edit_feed(&call(), "quay", object(edit)).await.unwrap();
    stage.store.edit_feed(&call(), "quay", object(json!({"standfirst": null, "poll_seconds": 20}))).await.unwrap();
    let removed = changes(9).await;
    assert_eq!(removed.poll_seconds, Some(20));
    let head = removed.head.unwrap();
    assert!(head.fields == [HeadField::Standfirst] && head.head.standfirst.is_empty());
    let ahead = changes(99).await;
    assert!(ahead.revision == 11 && ahead.entries.is_empty() && ahead.head.is_none());
    assert!(stage.store.changes("nowhere", 0, 9).await.unwrap().is_none());
}

/// All that comes after what a reader has, in parts of `limit`.
async fn catch_up(store: &Store, reader: &mut Feed, limit: usize) {
    loop {
        let delta: Delta = store.changes("quay", reader.head.revision, limit).await.unwrap().unwrap();
        assert!(delta.entries.len() <= limit);
        let more = delta.more;
        reader.apply_delta(delta);
        if !more {
            return;
        }
    }
}

async fn a_delta_that_is_cut_and_continued_gives_the_whole_feed(stage: Stage) {
    let stage = stage.quay().await;
    // Readers that begin at different times and take parts of different sizes.
    let mut readers: Vec<(usize, Feed)> = Vec::new();
    let mut dice = Dice(7);
    for round in 0..120_u32 {
        let at =
            live_updates_server::store::Call { now: noon() + chrono::TimeDelta::seconds(i64::from(round)), ..call() };
        let id = format!("e{}", dice.below(12));
        let store = &stage.store;
        // Many of these are refused, an edit of what was deleted for one: then nothing may change.
        let _ = match dice.below(7) {
            0..=2 => {
                store
                    .post(&at, "quay", object(json!({"id": id, "title": round.to_string(), "key": round % 3 == 0})))
                    .await
            }
            3 => {
                store
                    .edit(&at, "quay", &id, object(json!({"title": format!("{round} again"), "key": round % 2 == 0})))
                    .await
            }
            4 => store.pin(&at, "quay", &id, round % 2 == 0).await,
            5 if round % 4 == 0 => store.delete(&at, "quay", &id).await,
            5 => store.unpublish(&at, "quay", &id).await,
            _ => store.publish(&at, "quay", &id, None).await,
        };
        if dice.below(10) == 0 {
            readers.push((1 + dice.below(4) as usize, store.feed("quay").await.unwrap().unwrap()));
        }
        if let Some((limit, reader)) = readers.last_mut().filter(|_| round % 5 == 0) {
            catch_up(store, reader, *limit).await;
        }
    }
    let mut new = stage.store.feed("quay").await.unwrap().unwrap();
    (new.head.revision, new.timeline) = (0, Timeline::default());
    readers.push((3, new));
    let whole = stage.store.feed("quay").await.unwrap().unwrap();
    assert!(readers.len() > 5 && whole.timeline.shown().count() > 2);
    for (limit, mut reader) in readers {
        catch_up(&stage.store, &mut reader, limit).await;
        assert_eq!(reader, whole, "in parts of {limit}");
    }
}

async fn a_write_is_told_to_whoever_listens_in_this_process_and_in_others(stage: Stage) {
    let stage = stage.quay().await;
    let other = Store::open(&stage.database).await.unwrap();
    let (mut here, mut there) = (stage.store.subscribe(), other.subscribe());
    let done = stage.post(json!({"title": "Fog"})).await;
    let wanted = Changed { feed: "quay".to_owned(), revision: done.revision };
    while here.recv().await.unwrap() != wanted {}
    while there.recv().await.unwrap() != wanted {}
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}
