//! A trap ends one widget's script, never its text.

use live_updates_tests::{Clock, Outcome, Page, with_trap};
use serde_json::json;

const TRAP: &str = "widget().dispatchEvent(new Event('lu-test-trap'))";

#[tokio::test]
async fn a_trap_is_survived_with_every_article_in_place() -> Outcome {
    with_trap(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js("window.kept = [...widget().querySelectorAll('article')]; option(1).click()").await?;
        stage.js("seen.events.length = 0").await?;
        let _ = stage.js(TRAP).await;
        stage.until("ready()").await?;
        stage
            .expect(
                "seen.events.find(e => e.name == 'lu-ready').detail",
                json!({"adopted": true, "reason": "restarted"}),
            )
            .await?;
        stage.expect("articles()[0]", "u01").await?;
        stage.expect("kept.every(a => a.isConnected)", true).await?;
        stage.expect("widget().shadowRoot.querySelectorAll('[data-chrome]').length", 1).await?;
        stage.js("option(0).click()").await?;
        stage.expect("articles()[0]", "u36").await
    })
    .await
}

#[tokio::test]
async fn a_widget_that_traps_again_and_again_ends_readable() -> Outcome {
    with_trap(async |stage| {
        let html = stage.html("/harbour-day").await?.replace("<live-updates ", "<live-updates data-trap=start ");
        stage.put("/page", Page::of(html));
        stage.goto("/page").await?;
        stage.until("seen.events.some(e => e.name == 'lu-error' && e.detail.code == 'trapped')").await?;
        stage.expect("articles().length", 36).await?;
        stage.expect("[...widget().querySelectorAll('.lu-entries article')].every(a => a.getBoundingClientRect().height > 0)", true).await?;
        // Nobody answers the toggle, so it is a link again.
        stage.js("option(1).click()").await?;
        stage.until("location.search == '?order=old-first'").await
    })
    .await
}

#[tokio::test]
async fn what_the_times_say_is_found_again_and_ages_end_with_the_last_script() -> Outcome {
    with_trap(async |stage| {
        stage.cdp("Emulation.setTimezoneOverride", json!({"timezoneId": "Europe/Paris"})).await?;
        stage.edit("harbour-day", |feed| {
            for entry in feed["entries"].as_array_mut().into_iter().flatten() {
                entry["published"] = "2026-05-16T13:24:00+01:00".into();
            }
        })?;
        // Saturday, 16 May 2026, 13:26:25 BST; five seconds later the loader waits for nothing any more.
        let clock = Clock::at(stage, 1_778_934_385_000).await?;
        let tag = "<live-updates relative-times=on clock=reader updates=off ";
        stage.put("/page", Page::of(stage.html("/harbour-day").await?.replacen("<live-updates ", tag, 1)));
        stage.open("/page").await?;
        clock.advance(5000).await?;
        stage.js("document.getElementById('lu-u36').scrollIntoView()").await?;
        let time = "document.querySelector('#lu-u36 .lu-time').outerHTML";
        stage.js(&format!("window.before = {time}; seen.events.length = 0")).await?;
        stage
            .expect("document.querySelector('#lu-u36 .lu-time').textContent", "14:24 GMT+2 16.05.2026 2 min ago")
            .await?;
        let _ = stage.js(TRAP).await;
        stage.until("seen.events.some(e => e.name == 'lu-ready' && e.detail.reason == 'restarted')").await?;
        stage.expect(&format!("{time} == before"), true).await?;
        clock.advance(30_000).await?;
        stage
            .expect("document.querySelector('#lu-u36 .lu-time').textContent", "14:24 GMT+2 16.05.2026 3 min ago")
            .await?;
        assert_eq!(clock.due().await?, [60_000.0]);
        for _ in 0..3 {
            stage.js("seen.events.length = 0").await?;
            let _ = stage.js(TRAP).await;
            stage.until("seen.events.length > 0").await?;
        }
        stage.expect("seen.events[0].detail.code", "trapped").await?;
        stage
            .expect(
                "[document.querySelectorAll('.lu-age').length, document.querySelector('#lu-u36 .lu-time').textContent]",
                json!([0, "14:24 GMT+2 16.05.2026"]),
            )
            .await?;
        clock.advance(5000).await?;
        assert_eq!(clock.due().await?, [0.0; 0]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_trap_leaves_other_widgets_alone() -> Outcome {
    with_trap(async |stage| {
        let html = stage.html("/harbour-day").await?;
        let element = &html[html.find("<live-updates").unwrap_or_default()..html.find("</live-updates>").unwrap_or_default() + "</live-updates>".len()];
        let two = html.replace(element, &format!("{}{element}", element.replace("<live-updates ", "<live-updates data-trap=start load=eager ")));
        stage.put("/page", Page::of(two.replace("<live-updates feed", "<live-updates load=eager feed")));
        stage.goto("/page").await?;
        stage.until("seen.events.some(e => e.name == 'lu-error')").await?;
        stage.until("ready()").await?;
        stage.js("window.second = document.querySelectorAll('live-updates')[1]; second.shadowRoot.querySelectorAll('[part=order-option]')[1].click()").await?;
        stage.expect("second.querySelector('.lu-entries article').dataset.entry", "u01").await
    })
    .await
}
