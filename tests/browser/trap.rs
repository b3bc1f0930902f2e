//! A trap ends one widget's script, never its text.

use live_updates_tests::{Outcome, Page, with_trap};
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
