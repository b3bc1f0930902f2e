//! Between what a reader catches up with and what it then hears nothing is missing and nothing comes twice.

use live_updates::feed::Delta;

use crate::{events::Events, stage::Stage};

/// Reads up to a revision. Each delta begins where the one before ended, and holds no entry from before it.
async fn read_to(reader: &mut Events, from: u64, last: u64) -> Vec<Delta> {
    let (mut at, mut all) = (from, Vec::new());
    while at < last || all.is_empty() {
        let delta = reader.delta().await;
        assert_eq!(delta.from, at, "a gap or a repeat");
        assert!(delta.entries.iter().all(|entry| entry.place.revision > at && entry.place.revision <= delta.revision));
        at = delta.revision;
        all.push(delta);
    }
    all
}

#[tokio::test(start_paused = true)]
async fn a_stream_resumes_without_a_gap_or_a_repeat_while_others_write() {
    let mut stage = Stage::new();
    let mut keeper = stage.listen("").await;
    keeper.delta().await;
    let (mut readers, mut revision) = (Vec::new(), 1);
    for n in 3..60 {
        // Some changes are seen by a request before the task that tells has looked, some by that task, some together.
        stage.post(n);
        if n % 3 > 0 {
            revision = stage.edited(|_| ()).await;
        }
        let after = 1 + (n * 7) % revision;
        let mut reader = stage.listen(&format!("?after={after}")).await;
        if n % 2 == 0 {
            // It takes its first delta now, and what comes next after the writes that follow.
            let first = reader.delta().await;
            assert_eq!(first.from, after);
            readers.push((reader, first.revision, first.entries.len() as u64 + after));
        } else {
            readers.push((reader, after, after));
        }
        if n % 5 == 0 {
            keeper.delta().await;
        }
    }
    let last = stage.edited(|_| ()).await;
    let whole = stage.whole().await;
    for (mut reader, from, had) in readers {
        let mut mine = read_to(&mut reader, from, last).await;
        let got: u64 = mine.drain(..).map(|delta| delta.entries.len() as u64).sum();
        let due = whole.timeline.all().filter(|entry| entry.place.revision > from).count() as u64;
        assert_eq!(got, due, "from {from}, had {had}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_browsers_own_memory_counts_more_than_the_address() {
    let mut stage = Stage::new();
    stage.edited(|feed| feed["title"] = "Moved".into()).await;
    stage.edited(|feed| feed["title"] = "Moved away".into()).await;
    let mut reader = stage.resume("?after=1", &[("last-event-id", "2")]).await;
    assert_eq!(reader.delta().await.from, 2);
}
