//! What readers see: whole feeds, and what changed since a revision.

use live_updates::feed::{Feed, HeadField, State};
use live_updates_server::store::{Changed, Store};
use serde_json::json;
use sqlx::Connection;

use crate::stage::{Stage, call, object, promises};

promises!(
    a_feed_is_what_was_written,
    a_delta_has_what_changed_and_nothing_else,
    a_write_is_told_to_whoever_listens_in_this_process_and_in_others,
    a_notification_that_is_lost_only_delays,
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
    stage.store.edit_feed(&call(), "quay", object(json!({"poll_seconds": null}))).await.unwrap();
    assert_eq!(changes(11).await.poll_seconds, Some(0), "also that the feed says nothing any more is said");
    let ahead = changes(99).await;
    assert!(ahead.revision == 12 && ahead.entries.is_empty() && ahead.head.is_none());
    assert!(stage.store.changes("nowhere", 0, 9).await.unwrap().is_none());
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

async fn a_notification_that_is_lost_only_delays(stage: Stage) {
    let stage = stage.quay().await;
    let mut changed = stage.store.subscribe();
    // A write that tells nobody.
    let url = if stage.database.starts_with("postgres:") {
        stage.database.clone()
    } else {
        format!("sqlite://{}", stage.database.replace(' ', "%20").replace('?', "%3f"))
    };
    let mut silent = sqlx::AnyConnection::connect(&url).await.unwrap();
    sqlx::query("UPDATE feeds SET revision = 7").execute(&mut silent).await.unwrap();
    while changed.recv().await.unwrap() != (Changed { feed: "quay".to_owned(), revision: 7 }) {}
}
