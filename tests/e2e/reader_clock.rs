//! `clock="reader"`: every time by the reader's own clock, the newsroom's kept and given back.

use live_updates_tests::{
    Clock, Engine, Outcome, Page, Stage, in_engine, with_stage,
    writer::{Folder, Writer},
};
use serde_json::json;

use super::edits::{NOON, expect_as_printed, refresh};

/// A page of a feed whose element has more attributes.
async fn page(stage: &Stage, feed: &str, attributes: &str) -> Outcome {
    let tag = format!("<live-updates {attributes} ");
    stage.put("/page", Page::of(stage.html(feed).await?.replacen("<live-updates ", &tag, 1)));
    stage.open("/page").await
}

async fn in_zone(stage: &Stage, zone: &str) -> Outcome {
    stage.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await.map(|_| ())
}

/// What an element says and what it keeps: text, `title`, `datetime`.
fn said(selector: &str) -> String {
    format!("(e => [e.firstChild.data, e.title, e.dateTime])(widget().querySelector('{selector}'))")
}

#[tokio::test]
async fn every_time_is_the_readers_and_the_newsrooms_is_its_title() -> Outcome {
    with_stage(async |stage| {
        in_zone(stage, "Asia/Kolkata").await?;
        stage.edit("harbour-day", |feed| {
            for entry in feed["entries"].as_array_mut().into_iter().flatten().filter(|entry| entry["id"] == "u36") {
                entry["updated"] = "2026-05-16T21:00:00+01:00".into();
                entry["corrections"] = json!([{"at": "2026-05-16T21:05:00+01:00", "text": "It was the other gate."}]);
            }
        })?;
        page(stage, "/harbour-day", "clock=reader").await?;
        stage.expect("seen.events[0].detail", json!({"adopted": true, "reason": null})).await?;
        stage.expect(&said("#lu-u05 .lu-time"), json!(["17:54 GMT+5:30 16.05.2026", "13:24 BST 16.05.2026", "2026-05-16T13:24:00+01:00"])).await?;
        stage.expect(&said("#lu-u36 .lu-updated"), json!(["Updated 01:30 GMT+5:30", "Updated 21:00 BST", "2026-05-16T21:00:00+01:00"])).await?;
        stage.expect(&said("#lu-u36 .lu-correction time"), json!(["01:35 GMT+5:30", "21:05 BST", "2026-05-16T21:05:00+01:00"])).await?;
        // The next day has begun there.
        stage.expect("widget().shadowRoot.querySelector('[part=badge]').textContent", "Being updated Last update 01:25 GMT+5:30 17.05.2026").await?;
        stage.expect("[...widget().querySelectorAll('.lu-contents time')].every(t => t.textContent.endsWith('GMT+5:30') && t.title.endsWith('BST'))", true).await?;
        stage.expect("['#lu-u05', '#lu-u05 .lu-share'].map(s => document.querySelector(s).ariaLabel)", json!(["Update of 17:54 GMT+5:30 16.05.2026", "Share: 17:54 GMT+5:30 16.05.2026"])).await?;
        // The bar calls an untitled entry by its time.
        stage.js("const a = document.getElementById('lu-u05'); scrollTo(0, scrollY + a.getBoundingClientRect().top + 200)").await?;
        stage.until("widget().shadowRoot.querySelector('[part=current]').textContent == '17:54 GMT+5:30 16.05.2026'").await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn the_days_own_summer_time_counts_and_so_does_the_language() -> Outcome {
    with_stage(async |stage| {
        in_zone(stage, "Europe/Paris").await?;
        for (feed, winter, summer) in [
            ("volny-mol", "13:00 GMT+1 14.01.2026", "14:00 GMT+2 14.07.2026"),
            (
                "mina-nour",
                "13:00 GMT+1\u{200f} 14\u{200f}/1\u{200f}/2026",
                "14:00 GMT+2\u{200f} 14\u{200f}/7\u{200f}/2026",
            ),
        ] {
            stage.edit(feed, |feed| {
                feed["date_style"] = "short".into();
                for (entry, month) in feed["entries"].as_array_mut().into_iter().flatten().zip(["01", "07"]) {
                    entry["id"] = month.into();
                    entry["published"] = format!("2026-{month}-14T12:00:00+00:00").into();
                }
            })?;
            page(stage, &format!("/{feed}"), "clock=reader").await?;
            stage
                .expect(
                    "['01', '07'].map(id => document.querySelector('#lu-' + id + ' .lu-time').firstChild.data)",
                    json!([winter, summer]),
                )
                .await?;
        }
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_tag_alone_says_the_readers_time_too() -> Outcome {
    with_stage(async |stage| {
        in_zone(stage, "Europe/Paris").await?;
        stage.put("/alone", Page::of("<!doctype html><html lang=en><meta charset=utf-8><body><live-updates clock=reader feed=/harbour-day/feed.json></live-updates><script type=module src=/live-updates.js></script>"));
        stage.open("/alone").await?;
        stage.until("articles().length == 36").await?;
        stage.expect(&said("#lu-u05 .lu-time"), json!(["14:24 GMT+2 16.05.2026", "13:24 BST 16.05.2026", "2026-05-16T13:24:00+01:00"])).await?;
        stage.expect("widget().shadowRoot.querySelector('[part=badge]').textContent", "Being updated Last update 21:55 GMT+2 16.05.2026").await
    })
    .await
}

/// A feed of forty entries by the reader's clock, with ages, where time stands still.
async fn quarry(stage: &Stage) -> Outcome<(Clock<'_>, Writer<Folder>)> {
    let clock = Clock::at(stage, NOON).await?;
    in_zone(stage, "Europe/Paris").await?;
    stage.refuse("/stream", 404);
    let writer = Writer::begin(stage, "quarry", 40, 5).await?;
    stage.open("/quarry").await?;
    clock.settled().await?;
    stage.js("widget().clock = 'reader'; widget().relativeTimes = 'on'").await?;
    Ok((clock, writer))
}

#[tokio::test]
async fn what_arrives_and_what_is_revised_says_it_too_and_nothing_else_is_touched() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = quarry(stage).await?;
        stage.expect(&said("#lu-q40 .lu-time"), json!(["08:18 GMT+1 14.03.2026", "07:18 GMT 14.03.2026", "2026-03-14T07:18:00+00:00"])).await?;
        writer.pin(&["q40"]).await?;
        refresh(stage).await?;
        stage.expect("widget().querySelector('[data-copy] .lu-time').outerHTML == document.querySelector('#lu-q40 .lu-time').outerHTML", true).await?;
        stage.js("window.kept = [...widget().querySelectorAll('.lu-time')]; window.records = [];
            new MutationObserver(r => records.push(...r)).observe(widget(), { childList: true, characterData: true, subtree: true });
            window.share = widget().querySelector('[data-copy] .lu-share'); share.focus({ preventScroll: true })").await?;
        writer.edit("q40", json!({"title": "Said better", "updated": "2026-03-14T11:20:00+00:00"})).await?;
        writer.edit("q39", json!({"label": "breaking"})).await?;
        refresh(stage).await?;
        stage.expect(&said("#lu-q40 .lu-updated"), json!(["Updated 12:20 GMT+1", "Updated 11:20 GMT", "2026-03-14T11:20:00+00:00"])).await?;
        stage.expect("kept.every(t => t.isConnected && t.firstChild.data.includes('GMT+1'))", true).await?;
        stage.expect("[...new Set(records.map(r => (e => e.closest('[data-copy]') ? 'copy' : e.closest('article, .lu-contents')?.id)(r.target.closest ? r.target : r.target.parentElement)))].sort()", json!(["", "copy", "lu-q39", "lu-q40"])).await?;
        stage.expect("document.activeElement == share", true).await?;
        let id = writer.add().await?;
        refresh(stage).await?;
        stage.js("widget().showNew()").await?;
        stage.expect(&format!("document.querySelector('#lu-{id} .lu-time').firstChild.data"), "08:20 GMT+1 14.03.2026").await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn without_the_attributes_the_page_is_again_what_the_server_would_print() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = quarry(stage).await?;
        stage.js("widget().updates = 'auto'").await?;
        writer.pin(&["q38", "q3"]).await?;
        for n in 0..6 {
            for _ in 0..4 {
                writer.change("q20").await?;
            }
            refresh(stage).await?;
            stage.expect("[...widget().querySelectorAll('.lu-entry')].every(a => a.querySelector('.lu-time').firstChild.data.includes('GMT+1') && a.querySelectorAll('.lu-age').length == 1)", true).await?;
            stage.js("widget().clock = null; widget().relativeTimes = 'off'").await?;
            expect_as_printed(stage, &format!("after {} changes", 4 * n + 4)).await?;
            stage.js("widget().clock = 'reader'; widget().relativeTimes = 'on'").await?;
        }
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn what_is_read_stays_where_it_stands_when_its_times_change() -> Outcome {
    const FRAMES: &str = "await new Promise(r => { const { requestAnimationFrame } = __clock.real; requestAnimationFrame(() => requestAnimationFrame(r)) });";
    const TOP: &str = "document.getElementById('lu-q20').getBoundingClientRect().top";
    for engine in Engine::ALL {
        in_engine(engine, async |stage| {
            let _clock = Clock::at(stage, NOON).await?;
            Writer::begin(stage, "quarry", 40, 5).await?;
            stage.open("/quarry").await?;
            // An age has no room in the line of its time.
            stage.viewport(520, 700).await?;
            stage.js("document.documentElement.style.fontSize = '38px'").await?;
            let read = format!("for (let n = 0; n < 5; n++) {{ scrollBy(0, Math.round({TOP} - 30)); {FRAMES} }} window.before = {TOP}");
            stage.js_async(&read).await?;
            let height = "document.querySelector('#lu-q21 .lu-time').getBoundingClientRect().height";
            stage.js(&format!("window.height = {height}")).await?;
            for (change, taller) in [("relativeTimes = 'on'", true), ("clock = 'reader'", true), ("relativeTimes = 'off'", false), ("clock = 'feed'", false)] {
                let after = format!("widget().{change}; const at_once = {TOP}; {FRAMES} return [at_once - before, {TOP} - before].map(Math.round).concat({height} > height)");
                let moved = stage.js_async(&after).await?;
                assert_eq!(moved, json!([0, 0, taller]), "{engine:?}: {change}");
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn times_that_are_not_ours_are_left_alone() -> Outcome {
    with_stage(async |stage| {
        in_zone(stage, "Europe/Paris").await?;
        let time = "<time datetime=2026-05-16T08:00:00+01:00 title=early>8 am</time>";
        let page = format!("<!doctype html><html lang=en><meta charset=utf-8><body><live-updates clock=reader relative-times=on feed=/x.json data-revision=1><ol class=lu-entries><li><article class=lu-entry data-entry=a><time class=lu-time datetime=2026-05-16T09:00:00+01:00>nine</time><h2>The gates</h2><div class=lu-body><p>From {time}.</p></div></article></li><li class=ad>{time}</li></ol></live-updates><script type=module src=/live-updates.js></script>");
        stage.put("/page", Page::of(page));
        stage.open("/page").await?;
        stage.expect("[...widget().querySelectorAll('time:not([class])')].map(t => [t.textContent, t.title])", json!([["8 am", "early"], ["8 am", "early"]])).await?;
        stage.expect("widget().querySelector('.lu-time').title", "nine").await?;
        stage.js("widget().clock = 'feed'").await?;
        stage.expect("widget().querySelector('.lu-time').outerHTML", "<time class=\"lu-time\" datetime=\"2026-05-16T09:00:00+01:00\">nine</time>").await
    })
    .await
}
