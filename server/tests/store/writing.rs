//! What editors rely on: order, conditions, drafts, schedules, a log.

use std::{collections::BTreeMap, sync::Arc};

use chrono::TimeDelta;
use live_updates_server::store::{Call, Once, Role, StoreError};
use serde_json::json;

use crate::stage::{Stage, by, call, noon, object, promises};

promises!(
    revisions_become_visible_in_order_however_many_write,
    a_request_that_comes_again_is_done_once_and_answered_alike,
    a_key_that_was_used_for_another_request_is_refused,
    who_edits_an_old_version_is_told_the_newer_one,
    drafts_are_seen_by_nobody_until_they_are_published,
    what_is_taken_back_leaves_a_tombstone_and_comes_back_as_it_was,
    what_is_due_is_published_once_with_its_time,
    the_log_keeps_what_was_said_before,
    authors_change_their_own_entries_alone,
    an_edit_that_changes_nothing_raises_nothing,
    a_feed_is_made_once_and_brings_its_entries,
);

async fn revisions_become_visible_in_order_however_many_write(stage: Stage) {
    const WRITERS: usize = 8;
    const EACH: usize = 10;
    let stage = Arc::new(stage.quay().await);
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let stage = stage.clone();
            tokio::spawn(async move {
                for n in 0..EACH {
                    stage.post(json!({"title": format!("{writer} {n}")})).await;
                }
            })
        })
        .collect();
    // A reader that asks from where it is: what it was not shown then must never turn up below.
    let mut seen = BTreeMap::new();
    let mut at = 1;
    while seen.len() < WRITERS * EACH {
        let delta = stage.store.changes("quay", at, 3).await.unwrap().unwrap();
        assert!(delta.revision >= at);
        for entry in delta.entries {
            assert!(entry.place.revision > at && entry.place.revision <= delta.revision);
            assert!(seen.insert(entry.place.revision, entry.place.sequence).is_none());
        }
        at = delta.revision;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(at, 1 + (WRITERS * EACH) as u64);
    assert!(seen.values().is_sorted(), "the order of the entries is that of the revisions");
}

fn with_key(key: &str, request: &str) -> Call {
    Call { once: Some(Once { key: key.to_owned(), request: request.to_owned() }), ..by("ida", Role::Editor) }
}

