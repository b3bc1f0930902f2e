//! A feed's history: what its file costs it by being edited, broken, moved away, or read by a fresh server.

use std::fs;

use serde_json::Value;

use crate::stage::{FEED, Stage};

async fn head(stage: &Stage) -> Value {
    serde_json::from_slice(&stage.get("/tunnel/feed.json").await.body).unwrap()
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
    assert_eq!(head["total"], 2, "what is shown is counted");
}

#[tokio::test]
async fn a_second_change_with_the_same_stamp_and_length_is_seen() {
    let stage = Stage::new();
    for (n, title) in ["One", "Two", "Six", "Ten"].into_iter().enumerate() {
        let file = fs::File::options().write(true).truncate(true).open(stage.path("tunnel.json")).unwrap();
        fs::write(stage.path("tunnel.json"), FEED.replace("The <tunnel>", title)).unwrap();
        // One stamp for all, from a clock that is ahead of ours.
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(4_000_000_000)).unwrap();
        let head = head(&stage).await;
        assert_eq!((&head["title"], &head["revision"]), (&title.into(), &(n + 2).into()));
    }
}

#[tokio::test]
async fn a_file_that_is_moved_into_its_place_with_an_old_stamp_is_seen() {
    let stage = Stage::new();
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let put = |title: &str| {
        let beside = stage.path("beside");
        fs::write(&beside, FEED.replace("The <tunnel>", title)).unwrap();
        fs::File::options().write(true).open(&beside).unwrap().set_modified(old).unwrap();
        fs::rename(&beside, stage.path("tunnel.json")).unwrap();
    };
    put("One");
    assert_eq!(head(&stage).await["title"], "One");
    put("Two");
    assert_eq!(head(&stage).await["title"], "Two");
}

#[tokio::test]
async fn a_feed_whose_file_comes_back_goes_on_where_it_was() {
    let stage = Stage::new();
    stage.write("tunnel.json", &FEED.replace("The <tunnel>", "Before"));
    let before = head(&stage).await;
    assert_eq!(before["revision"], 2);
    fs::rename(stage.path("tunnel.json"), stage.path("away")).unwrap();
    assert_eq!(stage.get("/tunnel/feed.json").await.status, 404);
    assert!(!stage.get("/").await.text().contains("Before"));
    stage.write("tunnel.json", &FEED.replace("The <tunnel>", "After"));
    let after = head(&stage).await;
    // A lower revision in the same epoch would be old news to open pages.
    assert_eq!((&after["revision"], &after["epoch"]), (&3.into(), &before["epoch"]));
}

#[tokio::test]
async fn revisions_that_are_counted_anew_are_another_history_even_where_the_file_names_an_epoch() {
    let own = FEED.replace("\"language\"", "\"epoch\":\"mine\",\"language\"");
    let mut stage = Stage::new();
    stage.write("tunnel.json", &own);
    let first = head(&stage).await["epoch"].as_str().unwrap().to_owned();
    assert!(first.starts_with("mine-"), "{first}");
    // The name is made of milliseconds, and a start can be quicker than that: of a thousand one is in another.
    for _ in 0..1000 {
        stage = stage.restart();
        let second = head(&stage).await;
        assert_eq!(second["revision"], 1);
        if second["epoch"] != first.as_str() {
            return;
        }
    }
    panic!("every start is the same history: {first}");
}

#[tokio::test]
async fn a_file_with_revisions_keeps_them_and_completes_entries_without() {
    let stage = Stage::new();
    let own = |revision: u32, title: &str| {
        FEED.replace("\"language\"", &format!("\"epoch\":\"mine\",\"revision\":{revision},\"language\""))
            .replace("Second", title)
    };
    let revisions = |head: &Value| {
        [&head["revision"], &head["entries"][0]["revision"], &head["entries"][1]["revision"]]
            .map(|n| n.as_u64().unwrap())
    };
    stage.write("tunnel.json", &own(40, "Second"));
    let first = head(&stage).await;
    assert_eq!((revisions(&first), &first["epoch"]), ([40, 40, 40], &"mine".into()));
    stage.write("tunnel.json", &own(41, "Second, corrected"));
    assert_eq!(revisions(&head(&stage).await), [41, 41, 40]);
    // A change that the file's own revision does not tell of, and one that comes with a revision long past.
    stage.write("tunnel.json", &own(41, "Second, changed in silence"));
    assert_eq!(revisions(&head(&stage).await), [42, 42, 40]);
    assert_eq!(revisions(&head(&stage).await), [42, 42, 40], "once");
    stage.write("tunnel.json", &own(50, "Second, changed in silence"));
    assert_eq!(revisions(&head(&stage).await), [50, 42, 40], "the file's own again");
    stage.write("tunnel.json", &own(41, "Second, corrected"));
    assert_eq!(revisions(&head(&stage).await), [51, 51, 40], "never back");
    let stage = stage.restart();
    let later = head(&stage).await;
    assert_eq!((revisions(&later), &later["epoch"]), ([41, 41, 41], &"mine".into()), "never lower than before");
}
