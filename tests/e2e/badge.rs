//! The badge says where the blog stands, and follows.

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

const BADGE: &str = "widget().shadowRoot.querySelector('[part=badge]').textContent";

#[tokio::test]
async fn the_badge_follows_the_feed() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.expect(BADGE, "Being updated Last update 20:55 BST 16.05.2026").await?;
        stage.expect("[widget().state, widget().matches(':state(live)')]", json!(["live", true])).await?;
        for (state, said) in [
            ("paused", "Paused Last update 21:10 BST 16.05.2026"),
            ("ended", "Ended Last update 21:10 BST 16.05.2026"),
            ("scheduled", "Starts 12:30 BST 16.05.2026 "),
        ] {
            stage.edit("harbour-day", |feed| {
                feed["state"] = state.into();
                feed["updated"] = "2026-05-16T21:10:00+01:00".into();
            })?;
            stage.js_async("await widget().refresh()").await?;
            stage.until(&format!("{BADGE} == '{said}'")).await?;
            stage.expect(&format!("widget().matches(':state({state})')"), true).await?;
        }
        stage.expect_quiet().await
    })
    .await
}
