//! New entries wait behind the notice, and come when they are wanted.

use live_updates_tests::{
    Clock, Outcome, Stage, with_stage,
    writer::{Folder, Writer},
};
use serde_json::json;

/// Saturday, 14 March 2026, 12:00 GMT.
const NOON: u64 = 1_773_489_600_000;

const NOTICE: &str = "widget().shadowRoot.querySelector('[part=notice]')";
const STATUS: &str = "widget().shadowRoot.querySelector('[role=status]')";
/// What the notice says; null while it is hidden.
const SAYS: &str = "(n => n.hidden ? null : n.textContent)(widget().shadowRoot.querySelector('[part=notice]'))";
/// What pages are told of arrivals.
const TOLD: &str = "seen.events.filter(e => /arrived|shown/.test(e.name)).map(e => [e.name, e.detail.count])";

/// A feed of forty entries, read where time stands still and whatever comes is asked for by the test.
async fn open(stage: &Stage) -> Outcome<(Clock<'_>, Writer<Folder>)> {
    let clock = Clock::at(stage, NOON).await?;
    stage.refuse("/stream", 404);
    let writer = Writer::begin(stage, "quarry", 40, 5).await?;
    stage.open("/quarry").await?;
    clock.settled().await?;
    Ok((clock, writer))
}

/// The reader is in the middle of the list.
async fn in_the_middle(stage: &Stage) -> Outcome {
    frames(stage).await?;
    stage.js("scrollTo(0, scrollY + document.getElementById('lu-q20').getBoundingClientRect().top - 100)").await?;
    frames(stage).await
}

async fn frames(stage: &Stage) -> Outcome {
    stage.js_async("await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))").await.map(|_| ())
}

/// Asks now; two requests are two seconds apart.
async fn refresh(stage: &Stage) -> Outcome {
    stage.js_async("const done = widget().refresh(); await __clock.advance(2000, true); await done").await.map(|_| ())
}

async fn top_of(stage: &Stage, id: &str) -> Outcome<f64> {
    let top = stage.js(&format!("return document.getElementById('lu-{id}').getBoundingClientRect().top")).await?;
    top.as_f64().ok_or_else(|| "no top".into())
}

