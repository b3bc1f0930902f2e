//! The authoring API as a newsroom's system meets it: JSON over HTTP.

use std::{future::poll_fn, task::Poll, time::Duration};

use axum::http::StatusCode;
use live_updates_server::{api, store::Role};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, desk},
    stage::{Stage, by, call, noon, promises},
};

promises!(
    an_entry_is_posted_seen_and_edited_with_its_version,
    a_token_opens_its_feed_with_its_role_until_it_is_revoked,
    a_retry_gets_the_same_answer_and_another_body_is_refused,
    every_route_and_method_is_in_the_description,
    marks_and_corrections_have_their_own_addresses,
    editors_list_entries_in_parts,
    a_post_that_was_begun_is_done_although_its_sender_hangs_up,
);

async fn an_entry_is_posted_seen_and_edited_with_its_version(stage: Stage) {
    let (_stage, desk) = desk(stage).await;
    let posted = desk.ask("POST", "/feeds/quay/entries", json!({"title": "Fog", "text": "It lifts."})).await;
    assert_eq!((posted.status, posted.header("location")), (StatusCode::CREATED, "/api/feeds/quay/entries/e1"));
    let wanted = json!({"feed": "quay", "id": "e1", "revision": 2, "version": "2", "status": "published"});
    assert_eq!((posted.header("etag"), &posted.body), ("\"2\"", &wanted));
    let seen = desk.ask("GET", "/feeds/quay/entries/e1", Value::Null).await;
    assert_eq!((seen.header("etag"), &seen.body["published"]), ("\"2\"", &json!("2026-03-14T12:00:00+00:00")));
    assert_eq!(seen.body["body"][0]["content"][0]["text"], "It lifts.");
    let edit = async |version| {
        let patch = json!({"html": "<p>It stays.</p>"});
        desk.ask_with("PATCH", "/feeds/quay/entries/e1", patch, &[("if-match", version)]).await
    };
    let edited = edit("\"2\"").await;
    assert_eq!((edited.status, edited.header("etag")), (StatusCode::OK, "\"3\""));
    let late = edit("\"2\"").await;
    assert_eq!((late.status, &late.body["version"]), (StatusCode::PRECONDITION_FAILED, &json!("3")));
    assert_eq!(edit("3").await.status, StatusCode::BAD_REQUEST);
    let deleted = desk.ask("DELETE", "/feeds/quay/entries/e1", Value::Null).await;
    assert_eq!(deleted.body["status"], "deleted");
    assert_eq!(desk.ask("GET", "/feeds/quay/entries/e1", Value::Null).await.status, StatusCode::GONE);
}

