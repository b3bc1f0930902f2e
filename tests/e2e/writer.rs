//! The newsroom of the tests writes what it says: without this, a test of fifty changes proves nothing.

use live_updates_tests::{
    Outcome, with_faults, with_stage,
    writer::{Change, Desk, Snapshot, Writer},
};
use serde_json::{Value, json};

/// A desk that keeps the last document.
#[derive(Debug, Default)]
struct Drawer(Value);

impl Desk for Drawer {
    async fn publish(&mut self, feed: &Snapshot, _: &Change) -> Outcome {
        self.0 = feed.document();
        Ok(())
    }
}

/// What fifty changes by chance make of a feed.
async fn after_fifty(seed: u64) -> Outcome<(Vec<String>, Value)> {
    let mut writer = Writer::at(Drawer::default(), "quarry", 60, seed).await?;
    let mut said = Vec::new();
    for _ in 0..50 {
        said.push(writer.change("q30").await?);
    }
    Ok((said, writer.snapshot().document()))
}

#[tokio::test]
async fn the_same_seed_makes_the_same_changes_of_every_kind_and_in_every_place() -> Outcome {
    let (said, feed) = after_fifty(7).await?;
    assert_eq!((said.clone(), feed.clone()), after_fifty(7).await?);
    assert_ne!(said, after_fifty(8).await?.0);
    for word in ["came after", "rewritten", "picture", "deleted", "pinned", "above", "at q30", "below"] {
        assert!(said.iter().any(|said| said.contains(word)), "never {word}");
    }
    assert_eq!(feed["revision"], 51);
    let entries = feed["entries"].as_array().ok_or("entries")?;
    let place =
        |entry: &Value| (entry["published"].as_str().unwrap_or_default().to_owned(), entry["sequence"].as_u64());
    assert!(entries.is_sorted_by(|newer, older| place(newer) > place(older)));
    assert!(entries.iter().all(|entry| (1..=51).contains(&entry["revision"].as_u64().unwrap_or_default())));
    let deleted = entries.iter().filter(|entry| entry["deleted"] == true).count();
    assert!(deleted > 0);
    assert_eq!(feed["total"], entries.len() - deleted);
    Ok(())
}

#[tokio::test]
async fn each_change_is_in_the_document() -> Outcome {
    let mut writer = Writer::at(Drawer::default(), "quarry", 12, 1).await?;
    let before = writer.snapshot().clone();
    assert_eq!(writer.add().await?, "q13");
    writer.edit("q12", json!({"title": "Louder", "label": "breaking"})).await?;
    writer.edit("q12", json!({"label": null})).await?;
    writer.pin(&["q3"]).await?;
    writer.delete("q3").await?;
    writer.retitle("Another day").await?;
    writer.state("ended").await?;
    let now = writer.snapshot().document();
    assert_eq!(
        [&now["title"], &now["state"], &now["pinned"], &now["revision"]],
        [&json!("Another day"), &json!("ended"), &json!([]), &json!(8)]
    );
    assert_eq!(
        [&now["entries"][0]["id"], &now["entries"][1]["title"], &now["entries"][1]["label"]],
        [&json!("q13"), &json!("Louder"), &Value::Null]
    );
    assert_eq!(now["key_entries"][0]["id"], "q10");
    assert!(!writer.ids().contains(&"q3".to_owned()));
    assert!(writer.rewrite("q3").await.is_err());
    writer.restore(before, Some("second")).await?;
    let back = writer.snapshot().document();
    assert_eq!([&back["revision"], &back["epoch"], &back["total"]], [&json!(1), &json!("second"), &json!(12)]);
    writer.new_epoch("third").await?;
    assert_eq!(writer.snapshot().document()["epoch"], "third");
    Ok(())
}

#[tokio::test]
async fn what_is_written_is_what_a_reader_gets() -> Outcome {
    with_stage(async |stage| {
        let mut writer = Writer::begin(stage, "quarry", 200, 3).await?;
        stage.open("/quarry").await?;
        for _ in 0..20 {
            writer.change("q100").await?;
        }
        writer.add().await?;
        stage.js_async("await widget().refresh()").await?;
        stage.expect("articles()", writer.ids()).await?;
        stage.expect("widget().revision", writer.revision()).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_server_that_was_killed_serves_the_same_feed_again_at_the_same_address() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut writer = Writer::begin(stage, "quarry", 20, 3).await?;
        stage.open("/quarry").await?;
        proxy.down().await;
        writer.add().await?;
        stage.js_async("await widget().refresh()").await?;
        stage.expect("articles().length", 20).await?;
        stage.restart(proxy).await?;
        stage.js_async("await widget().refresh()").await?;
        stage.expect("articles()", writer.ids()).await
    })
    .await
}