#[tokio::test]
async fn new_entries_wait_while_the_reader_is_further_down_and_nothing_moves() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        stage.expect(&format!("[{NOTICE}.hidden, {NOTICE}.textContent.trim()]"), json!([true, ""])).await?;
        in_the_middle(stage).await?;
        let before = (writer.ids(), top_of(stage, "q20").await?);
        writer.add().await?;
        refresh(stage).await?;
        stage.expect(SAYS, "1 new update").await?;
        writer.add().await?;
        writer.add().await?;
        refresh(stage).await?;
        stage.expect(SAYS, "3 new updates").await?;
        stage.expect("articles()", before.0).await?;
        assert!((top_of(stage, "q20").await? - before.1).abs() < 1.0);
        stage.expect(TOLD, json!([["lu-arrived", 1], ["lu-arrived", 2]])).await?;
        // A real button, in view, over everything else.
        let over = format!("(n => {{ const r = n.getBoundingClientRect(); return [n.localName, widget().shadowRoot.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) == n] }})({NOTICE})");
        stage.expect(&over, json!(["button", true])).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_press_shows_them_marks_the_first_and_brings_the_reader_there_in_either_order() -> Outcome {
    for (order, first) in [("new-first", 1), ("old-first", 0)] {
        with_stage(async |stage| {
            let (_clock, mut writer) = open(stage).await?;
            stage.js(&format!("widget().order = '{order}'")).await?;
            in_the_middle(stage).await?;
            let added = [writer.add().await?, writer.add().await?];
            refresh(stage).await?;
            stage.js(&format!("{NOTICE}.focus(); {NOTICE}.click()")).await?;
            let mut wanted = writer.ids();
            if order == "old-first" {
                wanted.reverse();
            }
            stage.expect("articles()", wanted).await?;
            stage.expect(SAYS, json!(null)).await?;
            stage.expect(&format!("{TOLD}.at(-1)"), json!(["lu-shown", 2])).await?;
            stage.expect("document.activeElement.dataset.entry", added[first].as_str()).await?;
            // One line, right before it.
            let line = "[...widget().querySelectorAll('.lu-unseen')].map(l => [l.textContent, l.nextElementSibling.dataset.entry])";
            stage.expect(line, json!([["New since you were here", added[first]]])).await?;
            frames(stage).await?;
            let seen = "(t => [t >= widget().shadowRoot.querySelector('[part=bar]').getBoundingClientRect().bottom - 1 || t, t < innerHeight || t])(widget().querySelector('.lu-unseen').getBoundingClientRect().top)";
            stage.expect(seen, json!([true, true])).await.map_err(|error| format!("{order}: {error}"))?;
            stage.expect_quiet().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_line_moves_to_the_first_of_the_next_batch() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        for _ in 0..2 {
            in_the_middle(stage).await?;
            let added = writer.add().await?;
            refresh(stage).await?;
            stage.expect("widget().showNew()", 1).await?;
            stage
                .expect(
                    "[...widget().querySelectorAll('.lu-unseen')].map(l => l.nextElementSibling.dataset.entry)",
                    json!([added]),
                )
                .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn edits_and_deletions_reach_entries_that_wait() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        in_the_middle(stage).await?;
        let [kept, gone] = [writer.add().await?, writer.add().await?];
        refresh(stage).await?;
        writer.edit(&kept, json!({"title": "Said better"})).await?;
        writer.delete(&gone).await?;
        refresh(stage).await?;
        stage.expect(SAYS, "1 new update").await?;
        stage.js(&format!("{NOTICE}.click()")).await?;
        stage.expect("articles()", writer.ids()).await?;
        stage
            .expect(&format!("document.querySelector('#lu-{kept} .lu-entry-title').textContent"), "Said better")
            .await?;
        // The last of them goes, and so does the notice.
        in_the_middle(stage).await?;
        let gone = writer.add().await?;
        refresh(stage).await?;
        stage.expect(SAYS, "1 new update").await?;
        writer.delete(&gone).await?;
        refresh(stage).await?;
        stage.expect(&format!("[{SAYS}, widget().showNew()]"), json!([null, 0])).await?;
        stage.expect("articles()", writer.ids()).await
    })
    .await
}

#[tokio::test]
async fn at_the_end_where_they_come_they_go_in_at_once_unless_the_reader_is_at_work_there() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        let added = writer.add().await?;
        refresh(stage).await?;
        stage.expect(&format!("[articles()[0], {SAYS}]"), json!([added, null])).await?;
        stage.expect(TOLD, json!([["lu-arrived", 1], ["lu-shown", 1]])).await?;
        stage.expect(&format!("{STATUS}.textContent.trim()"), "").await?;
        // At the foot, where the newest come last.
        stage.js("widget().order = 'old-first'; scrollTo(0, document.documentElement.scrollHeight)").await?;
        stage.until("widget().querySelector('.lu-entries').getBoundingClientRect().bottom <= innerHeight").await?;
        let added = writer.add().await?;
        refresh(stage).await?;
        stage.expect(&format!("[articles().at(-1), {SAYS}]"), json!([added, null])).await?;
        stage.js("widget().order = 'new-first'; scrollTo(0, 0)").await?;
        for work in [
            "document.querySelector('#lu-q40 a').focus({ preventScroll: true })",
            "document.activeElement.blur(); getSelection().selectAllChildren(document.querySelector('#lu-q40 .lu-body'))",
        ] {
            stage.js(work).await?;
            writer.add().await?;
            refresh(stage).await?;
            stage.expect(&format!("{NOTICE}.hidden"), false).await.map_err(|error| format!("{work}: {error}"))?;
        }
        stage.expect(SAYS, "2 new updates").await
    })
    .await
}

