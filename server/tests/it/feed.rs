//! The feed: revisions, validators, and what a broken file costs.

use serde_json::Value;

use crate::stage::{FEED, Stage};

async fn head(stage: &Stage) -> Value {
    serde_json::from_slice(&stage.get("/tunnel/feed.json").await.body).unwrap()
}

#[tokio::test]
async fn an_unchanged_feed_is_answered_with_304() {
    let stage = Stage::new();
    let first = stage.get("/tunnel/feed.json").await;
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert!(first.header("cache-control").contains("s-maxage"));
    let tag = first.header("etag").to_owned();
    let again = stage.ask("GET", "/tunnel/feed.json", &[("if-none-match", &format!("\"x\", W/{tag}"))]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    assert_eq!((again.header("etag"), again.header("access-control-allow-origin")), (tag.as_str(), "*"));
    assert!(again.header("cache-control").contains("s-maxage"));
    let lines = [("if-none-match", "\"x\""), ("if-none-match", tag.as_str())];
    assert_eq!(stage.ask("GET", "/tunnel/feed.json", &lines).await.status, 304, "in a second line");
    let other = stage.ask("GET", "/tunnel/feed.json", &[("if-none-match", "\"x\"")]).await;
    assert_eq!(other.status, 200);
}

#[tokio::test]
async fn entries_have_pages_and_html_arrives_clean() {
    let stage = Stage::new();
    let head = head(&stage).await;
    assert_eq!(head["entries"][1]["url"], "/tunnel/entries/a");
    assert_eq!(head["entries"][1]["body"][0]["content"][0]["text"], "First");
}

#[tokio::test]
async fn a_fragment_has_whole_addresses_for_other_peoples_pages() {
    let stage = Stage::new();
    let answer = stage.get("/tunnel/fragment?order=old-first&language=ru&page=https://news.example/a%3Fb").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let html = answer.text();
    // The loader comes before the stylesheet, so that it can let go of one that hangs.
    assert!(html.starts_with("<script type=\"module\" async src=\"http://live.example/live-updates.js\">"), "{html}");
    for part in [
        "<link rel=\"stylesheet\" href=\"http://live.example/assets/s-1.css\" data-live-updates>",
        "feed=\"http://live.example/tunnel/feed.json\"",
        "lang=\"ru\"",
        "order=\"old-first\"",
        "Сначала новые",
        "href=\"http://live.example/log-in?return=https%3A%2F%2Fnews%2Eexample%2Fa%3Fb\"",
        "href=\"http://live.example/tunnel/entries/a\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(html.find("data-entry=\"a\"") < html.find("data-entry=\"b\""));
}

#[tokio::test]
async fn a_public_address_stands_in_fragments_and_pages_whatever_host_is_asked() {
    let stage = Stage::new().known_as("https://live.example");
    let host = [("host", "10.0.0.7:8080")];
    let fragment = stage.ask("GET", "/tunnel/fragment", &host).await.text();
    assert!(fragment.contains("feed=\"https://live.example/tunnel/feed.json\""), "{fragment}");
    let page = stage.ask("GET", "/tunnel", &host).await.text();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://live.example/tunnel\">"), "{page}");
    assert!(!fragment.contains("10.0.0.7") && !page.contains("10.0.0.7"));
}

#[tokio::test]
async fn two_hosts_get_each_their_own_addresses() {
    let stage = Stage::new();
    for host in ["one.example", "two.example:81", "one.example"] {
        let html = stage.ask("GET", "/tunnel/fragment", &[("host", host)]).await.text();
        assert!(html.contains(&format!("href=\"http://{host}/tunnel/entries/a\"")), "{html}");
    }
}

#[tokio::test]
async fn a_byte_order_mark_does_not_break_a_feed() {
    let stage = Stage::new();
    stage.write("tunnel.json", &format!("\u{feff}{}", FEED.replace("The <tunnel>", "Marked")));
    assert_eq!(head(&stage).await["title"], "Marked");
}