async fn a_request_that_comes_again_is_done_once_and_answered_alike(stage: Stage) {
    let stage = Arc::new(stage.quay().await);
    let tries: Vec<_> = (0..6)
        .map(|_| {
            let stage = stage.clone();
            tokio::spawn(async move {
                stage.store.post(&with_key("k1", "post"), "quay", object(json!({"title": "Once"}))).await.unwrap()
            })
        })
        .collect();
    let mut answers = Vec::new();
    for answer in tries {
        answers.push(answer.await.unwrap());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert_eq!(stage.store.feed("quay").await.unwrap().unwrap().head.total, 1);
    // A feed is made once, too, and a deleted entry's answer stays what it was.
    let maker = Call { by: call().by, ..with_key("k2", "make") };
    let make = || stage.store.new_feed(&maker, object(json!({"id": "pier", "title": "Pier"})));
    let (first, second) = tokio::join!(make(), make());
    assert_eq!(first.unwrap(), second.unwrap());
    let deleter = with_key("k3", "delete");
    let delete = || stage.store.delete(&deleter, "quay", &answers[0].id);
    assert_eq!(delete().await.unwrap(), delete().await.unwrap());
    // A day later nobody asks again, and the key is free.
    stage.store.forget(noon() + TimeDelta::days(2)).await.unwrap();
    let again = stage.store.post(&with_key("k1", "post"), "quay", object(json!({"title": "Twice"}))).await.unwrap();
    assert_ne!(again, answers[0]);
}

async fn a_key_that_was_used_for_another_request_is_refused(stage: Stage) {
    let stage = stage.quay().await;
    let post = async |call: Call| stage.store.post(&call, "quay", object(json!({"title": "Fog"}))).await;
    post(with_key("k1", "one")).await.unwrap();
    assert!(matches!(post(with_key("k1", "other")).await, Err(StoreError::KeyUsed)));
    // Another token's keys are its own.
    post(Call { by: by("ben", Role::Editor).by, ..with_key("k1", "other") }).await.unwrap();
}

async fn who_edits_an_old_version_is_told_the_newer_one(stage: Stage) {
    let stage = stage.quay().await;
    let first = stage.post(json!({"id": "e1", "title": "Fog"})).await;
    let draft = stage.post(json!({"id": "d1", "title": "Later", "status": "draft"})).await;
    let edit = async |id: &str, version: &str, title: &str| {
        let call = Call { if_version: Some(version.to_owned()), ..call() };
        stage.store.edit(&call, "quay", id, object(json!({"title": title}))).await
    };
    let second = edit("e1", &first.version, "Thick fog").await.unwrap();
    let Err(StoreError::Newer { version }) = edit("e1", &first.version, "Mist").await else { panic!("edited twice") };
    assert_eq!(version, second.version);
    // A draft's edits count although no reader sees them.
    let edited = edit("d1", &draft.version, "Sooner").await.unwrap();
    assert!(
        matches!(edit("d1", &draft.version, "Now").await, Err(StoreError::Newer { version }) if version == edited.version)
    );
    // A feed's version is that of its own words: posts do not raise it.
    let feed = stage.store.desk_feed(&call().by, "quay").await.unwrap();
    stage.post(json!({"title": "Sun", "key": true, "pinned": true})).await;
    let version = feed["version"].as_str().map(str::to_owned);
    let title = async |title: &str| {
        let call = Call { if_version: version.clone(), ..call() };
        stage.store.edit_feed(&call, "quay", object(json!({"title": title}))).await
    };
    title("Quay night").await.unwrap();
    assert!(matches!(title("Quay dawn").await, Err(StoreError::Newer { .. })));
}

async fn drafts_are_seen_by_nobody_until_they_are_published(stage: Stage) {
    let stage = stage.quay().await;
    let store = &stage.store;
    let before = store.feed("quay").await.unwrap().unwrap();
    stage.post(json!({"id": "d1", "title": "Secret", "key": true, "status": "draft"})).await;
    stage.post(json!({"id": "s1", "title": "Secret", "publish_at": "2026-03-14T13:00:00Z"})).await;
    store.edit(&call(), "quay", "d1", object(json!({"text": "Secret still"}))).await.unwrap();
    stage.post(json!({"id": "x1", "title": "Secret", "status": "draft"})).await;
    store.delete(&call(), "quay", "x1").await.unwrap();
    assert_eq!(store.feed("quay").await.unwrap().unwrap(), before);
    let delta = store.changes("quay", 0, 100).await.unwrap().unwrap();
    assert!(delta.entries.is_empty() && !format!("{delta:?}").contains("Secret"));
    // Editors see them, other authors do not.
    let ids = async |call: &Call, status: Option<&str>| -> Vec<String> {
        let entries = store.desk_entries(&call.by, "quay", status, None, None).await.unwrap();
        entries.iter().map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&by("ida", Role::Editor), None).await, ["s1", "d1"]);
    assert_eq!(ids(&by("ida", Role::Editor), Some("draft")).await, ["d1"]);
    assert!(ids(&by("ben", Role::Author), None).await.is_empty());
    assert!(matches!(store.desk_entry(&by("ben", Role::Author).by, "quay", "d1").await, Err(StoreError::NoSuchEntry)));
    let later = Call { now: noon() + TimeDelta::minutes(5), ..call() };
    let done = store.publish(&later, "quay", "d1", None).await.unwrap();
    let after = store.feed("quay").await.unwrap().unwrap();
    assert_eq!((after.head.revision, after.head.total), (done.revision, 1));
    assert_eq!(after.timeline.shown().next().unwrap().0.published.to_rfc3339(), "2026-03-14T12:05:00+00:00");
    assert_eq!(after.head.key_entries.len(), 1);
}

