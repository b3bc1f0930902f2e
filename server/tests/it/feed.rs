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
    let other = stage.ask("GET", "/tunnel/feed.json", &[("if-none-match", "\"x\"")]).await;
    assert_eq!(other.status, 200);
}

#[tokio::test]
async fn revisions_are_raised_by_content_and_deletions_leave_tombstones() {
    let stage = Stage::new();
    let first = head(&stage).await;
    assert_eq!(first["revision"], 1);
    assert!(!first["epoch"].as_str().unwrap().is_empty());
    stage.write("tunnel.json", &FEED.replace("\"Second\"", "\"Second, corrected\""));
    let second = head(&stage).await;
    assert_eq!(
        (&second["revision"], &second["entries"][0]["revision"], &second["entries"][1]["revision"]),
        (&2.into(), &2.into(), &1.into())
    );
    assert_eq!(second["epoch"], first["epoch"]);
    let without_a = FEED
        .replace(r#",{"id":"a","published":"2026-03-14T11:40:00+00:00","html":"<p>First <script>x</script></p>"}"#, "");
    assert_ne!(without_a, FEED);
    stage.write("tunnel.json", &without_a);
    let third = head(&stage).await;
    assert_eq!(
        (&third["revision"], &third["entries"][1]["id"], &third["entries"][1]["deleted"]),
        (&3.into(), &"a".into(), &true.into())
    );
    assert_eq!(third["total"], 1);
    // Read once more without a change: nothing is raised.
    stage.write("tunnel.json", &format!("{without_a}\n"));
    assert_eq!(head(&stage).await["revision"], 3);
}

#[tokio::test]
async fn a_broken_file_keeps_the_last_good_one() {
    let stage = Stage::new();
    stage.write("tunnel.json", "{ \"format\": \"live-upd");
    assert_eq!(head(&stage).await["title"], "The <tunnel>");
    stage.write("tunnel.json", &FEED.replace("The <tunnel>", "Mended"));
    assert_eq!(head(&stage).await["title"], "Mended");
}

#[tokio::test]
async fn a_broken_entry_costs_itself_alone() {
    let stage = Stage::new();
    stage.write("tunnel.json", &FEED.replace("2026-03-14T11:52:00+00:00", "noon"));
    // What it said before stays; on a fresh start it would be left out.
    let head = head(&stage).await;
    assert_eq!((&head["entries"][0]["id"], &head["entries"][0]["title"]), (&"b".into(), &"Second".into()));
    assert_eq!(head["entries"][1]["id"], "a");
}

#[tokio::test]
async fn entries_have_pages_and_html_arrives_clean() {
    let stage = Stage::new();
    let head = head(&stage).await;
    assert_eq!(head["entries"][1]["url"], "/tunnel/entries/a");
    assert_eq!(head["entries"][1]["body"][0]["content"][0]["text"], "First");
}

#[tokio::test]
async fn every_error_has_one_shape() {
    let stage = Stage::new();
    for path in ["/nothing/feed.json", "/media/feed.json", "/UPPER/feed.json", "/x/y/z"] {
        let answer = stage.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        let error: Value = serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{path}: {}", answer.text()));
        assert_eq!(error["error"]["status"], 404, "{path}");
        assert!(error["error"]["code"].is_string() && error["error"]["message"].is_string());
    }
}

#[tokio::test]
async fn a_fragment_has_whole_addresses_for_other_peoples_pages() {
    let stage = Stage::new();
    let answer = stage.get("/tunnel/fragment?order=old-first&language=ru&page=https://news.example/a%3Fb").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let html = answer.text();
    assert!(html.starts_with("<link rel=\"stylesheet\" href=\"http://live.example/assets/s-1.css\">"), "{html}");
    for part in [
        "feed=\"http://live.example/tunnel/feed.json\"",
        "lang=\"ru\"",
        "order=\"old-first\"",
        "Сначала новые",
        "src=\"http://live.example/live-updates.js\"",
        "href=\"http://live.example/log-in?return=https%3A%2F%2Fnews%2Eexample%2Fa%3Fb\"",
        "href=\"http://live.example/tunnel/entries/a\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(html.find("data-entry=\"a\"") < html.find("data-entry=\"b\""));
}
