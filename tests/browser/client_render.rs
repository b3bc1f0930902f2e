//! A tag alone: everything is made in the browser, under the strict policy, as a server would have printed it.

use live_updates_tests::{Outcome, Page, Stage, with_stage};
use serde_json::json;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; media-src 'self'; \
                      connect-src 'self'; require-trusted-types-for 'script'; trusted-types live-updates";

fn tag(attributes: &str) -> Page {
    let html = format!(
        "<!doctype html><html><meta charset=utf-8><link rel=icon href=/media/logo.svg><body><live-updates {attributes}></live-updates><script type=module src=/live-updates.js></script>"
    );
    Page::of(html).header("content-security-policy", POLICY)
}

async fn shown(stage: &Stage, attributes: &str) -> Outcome {
    stage.put("/page", tag(attributes));
    stage.goto("/page").await?;
    stage.until("articles().length > 0").await
}

#[tokio::test]
async fn a_tag_alone_shows_what_a_server_prints_without_a_report() -> Outcome {
    with_stage(async |stage| {
        for feed in ["harbour-day", "mina-nour", "volny-mol"] {
            shown(stage, &format!("feed=/{feed}/feed.json")).await?;
            stage
                .expect(
                    "seen.events.find(e => e.name == 'lu-ready').detail",
                    json!({"adopted": false, "reason": "no-content"}),
                )
                .await?;
            stage.expect_quiet().await?;
            let made = stage.js("return [...widget().children].map(e => e.outerHTML)").await?;
            stage.goto(&format!("/{feed}")).await?;
            let printed = stage.js("return [...widget().children].map(e => e.outerHTML)").await?;
            let strings = |value: &serde_json::Value| -> Vec<String> {
                // Where to come back to after the login is each page's own address.
                let all = value.as_array().cloned().unwrap_or_default();
                all.iter()
                    .filter_map(|html| html.as_str())
                    .map(|html| html.split("return=").next().unwrap_or_default().to_owned())
                    .collect()
            };
            for (made, printed) in strings(&made).iter().zip(strings(&printed)) {
                assert_eq!(*made, printed);
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn everything_after_a_client_render_works_without_a_report() -> Outcome {
    with_stage(async |stage| {
        shown(stage, "feed=/harbour-day/feed.json").await?;
        stage.js("option(1).click()").await?;
        stage.expect("articles()[0]", "u01").await?;
        stage.edit("harbour-day", |feed| {
            let more = json!({"id": "more", "sequence": 900, "revision": 900, "published": "2026-05-16T22:00:00+01:00", "html": "<p>From <b>HTML</b></p><script>x</script>"});
            if let Some(entries) = feed["entries"].as_array_mut() {
                entries.insert(0, more);
            }
        })?;
        stage.js_async("await widget().refresh()").await?;
        // The reader is at the beginning, and the new end is far below.
        stage.expect("[articles().at(-1), widget().showNew()]", json!(["u36", 1])).await?;
        stage.expect("articles().at(-1)", "more").await?;
        stage.expect("widget().querySelector('#lu-more .lu-body').innerHTML", "<p>From <strong>HTML</strong></p>").await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn attributes_set_the_heading_level_the_order_and_the_prompt() -> Outcome {
    with_stage(async |stage| {
        shown(stage, "feed=/harbour-day/feed.json order=old-first heading-level=3 login-url='/in?back={return}' register-url=/up").await?;
        stage.expect("articles()[0]", "u01").await?;
        stage.expect("[widget().querySelector('.lu-title').localName, widget().querySelector('.lu-entry-title').localName]", json!(["h3", "h4"])).await?;
        stage.expect("widget().querySelector('.lu-prompt a').getAttribute('href')", format!("/in?back=http%3A%2F%2F{}%2Fpage", stage.origin.trim_start_matches("http://").replace(':', "%3A"))).await?;
        shown(stage, "feed=/harbour-day/feed.json discussion=off order=sideways").await?;
        stage.expect("[articles()[0], widget().querySelector('.lu-prompt')]", json!(["u36", null])).await
    })
    .await
}

#[tokio::test]
async fn a_property_set_before_the_element_is_known_counts() -> Outcome {
    with_stage(async |stage| {
        let page = "<!doctype html><meta charset=utf-8><body><live-updates></live-updates><script>document.querySelector('live-updates').feed = '/volny-mol/feed.json'</script><script type=module src=/live-updates.js></script>";
        stage.put("/page", Page::of(page));
        stage.goto("/page").await?;
        stage.until("articles().length > 0").await?;
        stage.expect("[widget().getAttribute('feed'), widget().lang, widget().order]", json!(["/volny-mol/feed.json", "ru", "new-first"])).await?;
        stage.expect("option(0).textContent", "Сначала новые").await
    })
    .await
}

#[tokio::test]
async fn the_feed_can_be_changed_for_another() -> Outcome {
    with_stage(async |stage| {
        shown(stage, "feed=/harbour-day/feed.json").await?;
        stage.js("widget().feed = '/harbour-tunnel/feed.json'").await?;
        stage.until("articles().includes('e57')").await?;
        stage.expect("articles()", json!(["e57", "e56", "e55"])).await?;
        stage.expect("document.querySelectorAll('.lu-title').length", 1).await
    })
    .await
}

#[tokio::test]
async fn a_feed_that_is_named_later_is_shown() -> Outcome {
    with_stage(async |stage| {
        stage.put("/page", tag(""));
        stage.goto("/page").await?;
        stage.until("customElements.get('live-updates')").await?;
        stage.js_async("await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))").await?;
        stage.js("widget().feed = '/mina-nour/feed.json'").await?;
        stage.until("articles().length == 8").await?;
        stage.expect("[widget().lang, widget().dir]", json!(["ar", "rtl"])).await
    })
    .await
}
