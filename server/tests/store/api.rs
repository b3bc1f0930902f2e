//! The authoring API as a newsroom's system meets it: JSON over HTTP.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use http_body_util::BodyExt;
use live_updates_server::{
    api::{self, Api},
    store::{Role, Store},
};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::stage::{Stage, by, call, noon, promises};

promises!(
    an_entry_is_posted_seen_and_edited_with_its_version,
    whatever_is_wrong_names_its_field,
    a_token_opens_its_feed_with_its_role_until_it_is_revoked,
    a_retry_gets_the_same_answer_and_another_body_is_refused,
    every_answer_that_is_no_success_is_a_problem,
    every_route_and_method_is_in_the_description,
    marks_and_corrections_have_their_own_addresses,
    editors_list_entries_in_parts,
);

struct Desk {
    router: Router,
    token: String,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Desk {
    /// A desk with an editor's token of the feed `quay`.
    async fn open(store: &Store) -> Self {
        let (_, token) = store.new_token(&call().by, Some("quay"), Role::Editor, "Ida", noon()).await.unwrap();
        Self { router: api::router(Api::new(store.clone(), noon)), token }
    }

    fn with(&self, token: &str) -> Self {
        Self { router: self.router.clone(), token: token.to_owned() }
    }

    async fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        self.ask_with(method, path, body, &[]).await
    }

    async fn ask_with(&self, method: &str, path: &str, body: Value, headers: &[(&str, &str)]) -> Answer {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        self.send(method, path, text, headers).await
    }

    async fn send(&self, method: &str, path: &str, body: String, headers: &[(&str, &str)]) -> Answer {
        let request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let request = request.header("authorization", format!("Bearer {}", self.token)).body(Body::from(body)).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Answer { status, headers, body: serde_json::from_slice(&bytes).unwrap_or_default() }
    }
}

async fn desk(stage: Stage) -> (Stage, Desk) {
    let stage = stage.quay().await;
    let desk = Desk::open(&stage.store).await;
    (stage, desk)
}

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
