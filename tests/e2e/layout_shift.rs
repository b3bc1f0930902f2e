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
async fn a_stylesheet_that_hangs_leaves_the_text_readable() -> Outcome {
    with_stage(async |stage| {
        // Only the widget's own copy in the shadow root hangs: the page's link would hold up any page.
        let html = stage.html("/harbour-day").await?;
        let start = html.find("<link rel=\"stylesheet\" href=\"/assets/").ok_or("the page links the stylesheet")?;
        let end = start + html[start..].find('>').ok_or("a tag")? + 1;
        let html = format!("{}{}", &html[..start], &html[end..]);
        stage.put("/page", live_updates_tests::Page::of(html));
        stage.delay("/assets/live-updates-", Duration::from_secs(20));
        // In a frame, since the driver waits for a page that does not end loading.
        stage.goto("/health").await?;
        stage.js("const f = document.createElement('iframe'); f.src = '/page'; f.width = 900; f.height = 800; document.body.append(f); window.inside = () => f.contentDocument").await?;
        stage.until("inside().querySelectorAll('.lu-entries article').length > 5").await?;
        stage.expect("inside().querySelector('.lu-title').getBoundingClientRect().height > 0", true).await?;
        stage.expect("inside().defaultView.getComputedStyle(inside().querySelector('.lu-entries article')).visibility", "visible").await
    })
    .await
}
