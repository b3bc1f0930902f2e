//! Nothing jumps: over loading, adoption and toggling, at phone and desktop width, with anything late.

use std::time::Duration;

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

#[tokio::test]
async fn nothing_shifts_with_stylesheet_wasm_or_pictures_two_seconds_late() -> Outcome {
    with_stage(async |stage| {
        for width in [375, 1280] {
            stage
                .cdp(
                    "Emulation.setDeviceMetricsOverride",
                    json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}),
                )
                .await?;
            for late in [".css", ".wasm", "/media/", "nothing"] {
                stage.allow_all();
                stage.delay(late, Duration::from_secs(2));
                stage.open("/harbour-day").await?;
                stage.until("document.readyState == 'complete'").await?;
                stage.js_async("await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))").await?;
                stage.js("option(1).click()").await?;
                stage.js_async("await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))").await?;
                stage.expect("seen.shift", 0).await.map_err(|error| format!("{late} late at {width}: {error}"))?;
                stage.expect_quiet().await?;
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_its_stylesheet_the_text_is_readable_and_the_toggle_works() -> Outcome {
    with_stage(async |stage| {
        stage.refuse(".css", 503);
        stage.open("/harbour-day").await?;
        stage.expect("[...widget().querySelectorAll('.lu-entries article')].every(a => a.getBoundingClientRect().height > 0 && getComputedStyle(a).visibility == 'visible')", true).await?;
        stage.js("option(1).click()").await?;
        stage.expect("articles()[0]", "u01").await?;
        stage.expect("seen.errors", json!([])).await
    })
    .await
}