async fn what_is_taken_back_leaves_a_tombstone_and_comes_back_as_it_was(stage: Stage) {
    let stage = stage.quay().await;
    let posted = stage.post(json!({"id": "e1", "title": "Fog", "key": true, "pinned": true})).await;
    let taken = stage.store.unpublish(&call(), "quay", "e1").await.unwrap();
    let gone = stage.store.changes("quay", posted.revision, 9).await.unwrap().unwrap();
    assert!(gone.entries[0].content.is_none() && gone.entries[0].place.revision == taken.revision);
    let head = stage.store.feed("quay").await.unwrap().unwrap().head;
    assert!(head.total == 0 && head.pinned.is_empty() && head.key_entries.is_empty());
    // What is written meanwhile is not seen.
    stage.store.edit(&call(), "quay", "e1", object(json!({"title": "Thick fog"}))).await.unwrap();
    assert_eq!(stage.store.revision("quay").await.unwrap(), Some(taken.revision));
    let later = Call { now: noon() + TimeDelta::hours(3), ..call() };
    stage.store.publish(&later, "quay", "e1", None).await.unwrap();
    let feed = stage.store.feed("quay").await.unwrap().unwrap();
    let (place, content) = feed.timeline.shown().next().unwrap();
    assert_eq!(content.title.as_deref(), Some("Thick fog"));
    assert_eq!(place.published.to_rfc3339(), "2026-03-14T12:00:00+00:00");
}

async fn what_is_due_is_published_once_with_its_time(stage: Stage) {
    let stage = stage.quay().await;
    let store = &stage.store;
    for (id, at) in [("s2", "15:00"), ("s1", "14:00"), ("s3", "20:00")] {
        stage.post(json!({"id": id, "title": id, "publish_at": format!("2026-03-14T{at}:00+01:00")})).await;
    }
    store.publish(&call(), "quay", "s3", Some(noon() + TimeDelta::hours(30))).await.unwrap();
    assert_eq!(store.publish_due(noon() + TimeDelta::minutes(59)).await.unwrap(), 0);
    // Two processes look at the same time.
    let at = noon() + TimeDelta::hours(2);
    let (one, other) = tokio::join!(store.publish_due(at), store.publish_due(at));
    assert_eq!(one.unwrap() + other.unwrap(), 2);
    let feed = store.feed("quay").await.unwrap().unwrap();
    let shown: Vec<_> =
        feed.timeline.shown().map(|(place, _)| (place.id.as_str(), place.published.to_rfc3339())).collect();
    let wanted = [("s2", "2026-03-14T14:00:00+00:00"), ("s1", "2026-03-14T13:00:00+00:00")];
    assert_eq!(shown, wanted.map(|(id, at)| (id, at.to_owned())));
    assert_eq!(feed.head.revision, 3, "one each, none for those that waited");
    // What was taken from the schedule stays a draft.
    store.unpublish(&call(), "quay", "s3").await.unwrap();
    assert_eq!(store.publish_due(noon() + TimeDelta::days(9)).await.unwrap(), 0);
}

