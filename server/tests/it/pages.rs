//! Pages: readable as they are, under a strict policy.

use crate::stage::{FEED, Stage};

#[tokio::test]
async fn a_blogs_page_holds_everything_and_a_strict_policy() {
    let stage = Stage::new();
    let answer = stage.get("/tunnel").await;
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'")
            && policy.contains("require-trusted-types-for 'script'")
    );
    assert!(!policy.contains("unsafe-inline") && !policy.contains("nonce"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let html = answer.text();
    for part in [
        "<title>The &lt;tunnel&gt;</title>",
        "<template shadowrootmode=\"open\">",
        "data-build=\"0.1.0+test\"",
        "<article class=\"lu-entry\" id=\"lu-b\"",
        "<p>First</p>",
        "href=\"/log-in?return=%2Ftunnel\"",
        "<link rel=\"canonical\" href=\"http://live.example/tunnel\">",
        "<script type=\"module\" src=\"/live-updates.js\"></script>",
        "\"@type\":\"LiveBlogPosting\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("style=") && !html.contains("onclick"));
}

#[tokio::test]
async fn the_order_is_a_link_that_the_server_follows() {
    let stage = Stage::new();
    let old = stage.get("/tunnel?order=old-first").await.text();
    assert!(old.find("data-entry=\"a\"") < old.find("data-entry=\"b\""));
    assert!(old.contains("href=\"?order=old-first\" aria-current=\"true\""));
    let new = stage.get("/tunnel?order=nonsense").await.text();
    assert!(new.find("data-entry=\"b\"") < new.find("data-entry=\"a\""));
}

#[tokio::test]
async fn an_entry_has_a_page_that_opens_it() {
    let stage = Stage::new();
    let titled = stage.get("/tunnel/entries/b").await.text();
    assert!(titled.contains("<title>Second · The &lt;tunnel&gt;</title>"));
    assert!(titled.contains("<link rel=\"canonical\" href=\"http://live.example/tunnel/entries/b\">"));
    assert!(titled.contains("class=\"lu-entry lu-opened\" id=\"lu-b\""));
    let untitled = stage.get("/tunnel/entries/a").await.text();
    assert!(untitled.contains("<title>Title of the opened material · "));
    stage.write("tunnel.json", &FEED.replace("\"language\":\"en\"", "\"language\":\"ru\""));
    assert!(stage.get("/tunnel/entries/a").await.text().contains("<title>Заголовок открываемого материала · "));
    assert_eq!(stage.get("/tunnel/entries/zzz").await.status, 404);
    stage.write("tunnel.json", &FEED.replace("\"title\":\"Second\"", "\"deleted\":true"));
    assert_eq!(stage.get("/tunnel/entries/b").await.status, 410);
}

#[tokio::test]
async fn the_list_names_every_blog() {
    let stage = Stage::new();
    stage.write("zweite.json", FEED);
    stage.write("app.json", FEED);
    let html = stage.get("/").await.text();
    assert!(html.contains("href=\"/tunnel\"") && html.contains("href=\"/zweite\""));
    assert!(!html.contains("href=\"/app\">The"), "a reserved name is no feed");
}

#[tokio::test]
async fn head_requests_and_health_are_answered() {
    let stage = Stage::new();
    let head = stage.ask("HEAD", "/tunnel", &[]).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    assert_eq!(stage.get("/health").await.text(), "ok");
    assert_eq!(stage.get("/app").await.text(), "<p>the app</p>");
    let lost = stage.ask("GET", "/x/y", &[("accept", "text/html")]).await;
    assert!(lost.text().contains("<!doctype html>"));
}
