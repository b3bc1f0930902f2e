//! Looks that a device or a page asks for: print, forced colours, a theme; nothing moves where motion is not wanted.

use live_updates_tests::{Outcome, Page, with_stage};
use serde_json::json;

#[tokio::test]
async fn paper_gets_the_whole_story_and_nothing_to_press() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.cdp("Emulation.setEmulatedMedia", json!({"media": "print"})).await?;
        stage.expect("[...widget().querySelectorAll('.lu-entries > li')].every(li => getComputedStyle(li).contentVisibility == 'visible')", true).await?;
        stage.expect("['.lu-share', '.lu-prompt'].map(s => getComputedStyle(widget().querySelector(s)).display)", json!(["none", "none"])).await?;
        stage.expect("getComputedStyle(widget().shadowRoot.querySelector('[part=bar]')).display", "none").await
    })
    .await
}

#[tokio::test]
async fn forced_colours_keep_the_marks() -> Outcome {
    with_stage(async |stage| {
        stage
            .cdp("Emulation.setEmulatedMedia", json!({"features": [{"name": "forced-colors", "value": "active"}]}))
            .await?;
        stage.open("/harbour-day#lu-u15").await?;
        stage.until("document.querySelector('.lu-opened')").await?;
        stage.expect("getComputedStyle(document.querySelector('.lu-opened')).outlineStyle", "solid").await?;
        stage.expect("getComputedStyle(document.querySelector('.lu-label')).borderTopWidth", "1px").await
    })
    .await
}

#[tokio::test]
async fn a_theme_brings_its_own_ground() -> Outcome {
    with_stage(async |stage| {
        for (theme, ground, ink) in [("dark", "rgb(21, 24, 27)", "rgb(233, 231, 228)"), ("light", "rgb(255, 255, 255)", "rgb(27, 27, 27)")] {
            let html = format!("<!doctype html><meta charset=utf-8><body><live-updates theme={theme} load=idle feed=/harbour-tunnel/feed.json></live-updates><script type=module src=/live-updates.js></script>");
            stage.put("/page", Page::of(html));
            stage.goto("/page").await?;
            stage.until("articles().length == 3").await?;
            stage.until(&format!("getComputedStyle(widget()).backgroundColor == '{ground}'")).await?;
            stage.expect("[getComputedStyle(widget()).color, getComputedStyle(widget()).colorScheme]", json!([ink, theme])).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_frame_of_the_opened_entry_keeps_off_its_text_in_both_directions() -> Outcome {
    with_stage(async |stage| {
        for width in [375, 1280] {
            stage.viewport(width, 800).await?;
            for path in ["/harbour-day#lu-u20", "/mina-nour#lu-m6"] {
                stage.open(path).await?;
                stage.until("document.querySelector('.lu-opened')").await?;
                // What is in it, and how far it stays from either side.
                let room = "(() => { const box = document.querySelector('.lu-opened'), outer = box.getBoundingClientRect(); return Math.min(...[...box.children].map(child => { const range = document.createRange(); range.selectNodeContents(child); const inner = range.getBoundingClientRect(); return Math.min(inner.left - outer.left, outer.right - inner.right) })) })()";
                stage.expect(&format!("{room} >= 8"), true).await.map_err(|error| format!("{path} at {width}: {error}"))?;
                stage.expect("[...document.querySelectorAll('.lu-entries time')].every(time => getComputedStyle(time).unicodeBidi == 'isolate')", true).await?;
                stage.goto("/health").await?;
            }
        }
        Ok(())
    })
    .await
}