async fn the_log_keeps_what_was_said_before(stage: Stage) {
    let stage = stage.quay().await;
    stage.post(json!({"id": "e1", "text": "The tunnel is 2.9 km long."})).await;
    let correction =
        json!({"correction": "It is 2.4 km long.", "before": "2.9 km", "text": "The tunnel is 2.4 km long."});
    stage.store.correct(&by("ida", Role::Editor), "quay", "e1", object(correction)).await.unwrap();
    stage.store.delete(&call(), "quay", "e1").await.unwrap();
    let log = stage.store.history(&call().by, "quay", "e1").await.unwrap();
    let what: Vec<_> = log.iter().map(|line| line["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["posted", "corrected", "deleted"]);
    assert_eq!((log[1]["token"].as_str(), log[1]["revision"].as_u64()), (Some("ida"), Some(3)));
    assert!(log[1]["before"].to_string().contains("2.9 km long"));
    assert_eq!(log[2]["before"]["corrections"][0]["text"], "It is 2.4 km long.");
    assert!(matches!(
        stage.store.edit(&call(), "quay", "e1", object(json!({"title": "x"}))).await,
        Err(StoreError::EntryGone)
    ));
}

async fn authors_change_their_own_entries_alone(stage: Stage) {
    let stage = stage.quay().await;
    let ida = by("ida", Role::Author);
    stage.store.post(&ida, "quay", object(json!({"id": "e1", "title": "Fog"}))).await.unwrap();
    let edit = async |call: &Call| stage.store.edit(call, "quay", "e1", object(json!({"label": "breaking"}))).await;
    assert!(matches!(edit(&by("ben", Role::Author)).await, Err(StoreError::Forbidden(_))));
    edit(&ida).await.unwrap();
    edit(&by("eva", Role::Editor)).await.unwrap();
    let forbidden = [
        stage.store.pin(&ida, "quay", "e1", true).await,
        stage.store.post(&ida, "quay", object(json!({"title": "x", "pinned": true}))).await,
        stage.store.edit_feed(&ida, "quay", object(json!({"state": "ended"}))).await,
        stage.store.new_feed(&by("eva", Role::Editor), object(json!({"id": "quay", "title": "x"}))).await,
        stage.store.new_feed(&by("eva", Role::Admin), object(json!({"id": "pier", "title": "x"}))).await,
        stage.store.post(&by("eva", Role::Admin), "pier", object(json!({"title": "x"}))).await,
    ];
    for answer in forbidden {
        assert!(matches!(answer, Err(StoreError::Forbidden(_))), "{answer:?}");
    }
    assert_eq!(stage.store.feed("quay").await.unwrap().unwrap().head.revision, 3);
}

async fn an_edit_that_changes_nothing_raises_nothing(stage: Stage) {
    let stage = stage.quay().await;
    let posted = stage.post(json!({"id": "e1", "title": "Fog", "markdown": "It *lifts*."})).await;
    let same =
        stage.store.edit(&call(), "quay", "e1", object(json!({"html": "<p>It <em>lifts</em>.</p>"}))).await.unwrap();
    assert_eq!(same, posted);
    stage.store.edit_feed(&call(), "quay", object(json!({"title": "Quay day"}))).await.unwrap();
    stage.store.pin(&call(), "quay", "e1", false).await.unwrap();
    assert_eq!(stage.store.revision("quay").await.unwrap(), Some(posted.revision));
}

async fn a_feed_is_made_once_and_brings_its_entries(stage: Stage) {
    let demo = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/demo/harbour-day.json")).unwrap();
    let document = object(serde_json::from_str(&demo).unwrap());
    let parsed = live_updates_server::feeds::parse(demo.as_bytes(), "/harbour-day/feed.json").unwrap().feed;
    stage.store.new_feed(&call(), document.clone()).await.unwrap();
    let feed = stage.store.feed("harbour-day").await.unwrap().unwrap();
    assert_eq!(feed.timeline.shown().count(), parsed.timeline.shown().count());
    for ((place, content), (place_before, content_before)) in feed.timeline.shown().zip(parsed.timeline.shown()) {
        assert_eq!((&place.id, content), (&place_before.id, content_before));
    }
    assert_eq!((feed.head.title, feed.head.pinned), (parsed.head.title, parsed.head.pinned));
    assert_eq!((feed.head.lead, feed.head.standfirst), (parsed.head.lead, parsed.head.standfirst));
    assert_eq!(feed.head.links.log_in, parsed.head.links.log_in);
    assert!(matches!(stage.store.new_feed(&call(), document).await, Err(StoreError::Taken(_))));
}