async fn a_token_opens_its_feed_with_its_role_until_it_is_revoked(stage: Stage) {
    let (stage, desk) = desk(stage).await;
    let post = async |desk: &Desk, feed: &str| {
        desk.ask("POST", &format!("/feeds/{feed}/entries"), json!({"title": "Fog"})).await.status
    };
    assert_eq!(post(&desk, "quay").await, StatusCode::CREATED);
    assert_eq!(post(&desk, "pier").await, StatusCode::FORBIDDEN);
    assert_eq!(post(&desk.with("lu_guessed"), "quay").await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        desk.ask("POST", "/tokens", json!({"role": "author", "feed": "quay"})).await.status,
        StatusCode::FORBIDDEN
    );
    // Whoever may make tokens for one feed may not make them for all, nor see others'.
    stage.store.new_token(&call().by, None, Role::Editor, "All", noon()).await.unwrap();
    let (_, admin) = stage.store.new_token(&call().by, Some("quay"), Role::Admin, "Eva", noon()).await.unwrap();
    let admin = desk.with(&admin);
    assert_eq!(admin.ask("POST", "/tokens", json!({"role": "author"})).await.status, StatusCode::FORBIDDEN);
    let made = admin.ask("POST", "/tokens", json!({"role": "author", "feed": "quay", "name": "Ben"})).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let ben = desk.with(made.body["secret"].as_str().unwrap());
    assert_eq!(post(&ben, "quay").await, StatusCode::CREATED);
    assert_eq!(ben.ask("PUT", "/feeds/quay/entries/e1/pin", Value::Null).await.status, StatusCode::FORBIDDEN);
    let tokens = admin.ask("GET", "/tokens", Value::Null).await.body;
    let names: Vec<_> =
        tokens["tokens"].as_array().unwrap().iter().map(|token| token["name"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(!names.contains(&"All") && !tokens.to_string().contains("secret") && !tokens.to_string().contains("hash"));
    let path = format!("/tokens/{}", made.body["id"].as_str().unwrap());
    assert_eq!(admin.ask("DELETE", &path, Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(post(&ben, "quay").await, StatusCode::UNAUTHORIZED);
    assert_eq!(admin.ask("DELETE", "/tokens/nobodys", Value::Null).await.status, StatusCode::NOT_FOUND);
}

async fn a_retry_gets_the_same_answer_and_another_body_is_refused(stage: Stage) {
    let (stage, desk) = desk(stage).await;
    let post = async |title: &str| {
        let key = [("idempotency-key", "\"8e03978e-40d5\"")];
        desk.ask_with("POST", "/feeds/quay/entries", json!({ "title": title }), &key).await
    };
    let (first, again) = (post("Fog").await, post("Fog").await);
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!((first.header("location"), first.header("etag")), (again.header("location"), again.header("etag")));
    assert_eq!(stage.store.feed("quay").await.unwrap().unwrap().head.total, 1);
    let other = post("Mist").await;
    assert_eq!((other.status, &other.body["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("key-used")));
    let empty = desk.ask_with("POST", "/feeds/quay/entries", json!({"title": "x"}), &[("idempotency-key", "")]).await;
    assert_eq!(empty.status, StatusCode::BAD_REQUEST);
}

async fn every_route_and_method_is_in_the_description(stage: Stage) {
    let (_stage, desk) = desk(stage).await;
    let document = desk.ask("GET", "/openapi.json", Value::Null).await.body;
    assert_eq!(document["openapi"], "3.1.0");
    let described: Vec<_> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut routes = api::paths();
    routes.sort_unstable();
    assert_eq!(described, routes);
    for path in routes {
        let concrete = path.replace("{feed}", "quay").replace("{entry}", "e1").replace("{token}", "t");
        let refused = desk.ask("TRACE", &concrete, Value::Null).await;
        let mut methods: Vec<_> = refused.header("allow").split(',').filter(|method| *method != "HEAD").collect();
        methods.sort_unstable();
        let item = document["paths"][path].as_object().unwrap();
        let mut wanted: Vec<_> = item.keys().filter(|key| *key != "parameters").map(|key| key.to_uppercase()).collect();
        wanted.sort_unstable();
        assert_eq!(methods, wanted, "{path}");
    }
}

async fn marks_and_corrections_have_their_own_addresses(stage: Stage) {
    let (stage, desk) = desk(stage).await;
    stage.post(json!({"id": "e1", "title": "Fog", "text": "It is 2.9 km."})).await;
    let ask = async |method: &str, what: &str, body: Value| {
        let answer = desk.ask(method, &format!("/feeds/quay/entries/e1/{what}"), body).await;
        assert_eq!(answer.status, StatusCode::OK, "{what}: {}", answer.body);
        stage.store.feed("quay").await.unwrap().unwrap()
    };
    let content = |feed: &live_updates::feed::Feed| feed.timeline.shown().next().unwrap().1.clone();
    assert_eq!(ask("PUT", "pin", Value::Null).await.head.pinned.len(), 1);
    assert_eq!(ask("DELETE", "pin", Value::Null).await.head.pinned.len(), 0);
    assert!(content(&ask("PUT", "key", Value::Null).await).key);
    assert!(!content(&ask("DELETE", "key", Value::Null).await).key);
    assert!(content(&ask("PUT", "label", json!({"label": "breaking"})).await).label.is_some());
    let plain = content(&ask("DELETE", "label", Value::Null).await);
    assert!(plain.label.is_none() && plain.updated.is_none(), "a mark is no edit of the text");
    let correction = json!({"correction": "It is 2.4 km.", "before": "2.9 km", "text": "It is 2.4 km."});
    let corrected = content(&ask("POST", "corrections", correction).await);
    assert_eq!(corrected.corrections[0].before.as_deref(), Some("2.9 km"));
    assert!(corrected.updated.is_some());
    assert!(ask("POST", "unpublish", Value::Null).await.timeline.shown().next().is_none());
    assert!(ask("POST", "publish", json!({"at": "2026-03-15T12:00:00Z"})).await.timeline.shown().next().is_none());
    let scheduled = desk.ask("GET", "/feeds/quay/entries/e1", Value::Null).await.body;
    assert_eq!(
        (&scheduled["status"], &scheduled["publish_at"]),
        (&json!("scheduled"), &json!("2026-03-15T12:00:00+00:00"))
    );
    assert!(ask("POST", "publish", Value::Null).await.timeline.shown().next().is_some());
}

async fn editors_list_entries_in_parts(stage: Stage) {
    let (stage, desk) = desk(stage).await;
    for n in 0..7 {
        stage.post(json!({"id": format!("e{n}"), "title": n.to_string()})).await;
    }
    stage
        .store
        .post(
            &by("ben", Role::Author),
            "quay",
            crate::stage::object(json!({"id": "d", "title": "x", "status": "draft"})),
        )
        .await
        .unwrap();
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let part = desk.ask("GET", &format!("/feeds/quay/entries?limit=3&after={after}"), Value::Null).await.body;
        let part: Vec<_> =
            part["entries"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect();
        let Some(last) = part.last() else { break };
        after.clone_from(last);
        all.extend(part);
    }
    assert_eq!(all, ["d", "e6", "e5", "e4", "e3", "e2", "e1", "e0"]);
    let wrong = desk.ask("GET", "/feeds/quay/entries?status=lost", Value::Null).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn a_post_that_was_begun_is_done_although_its_sender_hangs_up(stage: Stage) {
    let (stage, desk) = desk(stage).await;
    const POSTS: u64 = 20;
    for n in 0..POSTS {
        let mut post = Box::pin(desk.ask("POST", "/feeds/quay/entries", json!({"title": n.to_string()})));
        // It is begun and then dropped, as a server drops what nobody waits for any more.
        assert!(poll_fn(|context| Poll::Ready(post.as_mut().poll(context))).await.is_pending());
    }
    let mut changed = stage.store.subscribe();
    let all = async { while changed.recv().await.unwrap().revision < 1 + POSTS {} };
    tokio::time::timeout(Duration::from_secs(60), all).await.expect("every post that was begun");
    assert_eq!(u64::from(stage.store.feed("quay").await.unwrap().unwrap().head.total), POSTS);
}
