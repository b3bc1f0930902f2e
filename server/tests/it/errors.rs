//! Errors: one shape, whoever noticed them; never kept by a cache; readable from other origins where the answer would have been.

use serde_json::Value;

use crate::stage::{FEED, Stage};

#[tokio::test]
async fn every_error_is_a_problem_with_the_same_fields() {
    let stage = Stage::new();
    for path in ["/nothing/feed.json", "/media/feed.json", "/UPPER/feed.json", "/x/y/z"] {
        let answer = stage.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        let error: Value = serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{path}: {}", answer.text()));
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        assert_eq!((&error["status"], &error["title"]), (&404.into(), &"Not Found".into()), "{path}");
        assert!(["type", "code", "detail"].iter().all(|name| error[name].is_string()), "{path}: {error}");
    }
}

#[tokio::test]
async fn what_the_framework_refuses_is_told_in_the_same_shape() {
    let stage = Stage::new();
    for (method, path, headers, status, code) in [
        ("POST", "/tunnel", &[][..], 405, "method-not-allowed"),
        ("DELETE", "/assets/w-1.wasm", &[], 405, "method-not-allowed"),
        ("GET", "/media/p.svg", &[("range", "bytes=999-")], 416, "range-not-satisfiable"),
        ("GET", "/%ff", &[], 400, "bad-request"),
        ("GET", "/tunnel", &[("host", "a\"><script>")], 400, "bad-host"),
        ("GET", "/tunnel/entries/zzz", &[], 404, "no-such-entry"),
        ("GET", "/tunnel/entries/a%20b", &[], 404, "no-such-entry"),
    ] {
        let answer = stage.ask(method, path, headers).await;
        let said: Value = serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{path}: {}", answer.text()));
        assert_eq!((answer.status.as_u16(), &said["code"]), (status, &code.into()), "{method} {path}");
        assert_eq!(said["status"], status);
        assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
    }
    assert_eq!(stage.ask("POST", "/tunnel", &[]).await.header("allow"), "GET,HEAD");
    let range = stage.ask("GET", "/media/p.svg", &[("range", "bytes=999-")]).await;
    assert_eq!(range.header("content-range"), "bytes */6");
}

#[tokio::test]
async fn an_asset_that_is_missing_today_is_not_missing_for_a_year() {
    let answer = Stage::new().get("/assets/w-2.wasm").await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (404, "no-store"));
    assert_eq!(answer.header("vary"), "accept");
}

#[tokio::test]
async fn a_widget_on_another_site_can_read_why_its_feed_failed() {
    let stage = Stage::new();
    for path in ["/nothing/feed.json", "/nothing/fragment", "/assets/nothing", "/media/nothing"] {
        assert_eq!(stage.get(path).await.header("access-control-allow-origin"), "*", "{path}");
    }
    assert_eq!(stage.get("/nothing").await.header("access-control-allow-origin"), "", "pages are for their own site");
}

#[tokio::test]
async fn a_reader_gets_a_page_under_the_same_policy_and_a_program_json() {
    let stage = Stage::new();
    for path in ["/nothing", "/x/y/z", "/assets/nothing", "/tunnel/entries/zzz"] {
        let page = stage.ask("GET", path, &[("accept", "text/html,*/*;q=0.8")]).await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
        assert!(page.text().contains("<h1>404</h1>") && page.header("content-security-policy").contains("'none'"));
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(stage.get(path).await.header("content-type"), "application/problem+json", "{path}");
    }
}

#[tokio::test]
async fn a_head_request_that_fails_has_no_body_but_says_how_long_it_would_be() {
    let stage = Stage::new();
    let (head, get) = (stage.ask("HEAD", "/nothing", &[]).await, stage.get("/nothing").await);
    assert_eq!((head.status.as_u16(), head.body.len()), (404, 0));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
}

#[tokio::test]
async fn a_feed_that_was_never_in_order_is_a_passing_fault_and_not_a_missing_page() {
    let stage = Stage::new();
    stage.write("fresh.json", "{\"format\":");
    let answer = stage.get("/fresh/feed.json").await;
    let said: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((answer.status.as_u16(), &said["code"]), (503, &"feed-broken".into()));
    assert!(!answer.header("retry-after").is_empty());
    assert!(!stage.get("/").await.text().contains("/fresh"));
    stage.write("fresh.json", FEED);
    assert_eq!(stage.get("/fresh/feed.json").await.status, 200);
}
