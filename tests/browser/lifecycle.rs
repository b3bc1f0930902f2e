//! Moved, removed, put back: nothing is left behind.

use live_updates_tests::{Outcome, Page, with_stage};
use serde_json::{Value, json};

#[tokio::test]
async fn an_element_that_is_moved_keeps_its_instance() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js("seen.events.length = 0; const box = document.createElement('section'); document.querySelector('main').append(box); box.append(widget())").await?;
        stage.js("option(1).click()").await?;
        stage.expect("articles()[0]", "u01").await?;
        stage.expect("seen.events.map(e => e.name)", json!(["lu-order"])).await
    })
    .await
}

#[tokio::test]
async fn removing_and_putting_back_two_hundred_times_leaves_nothing_behind() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.cdp("Performance.enable", json!({})).await?;
        let cycle = |times: u32| {
            format!(
                "const w = widget(); const main = w.parentNode; for (let i = 0; i < {times}; i++) {{
                   const ready = new Promise(r => w.addEventListener('lu-ready', r, {{ once: true }}));
                   w.remove(); await 0; await 0; main.append(w); await ready;
                   option(i % 2).click(); }}
                 for (let i = 0; i < 3; i++) {{ gc(); await new Promise(r => setTimeout(r, 20)) }}"
            )
        };
        let measure = async || -> Result<[f64; 3], Box<dyn std::error::Error + Send + Sync>> {
            stage.cdp("HeapProfiler.collectGarbage", json!({})).await?;
            let metrics = stage.cdp("Performance.getMetrics", json!({})).await?;
            let list = metrics["metrics"].as_array().cloned().unwrap_or_default();
            let named = |name: &str| {
                list.iter().find(|m| m["name"] == name).and_then(|m| m["value"].as_f64()).unwrap_or(f64::NAN)
            };
            Ok([named("Nodes"), named("JSEventListeners"), named("JSHeapUsedSize")])
        };
        stage.js("window.log = seen.events; setInterval(() => log.length = 0, 50)").await?;
        stage.js_async(&cycle(20)).await?;
        let warm = measure().await?;
        stage.js_async(&cycle(200)).await?;
        let after = measure().await?;
        assert!(after[0] <= warm[0] + 60.0, "nodes grew: {warm:?} {after:?}");
        assert!(after[1] <= warm[1] + 4.0, "listeners grew: {warm:?} {after:?}");
        assert!(after[2] <= warm[2] * 1.25 + 400_000.0, "the heap grew: {warm:?} {after:?}");
        stage.expect("articles().length", 36).await?;
        stage.expect("seen.errors", json!([])).await
    })
    .await
}

#[tokio::test]
async fn more_widgets_than_a_browser_allows_stay_readable() -> Outcome {
    with_stage(async |stage| {
        let html = stage.html("/harbour-tunnel").await?;
        let element = &html[html.find("<live-updates").unwrap_or_default()..html.find("</live-updates>").unwrap_or_default() + "</live-updates>".len()];
        stage.put("/page", Page::of(html.replace(element, &element.repeat(40).replace("<live-updates ", "<live-updates load=eager "))));
        stage.goto("/page").await?;
        stage.until("seen.events.filter(e => e.name == 'lu-ready').length >= 40").await?;
        stage.expect("[...document.querySelectorAll('live-updates')].every(w => w.querySelectorAll('.lu-entries article').length == 3)", true).await?;
        let alive = stage.js("return [...document.querySelectorAll('live-updates')].filter(w => w.state).length").await?;
        assert!(alive.as_u64().is_some_and(|alive| (1..=40).contains(&alive)), "{alive}");
        stage.expect("seen.errors", Value::Array(Vec::new())).await
    })
    .await
}
