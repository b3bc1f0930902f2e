//! `relative-times="on"`: how long ago an entry was published, counted on for who looks, and for nobody else.

use live_updates_tests::{Clock, Engine, Outcome, Page, Stage, in_engine, with_stage, writer::Writer};
use serde_json::json;

/// When the newest of forty entries is published: 14 March 2026, 7:18 GMT.
const NEWEST: u64 = 1_773_468_000_000 + 39 * 120_000;

/// After so many milliseconds the loader waits for nothing any more.
const LOADER: u64 = 5000;

/// A page of forty entries, two minutes apart, opened so long after the newest; nothing but ages has a timer.
async fn quarry(stage: &Stage, since: i64) -> Outcome<Clock<'_>> {
    let clock = Clock::at(stage, NEWEST.saturating_add_signed(since) - LOADER).await?;
    Writer::begin(stage, "quarry", 40, 5).await?;
    let html = stage.html("/quarry").await?;
    stage.put("/page", Page::of(html.replacen("<live-updates ", "<live-updates updates=off relative-times=on ", 1)));
    stage.open("/page").await?;
    clock.advance(LOADER).await?;
    Ok(clock)
}

/// What is said of an entry, and whether that is all of it.
const AGE: &str =
    "window.age = id => [...document.querySelectorAll('#lu-' + id + ' .lu-age')].map(a => a.textContent).join('|');";

#[tokio::test]
async fn ages_count_by_one_timer_and_only_what_is_seen_is_touched() -> Outcome {
    with_stage(async |stage| {
        stage.before(AGE).await?;
        // Several entries are seen, and most are not.
        stage.viewport(900, 1500).await?;
        let clock = quarry(stage, 90_000).await?;
        stage.expect("[age('q40'), age('q39'), age('q20'), age('q1')]", json!([" 1 min ago", " 3 min ago", " 41 min ago", " 1 hour ago"])).await?;
        stage.expect("document.querySelector('#lu-q40 .lu-time').firstChild.data", "07:18 GMT 14.03.2026").await?;
        assert_eq!(clock.due().await?, [30_000.0]);
        stage.js("window.records = []; new MutationObserver(r => records.push(...r)).observe(widget(), { childList: true, characterData: true, attributes: true, subtree: true })").await?;
        clock.advance(29_999).await?;
        stage.js_async("dispatchEvent(new Event('scroll')); await new Promise(r => __clock.real.requestAnimationFrame(() => __clock.real.requestAnimationFrame(r)))").await?;
        stage.expect("records.length", 0).await?;
        clock.advance(1).await?;
        stage.expect("[age('q40'), age('q39'), age('q20')]", json!([" 2 min ago", " 4 min ago", " 41 min ago"])).await?;
        stage.expect("records.every(r => r.target.className == 'lu-age')", true).await?;
        stage.expect("records.length < 40", true).await?;
        assert_eq!(clock.due().await?, [60_000.0]);
        // What comes into view says what is true now.
        stage.js("document.getElementById('lu-q20').scrollIntoView()").await?;
        stage.until("age('q20') == ' 42 min ago'").await?;
        clock.advance(60_000).await?;
        stage.expect("[age('q20'), age('q40')]", json!([" 43 min ago", " 2 min ago"])).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_hidden_tab_has_no_timer_and_is_right_at_once_when_it_is_shown() -> Outcome {
    with_stage(async |stage| {
        stage.before(AGE).await?;
        let clock = quarry(stage, 0).await?;
        stage.expect("age('q40')", " just now").await?;
        clock.visible(false).await?;
        assert_eq!(clock.due().await?, [0.0; 0]);
        clock.advance(3_600_000).await?;
        stage.expect("age('q40')", " just now").await?;
        clock.visible(true).await?;
        stage.expect("age('q40')", " 1 hour ago").await?;
        // Entries two minutes older are a minute or less from their next hour.
        assert_eq!(clock.due().await?.len(), 1);
        stage.js("widget().relativeTimes = 'off'").await?;
        assert_eq!(clock.due().await?, [0.0; 0]);
        stage.expect("document.querySelectorAll('.lu-age').length", 0).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn after_a_day_only_the_date_is_left_and_no_timer() -> Outcome {
    with_stage(async |stage| {
        stage.before(AGE).await?;
        let clock = quarry(stage, 24 * 3_600_000 - 1000).await?;
        stage.expect("[age('q40'), age('q39')]", json!([" 23 hours ago", ""])).await?;
        assert_eq!(clock.due().await?, [1000.0]);
        clock.advance(1000).await?;
        stage.expect("document.querySelectorAll('.lu-age').length", 0).await?;
        assert_eq!(clock.due().await?, [0.0; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_clock_that_is_slow_never_says_that_something_is_to_come() -> Outcome {
    for engine in Engine::ALL {
        in_engine(engine, async |stage| {
            stage.before(AGE).await?;
            let clock = quarry(stage, -150_000).await?;
            stage
                .expect("[age('q40'), age('q39'), age('q38')]", json!([" just now", " just now", " 1 min ago"]))
                .await?;
            clock.advance(209_999).await?;
            stage.expect("age('q40')", " just now").await?;
            clock.advance(1).await?;
            stage.expect("age('q40')", " 1 min ago").await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn each_language_says_it_in_its_words_and_direction() -> Outcome {
    for (feed, said, language) in
        [("mina-nour", " قبل دقيقتين", ["ar", "rtl"]), ("volny-mol", " 2 мин назад", ["ru", "ltr"])]
    {
        with_stage(async |stage| {
            let html = stage.html(&format!("/{feed}")).await?;
            let entries = html.split("class=\"lu-entries\"").nth(1).ok_or("no entries")?;
            let newest =
                entries.split("datetime=\"").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no time")?;
            let newest = chrono::DateTime::parse_from_rfc3339(newest).map_err(|error| error.to_string())?;
            Clock::at(stage, u64::try_from(newest.timestamp_millis())? + 125_000).await?;
            let tag = "<live-updates relative-times=on updates=off ";
            stage.put("/page", Page::of(html.replacen("<live-updates ", tag, 1)));
            stage.open("/page").await?;
            let age = "(a => [a.textContent, [a.lang, a.dir]])(document.querySelector('.lu-entries .lu-age'))";
            stage.expect(age, json!([said, language])).await?;
            stage.expect_quiet().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_age_is_neither_printed_nor_left_behind() -> Outcome {
    with_stage(async |stage| {
        stage.before(AGE).await?;
        let clock = quarry(stage, 90_000).await?;
        stage.expect("getComputedStyle(document.querySelector('.lu-age')).display != 'none'", true).await?;
        stage.cdp("Emulation.setEmulatedMedia", json!({"media": "print"})).await?;
        stage.expect("getComputedStyle(document.querySelector('.lu-age')).display", "none").await?;
        stage.cdp("Emulation.setEmulatedMedia", json!({"media": ""})).await?;
        // The status region has nothing to say of it.
        stage.expect("widget().shadowRoot.querySelector('[role=status]').textContent.trim()", "").await?;
        // Plain HTML would say the same for ever.
        stage.js_async("window.gone = widget(); gone.remove(); await 0; await 0").await?;
        stage
            .expect(
                "[gone.querySelectorAll('.lu-age').length, gone.querySelectorAll('article').length]",
                json!([0, 40]),
            )
            .await?;
        assert_eq!(clock.due().await?, [0.0; 0]);
        stage.js("document.body.prepend(gone)").await?;
        stage.until("age('q40') == ' 1 min ago'").await?;
        stage.expect_quiet().await
    })
    .await
}
