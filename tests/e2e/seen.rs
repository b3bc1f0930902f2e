//! `lu-seen`: an entry was really in the reader's view, for a second on end.

use live_updates_tests::{Clock, Engine, Outcome, Stage, Writer, in_engine, with_stage, with_trap};
use serde_json::json;

/// Opens a feed of many entries on its own clock, and notes what is told of as seen.
async fn open(stage: &Stage, clock: &Clock<'_>) -> Outcome<Writer<live_updates_tests::writer::Folder>> {
    stage.refuse("/stream", 404);
    stage.before("window.told = []; addEventListener('lu-seen', e => told.push(e.detail.id))").await?;
    let writer = Writer::begin(stage, "quarry", 20, 5).await?;
    stage.open("/quarry").await?;
    clock.settled().await?;
    frames(stage).await?;
    Ok(writer)
}

/// Lets the widget look where the reader is: it does so in a frame.
async fn frames(stage: &Stage) -> Outcome {
    stage.js_async("for (let n = 0; n < 5; n++) await new Promise(requestAnimationFrame)").await.map(|_| ())
}

/// The entries of which half is in the window below the bar, or that fill half of it.
const IN_VIEW: &str = "articles().filter(id => { const bar = Math.max(0, widget().shadowRoot.querySelector('[part=bar]').getBoundingClientRect().bottom), \
     box = document.getElementById('lu-' + id).getBoundingClientRect(); \
     return 2 * (Math.min(box.bottom, innerHeight) - Math.max(box.top, bar)) >= Math.min(box.height, innerHeight) })";

#[tokio::test]
async fn an_entry_is_told_of_once_after_a_second_in_view_in_every_engine() -> Outcome {
    for engine in Engine::ALL {
        in_engine(engine, async |stage| {
            let clock = Clock::install(stage).await?;
            open(stage, &clock).await?;
            stage.js("scrollTo(0, 1500)").await?;
            // Entries that come near for the first time learn their heights, and may move those in view.
            let settled = format!("window.before == (window.before = {IN_VIEW}.join())");
            stage.until(&settled).await?;
            // The widget looks when the page is scrolled, and heights may have been learned since.
            stage.js("dispatchEvent(new Event('scroll'))").await?;
            frames(stage).await?;
            stage.js(&format!("window.first = {IN_VIEW}")).await?;
            stage.expect("first.length > 0 && first.length < 8", true).await?;
            frames(stage).await?;
            stage.expect("told", json!([])).await?;
            clock.advance(1000).await?;
            stage.expect("told.toSorted().join() == first.toSorted().join() || [told, first]", true).await?;
            // Gone over quickly, nothing is seen.
            stage.js("scrollTo(0, 4000)").await?;
            frames(stage).await?;
            stage.js(&format!("window.quick = {IN_VIEW}")).await?;
            clock.advance(900).await?;
            stage.js("document.getElementById('lu-' + first[0]).scrollIntoView()").await?;
            frames(stage).await?;
            clock.advance(60_000).await?;
            stage
                .expect(
                    &format!("quick.length > 0 && !quick.some(id => told.includes(id) && !{IN_VIEW}.includes(id))"),
                    true,
                )
                .await?;
            stage.expect_quiet().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_stands_in_a_hidden_tab_is_not_seen() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        open(stage, &clock).await?;
        stage.js("scrollTo(0, 1500)").await?;
        frames(stage).await?;
        clock.advance(900).await?;
        clock.visible(false).await?;
        clock.advance(60_000).await?;
        stage.expect("told", json!([])).await?;
        clock.visible(true).await?;
        frames(stage).await?;
        clock.advance(999).await?;
        stage.expect("told", json!([])).await?;
        clock.advance(1).await?;
        stage.expect(&format!("told.join() == {IN_VIEW}.join() && told.length > 0"), true).await
    })
    .await
}

#[tokio::test]
async fn a_new_entry_is_seen_when_it_is_shown_and_an_edited_one_is_not_seen_again() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = open(stage, &clock).await?;
        stage.js("widget().querySelector('.lu-entries').scrollIntoView()").await?;
        stage.js("scrollBy(0, -200)").await?;
        frames(stage).await?;
        clock.advance(2000).await?;
        stage.js("window.before = told.length").await?;
        stage.expect("before > 0", true).await?;
        let id = writer.add().await?;
        let old = writer.ids()[1].clone();
        writer.rewrite(&old).await?;
        clock.advance(15_000).await?;
        stage.expect("articles()[0]", id.as_str()).await?;
        frames(stage).await?;
        clock.advance(2000).await?;
        stage.expect("told.slice(before)", json!([id])).await
    })
    .await
}

#[tokio::test]
async fn an_entry_that_is_taller_than_the_window_is_seen_where_it_fills_half_of_it() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        open(stage, &clock).await?;
        stage.js("const tall = widget().querySelectorAll('.lu-entries article')[3]; tall.style.minHeight = '5000px'; window.tall = tall").await?;
        frames(stage).await?;
        stage.js("tall.scrollIntoView(); scrollBy(0, 2000)").await?;
        frames(stage).await?;
        clock.advance(1000).await?;
        stage.expect("told.join() == tall.dataset.entry", true).await
    })
    .await
}

#[tokio::test]
async fn a_restart_and_a_move_tell_of_no_entry_again_and_another_feed_does() -> Outcome {
    with_trap(async |stage| {
        let clock = Clock::install(stage).await?;
        open(stage, &clock).await?;
        stage.js("scrollTo(0, 1500)").await?;
        frames(stage).await?;
        clock.advance(1000).await?;
        stage.js("window.before = told.join(); seen.events.length = 0").await?;
        stage.expect("before != ''", true).await?;
        let _ = stage.js("widget().dispatchEvent(new Event('lu-test-trap'))").await;
        stage.until("ready()").await?;
        frames(stage).await?;
        clock.advance(2000).await?;
        stage.js("document.body.append(widget()); scrollTo(0, 1500)").await?;
        frames(stage).await?;
        // The clock also answers the poll.
        clock.advance(2000).await?;
        stage.expect("[...new Set(told)].length == told.length", true).await?;
        let mut other = Writer::begin(stage, "other", 3, 7).await?;
        other.add().await?;
        stage.js("scrollTo(0, 0); told.length = 0; widget().feed = '/other/feed.json'").await?;
        clock.settled().await?;
        frames(stage).await?;
        stage.js("widget().querySelector('.lu-entries').scrollIntoView()").await?;
        frames(stage).await?;
        clock.advance(1000).await?;
        stage
            .expect(
                &format!(
                    "told.length > 0 && told.every(id => articles().includes(id)) && told.join() == {IN_VIEW}.join()"
                ),
                true,
            )
            .await
    })
    .await
}
