//! What is wrong with a request is told so that whoever made it can put it right.

use axum::http::StatusCode;
use live_updates_server::{api, store::Role};
use serde_json::{Value, json};

use crate::{
    desk::desk,
    stage::{Stage, call, noon, promises},
};

promises!(whatever_is_wrong_names_its_field, every_answer_that_is_no_success_is_a_problem);

async fn whatever_is_wrong_names_its_field(stage: Stage) {
    let (stage, desk) = desk(stage).await;
    stage.post(json!({"id": "e1", "title": "Fog"})).await;
    let before = stage.store.feed("quay").await.unwrap();
    let wrong = [
        ("POST", "/entries", json!({}), ""),
        ("POST", "/entries", json!({"text": "  "}), ""),
        ("POST", "/entries", json!({"titel": "x"}), "/titel"),
        ("POST", "/entries", json!({"a/b~c": 1}), "/a~1b~0c"),
        ("POST", "/entries", json!({"title": 7}), "/title"),
        ("POST", "/entries", json!({"title": "x", "id": "a b"}), "/id"),
        ("POST", "/entries", json!({"title": "x", "published": "noon"}), "/published"),
        ("POST", "/entries", json!({"title": "x", "publish_at": "noon"}), "/publish_at"),
        ("POST", "/entries", json!({"title": "x", "status": "gone"}), "/status"),
        ("POST", "/entries", json!({"title": "x", "pinned": "yes"}), "/pinned"),
        ("POST", "/entries", json!({"title": "x", "pinned": true, "status": "draft"}), "/pinned"),
        ("POST", "/entries", json!({"title": "x", "url": "javascript:alert(1)"}), "/url"),
        ("POST", "/entries", json!({"text": "x", "markdown": "y"}), "/text"),
        ("POST", "/entries", json!({"markdown": 7}), "/markdown"),
        ("POST", "/entries", json!({"body": [{"kind": "image", "alt": ""}]}), "/body/0"),
        ("POST", "/entries", json!({"body": [{"kind": "quote", "body": [{"kind": "dance"}]}]}), "/body/0/body/0"),
        ("POST", "/entries", json!({"title": "x", "authors": [{"name": "Ida"}, {"role": "x"}]}), "/authors/1/name"),
        ("PATCH", "/entries/e1", json!({"title": null}), ""),
        ("PATCH", "/entries/e1", json!({"id": "e2"}), "/id"),
        ("PATCH", "/entries/e1", json!({"published": null}), "/published"),
        ("PATCH", "/entries/e1", json!({"key": "yes"}), "/key"),
        ("POST", "/entries/e1/corrections", json!({"before": "x"}), "/correction"),
        ("POST", "/entries/e1/publish", json!({"at": 7}), "/at"),
        ("POST", "/entries/e1/unpublish", json!({"at": "x"}), "/at"),
        ("PUT", "/entries/e1/label", json!({}), "/label"),
        ("PUT", "/entries/e1/pin", json!({"pin": true}), "/pin"),
        ("PATCH", "", json!({"title": ""}), "/title"),
        ("PATCH", "", json!({"state": "over"}), "/state"),
        ("PATCH", "", json!({"total": 9}), "/total"),
        ("PATCH", "", json!({"standfirst": {"html": "x", "text": "y"}}), "/standfirst/text"),
        ("PATCH", "", json!({"coverage": {"start": "dawn"}}), "/coverage/start"),
    ];
    for (method, path, body, pointer) in wrong {
        let answer = desk.ask(method, &format!("/feeds/quay{path}"), body.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", answer.body);
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{body}: {}", answer.body);
        assert!(answer.body["errors"][0]["detail"].as_str().is_some_and(|detail| detail.len() > 5));
    }
    let (_, admin) = stage.store.new_token(&call().by, None, Role::Admin, "Root", noon()).await.unwrap();
    let admin = desk.with(&admin);
    let wrong = [
        ("/feeds", json!({"title": "x"}), "/id"),
        ("/feeds", json!({"id": "api", "title": "x"}), "/id"),
        ("/feeds", json!({"id": "pier"}), "/title"),
        ("/feeds", json!({"id": "pier", "title": "x", "format": "other/1"}), "/format"),
        ("/feeds", json!({"id": "pier", "title": "x", "entries": [{"id": "a"}]}), "/entries/0/published"),
        ("/tokens", json!({"role": "king"}), "/role"),
        ("/tokens", json!({"role": "editor", "name": 7}), "/name"),
        ("/tokens", json!({"role": "editor", "names": "Ida"}), "/names"),
    ];
    for (path, body, pointer) in wrong {
        let answer = admin.ask("POST", path, body.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}: {}", answer.body);
        assert_eq!(answer.body["errors"][0]["pointer"], pointer, "{body}: {}", answer.body);
    }
    assert_eq!(stage.store.feed("quay").await.unwrap(), before, "nothing of it was written");
}

async fn every_answer_that_is_no_success_is_a_problem(stage: Stage) {
    let (_stage, desk) = desk(stage).await;
    let long = json!({"text": "x".repeat(api::LONGEST_REQUEST)}).to_string();
    for (method, path, body, status) in [
        ("GET", "/nowhere", String::new(), StatusCode::NOT_FOUND),
        ("PUT", "/feeds", String::new(), StatusCode::METHOD_NOT_ALLOWED),
        ("GET", "/feeds/quay/entries/none", String::new(), StatusCode::NOT_FOUND),
        ("GET", "/feeds/quay/entries?limit=many", String::new(), StatusCode::BAD_REQUEST),
        ("POST", "/feeds/quay/entries", "{\"title\":".to_owned(), StatusCode::BAD_REQUEST),
        ("POST", "/feeds/quay/entries", "[]".to_owned(), StatusCode::BAD_REQUEST),
        ("POST", "/feeds/quay/entries", long, StatusCode::PAYLOAD_TOO_LARGE),
        ("POST", "/feeds/quay/entries", "{\"id\":\"e1\",\"title\":\"x\"}".to_owned(), StatusCode::CREATED),
        ("POST", "/feeds/quay/entries", "{\"id\":\"e1\",\"title\":\"x\"}".to_owned(), StatusCode::CONFLICT),
    ] {
        let answer = desk.send(method, path, body, &[]).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
        assert_eq!(answer.header("cache-control"), "no-store");
        if !status.is_success() {
            assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
            assert_eq!(answer.body["status"], status.as_u16());
            assert!(
                answer.body["title"].is_string()
                    && answer.body["detail"].is_string()
                    && answer.body["code"].is_string()
            );
        }
    }
    let nobody = desk.with("").ask("GET", "/feeds", Value::Null).await;
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
}
