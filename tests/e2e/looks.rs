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
