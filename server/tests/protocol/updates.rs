//! Deltas: what is in them, how they follow on, what caches may do with them.

use live_updates_server::StreamOptions;
use serde_json::{Value, json};

use crate::stage::{Stage, delta, entry, revised};

#[tokio::test]
async fn a_delta_holds_what_changed_and_nothing_else() {
    let mut stage = Stage::new();
    stage.edited(|feed| feed["standfirst"] = json!({"html": "<p>Since four in the morning.</p>"})).await;
    stage.edited(|feed| feed["entries"].as_array_mut().unwrap().insert(0, entry(3, "The last crane stops"))).await;
    stage.edited(|feed| feed["entries"][2]["title"] = "Nobody waits at the gate".into()).await;
    let said = stage.get("/quay/updates/2").await.json();
    let ids: Vec<_> = said["entries"].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["e3", "e1"], "in the order of their changes");
    assert_eq!((&said["from"], &said["revision"], &said["more"]), (&2.into(), &4.into(), &false.into()));
    assert_eq!(said["head"], json!({"revision": 3, "total": 3}), "{said}");
    assert_eq!(said["poll_seconds"], 10);
    assert_eq!(said["links"], json!({"updates": "/quay/updates/4"}));
    assert_eq!(said["entries"][0]["url"], "/quay/entries/e3");
    let earlier = stage.get("/quay/updates/1").await.json();
    let fields: Vec<_> = earlier["head"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["revision", "standfirst", "total"]);
}

#[tokio::test]
async fn what_was_removed_is_said_to_be_removed() {
    let mut stage = Stage::new();
    stage.edited(|feed| feed["pinned"] = json!(["e1"])).await;
    stage
        .edited(|feed| {
            feed["pinned"] = Value::Null;
            feed["entries"].as_array_mut().unwrap().retain(|entry| entry["id"] != "e1");
        })
        .await;
    let said = stage.get("/quay/updates/2").await.json();
    assert_eq!(said["head"], json!({"revision": 3, "total": 1, "pinned": null}));
    assert_eq!((&said["entries"][0]["id"], &said["entries"][0]["deleted"]), (&"e1".into(), &true.into()));
}

#[tokio::test]
async fn a_file_with_revisions_of_its_own_has_tombstones_for_what_is_gone() {
    let feed = json!({"format": "live-updates/1", "title": "T", "epoch": "m", "revision": 40,
        "entries": [revised(2, 40), revised(1, 31)]});
    let mut stage = Stage::of(feed, StreamOptions::default());
    assert_eq!(stage.get("/quay/updates/40").await.json()["entries"], json!([]));
    let take = |feed: &mut Value| {
        feed["revision"] = 41.into();
        feed["entries"].as_array_mut().unwrap().truncate(1);
    };
    assert_eq!(stage.edited(take).await, 41);
    let said = stage.get("/quay/updates/40").await.json();
    assert_eq!((&said["entries"][0]["id"], &said["entries"][0]["deleted"]), (&"e1".into(), &true.into()));
}

#[tokio::test]
async fn nothing_new_is_an_empty_delta_of_one_address_and_then_304() {
    let stage = Stage::new();
    let head = stage.get("/quay/feed.json").await.json();
    let links = &head["links"];
    assert_eq!((&links["updates"], &links["stream"]), (&"/quay/updates/1".into(), &"/quay/stream".into()));
    assert_eq!((&links["self"], &links["entry"]), (&"/quay/feed.json".into(), &"/quay/entries/{id}.json".into()));
    assert_eq!(head["poll_seconds"], 10);
    let first = stage.get("/quay/updates/1").await;
    let said = first.json();
    assert_eq!((&said["entries"], &said["head"]), (&json!([]), &Value::Null));
    assert_eq!(said["links"]["updates"], "/quay/updates/1");
    assert_eq!(said["epoch"], head["epoch"]);
    let tag = first.header("etag").to_owned();
    let again = stage.ask("/quay/updates/1", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status.as_u16(), again.body.len(), again.header("etag")), (304, 0, &*tag));
    assert_eq!(again.header("cache-control"), first.header("cache-control"));
}

#[tokio::test]
async fn caches_may_keep_a_delta_for_a_poll_period_and_any_page_may_read_it() {
    let mut stage = Stage::new();
    stage.edited(|feed| feed["poll_seconds"] = 7.into()).await;
    for path in ["/quay/updates/1", "/quay/updates/2"] {
        let answer = stage.get(path).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=0, s-maxage=7, stale-while-revalidate=1");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("content-type"), "application/json");
        assert!(!answer.headers.contains_key("set-cookie") && !answer.headers.contains_key("vary"));
    }
}

#[tokio::test]
async fn a_revision_that_is_not_known_is_gone_and_a_strange_address_is_nothing() {
    let feed =
        json!({"format": "live-updates/1", "title": "T", "epoch": "m", "revision": 40, "entries": [revised(1, 31)]});
    let stage = Stage::of(feed, StreamOptions::default());
    for path in ["/quay/updates/41", "/quay/updates/39", "/quay/updates/18446744073709551615"] {
        let answer = stage.get(path).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["code"]), (410, &"revision-gone".into()), "{path}");
        assert_eq!(answer.header("cache-control"), "public, max-age=0, s-maxage=2", "a crowd asks at once");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    for path in ["/quay/updates/040", "/quay/updates/+40", "/quay/updates/x", "/quay/updates/-1", "/none/updates/1"] {
        assert_eq!(stage.get(path).await.status, 404, "{path}");
    }
    // Who knows nothing has missed no deletion.
    assert_eq!(stage.get("/quay/updates/0").await.json()["entries"][0]["id"], "e1");
}

