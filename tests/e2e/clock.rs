//! The clock of the tests runs as they say: without this, a test of an hour proves nothing.

use live_updates_tests::{
    Clock, Engine, Outcome, Page, Stage, in_engine,
    proxy::{Class, Fault},
    with_faults, with_stage,
};
use serde_json::json;

/// Saturday, 14 March 2026, 12:00 GMT.
const NOON: u64 = 1_773_489_600_000;

/// A page that notes what its timers do; its own scripts stand in its head.
async fn page(stage: &Stage, script: &str) -> Outcome {
    let html =
        format!("<!doctype html><meta charset=utf-8><title>A clock</title><script>window.log = []; {script}</script>");
    stage.put("/clock", Page::of(html));
    stage.goto("/clock").await
}

#[tokio::test]
async fn an_hour_passes_at_once_and_each_timer_runs_at_its_time() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::at(stage, NOON).await?;
        page(
            stage,
            "const note = what => log.push([what, Date.now() - 1773489600000, performance.now(), new Date().getTime() - 1773489600000]);
             setTimeout(note, 15000, 'late'); setInterval(() => note('each'), 1200000); const off = setTimeout(note, 5000, 'never'); clearTimeout(off);
             setTimeout(async () => { await 0; setTimeout(note, 500, 'chained') }, 1000)",
        )
        .await?;
        assert_eq!(clock.due().await?, [1000.0, 15_000.0, 1_200_000.0]);
        clock.advance(3_600_000).await?;
        let at = |what: &str, ms: u32| json!([what, ms, ms, ms]);
        let wanted = json!([at("chained", 1500), at("late", 15_000), at("each", 1_200_000), at("each", 2_400_000), at("each", 3_600_000)]);
        stage.expect("log", wanted).await?;
        assert_eq!(clock.due().await?, [1_200_000.0]);
        stage.expect("new Date(0).getTime() + (new Date() instanceof Date) + Date.UTC(1970, 0)", 1).await
    })
    .await
}

#[tokio::test]
async fn nothing_passes_by_itself_and_what_takes_no_time_runs_at_once() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        page(
            stage,
            "window.began = Date.now(); setTimeout(() => log.push('soon')); setTimeout(() => log.push('later'), 1)",
        )
        .await?;
        stage.until("log.length > 0").await?;
        stage.js_async("await new Promise(r => requestAnimationFrame(r))").await?;
        stage.expect("[log, Date.now() - began, performance.now()]", json!([["soon"], 0, 0])).await?;
        clock.skew(-3_600_000).await?;
        stage.expect("[Date.now() - began, performance.now()]", json!([-3_600_000, 0])).await?;
        assert_eq!(clock.due().await?, [1.0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_machine_that_slept_runs_what_is_due_once() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        page(stage, "setInterval(() => log.push(performance.now()), 1000)").await?;
        clock.sleep(3_600_500).await?;
        stage.expect("log", json!([3_600_500])).await?;
        assert_eq!(clock.due().await?, [1000.0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn time_waits_for_answers_unless_there_are_none() -> Outcome {
    with_faults(async |stage, proxy| {
        let clock = Clock::install(stage).await?;
        let poll = "const poll = async () => { log.push((await (await fetch('/harbour-day/feed.json', { cache: 'no-cache' })).json()).id); setTimeout(poll, 10000) };
             setTimeout(poll, 10000)";
        page(stage, poll).await?;
        clock.advance(60_000).await?;
        stage.expect("log.length", 6).await?;
        assert_eq!(proxy.count(Class::Head), 6);
        proxy.always(Class::Head, Fault::Hang);
        clock.advance_unanswered(60_000).await?;
        proxy.wait_for_open(Class::Head, 1).await?;
        assert_eq!(proxy.count(Class::Head), 7);
        proxy.clear();
        proxy.cut(Class::Head);
        stage.until("seen.errors.length == 1").await
    })
    .await
}

#[tokio::test]
async fn a_request_is_given_up_by_the_same_clock() -> Outcome {
    with_faults(async |stage, proxy| {
        let clock = Clock::install(stage).await?;
        proxy.always(Class::Head, Fault::Hang);
        page(
            stage,
            "fetch('/harbour-day/feed.json', { signal: AbortSignal.timeout(30000) }).catch(e => log.push(e.name))",
        )
        .await?;
        clock.advance_unanswered(29_999).await?;
        stage.expect("log", json!([])).await?;
        clock.advance_unanswered(1).await?;
        stage.until("log[0] == 'TimeoutError'").await?;
        proxy.wait_for_open(Class::Head, 0).await
    })
    .await
}

#[tokio::test]
async fn network_and_tab_are_switched_with_their_events() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        page(
            stage,
            "for (const name of ['online', 'offline']) addEventListener(name, () => log.push([name, navigator.onLine]));
             document.addEventListener('visibilitychange', () => log.push([document.visibilityState, document.hidden]))",
        )
        .await?;
        for is in [false, false, true] {
            clock.online(is).await?;
        }
        clock.visible(false).await?;
        stage.js("requestAnimationFrame(() => log.push('frame'))").await?;
        stage.js_async("await new Promise(r => __clock.real.requestAnimationFrame(() => __clock.real.requestAnimationFrame(r)))").await?;
        stage.expect("log", json!([["offline", false], ["online", true], ["hidden", true]])).await?;
        clock.visible(true).await?;
        stage.until("log.length == 5").await?;
        stage.expect("log.slice(3)", json!([["visible", false], "frame"])).await
    })
    .await
}

#[tokio::test]
async fn the_widget_lives_under_the_clock_in_every_engine() -> Outcome {
    for engine in Engine::ALL {
        in_engine(engine, async |stage| {
            let clock = Clock::at(stage, NOON).await?;
            stage.open("/harbour-day").await?;
            // When the loader has waited long enough for stylesheets, there is the next poll and nothing else.
            clock.advance(5_000).await?;
            assert_eq!(clock.due().await?.len(), 1);
            clock.advance(295_000).await?;
            // Firefox runs a test's scripts with a `Date` of their own.
            stage.expect("window.Date.now()", NOON + 300_000).await?;
            stage.js("option(1).click()").await?;
            stage.expect("articles()[0]", "u01").await?;
            stage.expect_quiet().await
        })
        .await?;
    }
    Ok(())
}
