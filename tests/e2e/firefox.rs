//! A second engine goes the main path.

use live_updates_tests::{Engine, Outcome, in_engine};
use serde_json::json;

#[tokio::test]
async fn firefox_adopts_toggles_and_refreshes() -> Outcome {
    in_engine(Engine::Firefox, async |stage| {
        stage.goto("/harbour-day").await?;
        stage.until("document.querySelector('live-updates').state == 'live'").await?;
        stage.js("window.kept = document.querySelector('.lu-entries article'); document.querySelector('live-updates').shadowRoot.querySelectorAll('[part=order-option]')[1].click()").await?;
        let articles = "[...document.querySelectorAll('.lu-entries article')].map(a => a.dataset.entry)";
        stage.expect(&format!("{articles}[0]"), "u01").await?;
        stage.edit("harbour-day", |feed| {
            if let Some(entries) = feed["entries"].as_array_mut() {
                entries.push(json!({"id": "new", "sequence": 999, "revision": 999, "published": "2026-05-16T23:00:00+01:00", "title": "New"}));
            }
        })?;
        stage.js_async("await document.querySelector('live-updates').refresh(); document.querySelector('live-updates').showNew()").await?;
        stage.expect(&format!("{articles}.at(-1)"), "new").await?;
        stage.expect("kept.isConnected", true).await
    })
    .await
}