#[tokio::test]
async fn auto_puts_them_in_without_asking_and_moves_nothing_that_is_read() -> Outcome {
    for order in ["new-first", "old-first"] {
        with_stage(async |stage| {
            let (_clock, mut writer) = open(stage).await?;
            stage.js(&format!("widget().updates = 'auto'; widget().order = '{order}'")).await?;
            in_the_middle(stage).await?;
            let before = top_of(stage, "q20").await?;
            let added = writer.add().await?;
            refresh(stage).await?;
            stage.expect(&format!("[articles().includes('{added}'), {SAYS}]"), json!([true, null])).await?;
            for _ in 0..2 {
                let after = top_of(stage, "q20").await?;
                assert!((before - after).abs() < 1.0, "{order}: {before} became {after}");
                frames(stage).await?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn off_asks_for_nothing_that_nobody_asked_for() -> Outcome {
    with_stage(async |stage| {
        let (clock, mut writer) = open(stage).await?;
        stage.js("widget().stream = 'off'; widget().updates = 'off'").await?;
        let before = stage.asked().len();
        writer.add().await?;
        clock.advance(3_600_000).await?;
        assert_eq!(stage.asked()[before..], [""; 0]);
        in_the_middle(stage).await?;
        refresh(stage).await?;
        stage.expect(SAYS, "1 new update").await?;
        stage.js("widget().removeAttribute('updates')").await?;
        clock.advance(2000).await?;
        assert_eq!(stage.asked()[before..], ["/quarry/updates/1", "/quarry/updates/2"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn one_region_says_how_many_wait_once_a_batch_and_every_twenty_seconds_at_most() -> Outcome {
    with_stage(async |stage| {
        let (clock, mut writer) = open(stage).await?;
        stage.js(&format!("window.region = {STATUS}; window.said = []; new MutationObserver(() => said.push(region.textContent)).observe(region, {{ childList: true, characterData: true, subtree: true }})")).await?;
        in_the_middle(stage).await?;
        writer.add().await?;
        refresh(stage).await?;
        stage.expect("said", json!(["1 new update"])).await?;
        for _ in 0..3 {
            writer.add().await?;
            refresh(stage).await?;
        }
        stage.expect(SAYS, "4 new updates").await?;
        clock.advance(13_999).await?;
        stage.expect("said", json!(["1 new update"])).await?;
        clock.advance(1).await?;
        stage.expect("said", json!(["1 new update", "4 new updates"])).await?;
        clock.advance(60_000).await?;
        stage.expect("said.length", 2).await?;
        // The next batch is said although it has the same number, and what is shown at once is not said.
        stage.js(&format!("{NOTICE}.click()")).await?;
        for _ in 0..4 {
            writer.add().await?;
        }
        in_the_middle(stage).await?;
        refresh(stage).await?;
        stage.expect("said.filter(s => s.trim())", json!(["1 new update", "4 new updates", "4 new updates"])).await?;
        stage.expect("[widget().shadowRoot.querySelectorAll('[role=status], [aria-live]').length, region.isConnected]", json!([1, true])).await
    })
    .await
}

#[tokio::test]
async fn a_script_shows_what_waits_and_opens_an_entry_of_it() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        in_the_middle(stage).await?;
        stage.js("document.querySelector('#lu-q20 a').focus({ preventScroll: true })").await?;
        let before = top_of(stage, "q20").await?;
        stage.expect("widget().showNew()", 0).await?;
        stage.expect("document.activeElement.closest('article').dataset.entry", "q20").await?;
        assert!((top_of(stage, "q20").await? - before).abs() < 1.0);
        let added = [writer.add().await?, writer.add().await?];
        refresh(stage).await?;
        stage.expect(&format!("widget().open('{}')", added[0]), true).await?;
        stage
            .expect(
                &format!("[{SAYS}, document.querySelector('.lu-opened').dataset.entry, location.hash]"),
                json!([null, added[0], format!("#lu-{}", added[0])]),
            )
            .await?;
        stage.expect("articles()", writer.ids()).await?;
        frames(stage).await?;
        stage
            .expect(
                &format!("Math.abs(document.getElementById('lu-{}').getBoundingClientRect().top) < 200", added[0]),
                true,
            )
            .await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_link_of_the_contents_to_an_entry_that_waits_leads_there() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        in_the_middle(stage).await?;
        let added = writer.add().await?;
        writer.edit(&added, json!({"key": true, "title": "A key event"})).await?;
        refresh(stage).await?;
        stage.expect(SAYS, "1 new update").await?;
        stage
            .js("[...widget().querySelectorAll('.lu-contents a')].find(a => a.textContent == 'A key event').click()")
            .await?;
        stage.until("document.querySelector('.lu-opened')").await?;
        stage
            .expect(&format!("[{SAYS}, document.querySelector('.lu-opened').dataset.entry]"), json!([null, added]))
            .await?;
        frames(stage).await?;
        stage
            .expect(&format!("Math.abs(document.getElementById('lu-{added}').getBoundingClientRect().top) < 200"), true)
            .await
    })
    .await
}

#[tokio::test]
async fn entries_that_wait_are_not_lost_when_the_widget_leaves_the_page_and_comes_back() -> Outcome {
    with_stage(async |stage| {
        let (clock, mut writer) = open(stage).await?;
        in_the_middle(stage).await?;
        writer.add().await?;
        refresh(stage).await?;
        writer.edit("q3", json!({"title": "Said better"})).await?;
        refresh(stage).await?;
        stage.expect(&format!("[{SAYS}, widget().revision]"), json!(["1 new update", 3])).await?;
        stage.js_async("const [it, place] = [widget(), widget().nextSibling]; window.home = it.parentNode; it.remove(); await new Promise(r => setTimeout(r)); home.insertBefore(it, place)").await?;
        stage.until("seen.events.filter(e => e.name == 'lu-ready').length == 2").await?;
        clock.advance(2000).await?;
        stage.js("widget().showNew()").await?;
        stage.expect("articles()", writer.ids()).await?;
        stage.expect("[widget().revision, widget().dataset.revision]", json!([3, "3"])).await?;
        stage.expect_quiet().await
    })
    .await
}