#[tokio::test]
async fn a_long_delta_is_cut_and_its_parts_lead_to_the_same_feed() {
    let entries: Vec<_> = (1..=450).rev().map(|n| revised(n, n + 1)).collect();
    let feed = json!({"format": "live-updates/1", "title": "T", "epoch": "m", "revision": 1, "entries": []});
    let mut stage = Stage::of(feed, StreamOptions::default());
    let mut reader = stage.whole().await;
    let fill = |feed: &mut Value| {
        feed["entries"] = entries.into();
        feed["title"] = "Full".into();
        feed["revision"] = 451.into();
    };
    stage.edited(fill).await;
    let mut lengths = Vec::new();
    loop {
        let next = reader.head.links.updates.clone().unwrap();
        let delta = delta(&stage.get(next.as_str()).await.body).delta;
        lengths.push((delta.entries.len(), delta.more));
        let more = delta.more;
        reader.apply_delta(delta);
        if !more {
            break;
        }
        assert_eq!(reader.head.title, "T", "what changed last comes last");
    }
    assert_eq!(lengths, [(200, true), (200, true), (50, false)]);
    assert_eq!(reader, stage.whole().await);
}

#[tokio::test]
async fn who_comes_from_nothing_is_never_led_to_where_nothing_is_known() {
    let entries: Vec<_> = (1..=450).rev().map(|n| revised(n, n)).collect();
    let feed = json!({"format": "live-updates/1", "title": "T", "epoch": "m", "revision": 450, "entries": entries});
    let stage = Stage::of(feed, StreamOptions::default());
    // A cut would end at 200, before what this server has seen.
    assert_eq!(stage.get("/quay/updates/0").await.status, 410);
}

#[tokio::test]
async fn a_cut_never_divides_a_revision() {
    let mut stage = Stage::new();
    let fill = |feed: &mut Value| {
        feed["entries"].as_array_mut().unwrap().extend((3..=303).map(|n| entry(n, "All at once")));
    };
    stage.edited(fill).await;
    stage.edited(|feed| feed["entries"][0]["title"] = "Later".into()).await;
    let said = stage.get("/quay/updates/1").await.json();
    assert_eq!(
        (said["entries"].as_array().unwrap().len(), &said["revision"], &said["more"]),
        (301, &2.into(), &true.into())
    );
}

#[tokio::test]
async fn from_any_revision_the_delta_leads_to_the_feed_as_it_is() {
    let mut stage = Stage::new();
    let mut readers = vec![stage.whole().await];
    let edits: [fn(&mut Value); 7] = [
        |feed| feed["title"] = "The fish market has moved".into(),
        |feed| feed["entries"][1]["key"] = true.into(),
        |feed| feed["state"] = "paused".into(),
        |feed| feed["entries"].as_array_mut().unwrap().insert(0, entry(9, "A gull is still there")),
        |feed| feed["entries"].as_array_mut().unwrap().truncate(1),
        |feed| feed["title"] = "The fish market moves".into(),
        |feed| feed["poll_seconds"] = 4.into(),
    ];
    for edit in edits {
        stage.edited(edit).await;
        readers.push(stage.whole().await);
    }
    let now = stage.whole().await;
    assert_eq!(now.head.revision, 8);
    for mut reader in readers {
        let next = reader.head.links.updates.clone().unwrap();
        reader.apply_delta(delta(&stage.get(next.as_str()).await.body).delta);
        assert_eq!(reader, now);
    }
}

#[tokio::test]
async fn pages_and_fragments_say_the_revision_that_their_updates_come_after() {
    let mut stage = Stage::new();
    stage.edited(|feed| feed["title"] = "The fish market has moved".into()).await;
    let epoch = stage.whole().await.head.epoch;
    for (path, origin) in [("/quay", ""), ("/quay/entries/e1", ""), ("/quay/fragment", "http://live.example")] {
        let page = stage.get(path).await;
        let html = page.text();
        assert!(html.contains(&format!(" data-epoch=\"{epoch}\" data-revision=\"2\"")), "{html}");
        let head = html.split("data-head='").nth(1).unwrap().split('\'').next().unwrap();
        let head: Value = serde_json::from_str(head).unwrap();
        assert_eq!(head["links"]["updates"], format!("{origin}/quay/updates/2"));
        assert_eq!(head["links"]["stream"], format!("{origin}/quay/stream"));
        assert_eq!(head["poll_seconds"], 10);
    }
}

#[tokio::test]
async fn an_entry_can_be_had_by_itself() {
    let mut stage = Stage::new();
    stage.edited(|feed| feed["entries"].as_array_mut().unwrap().truncate(1)).await;
    let answer = stage.get("/quay/entries/e2.json").await;
    assert_eq!(
        (answer.header("content-type"), answer.header("access-control-allow-origin")),
        ("application/json", "*")
    );
    let said = answer.json();
    assert_eq!((&said["entries"][0]["id"], &said["revision"]), (&"e2".into(), &2.into()));
    assert_eq!(stage.get("/quay/entries/e1.json").await.json()["entries"][0]["deleted"], true);
    assert_eq!(stage.get("/quay/entries/e9.json").await.status, 404);
}
