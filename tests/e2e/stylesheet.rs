//! A stylesheet that is late, and one that never answers: the text is there all the same, and nothing flashes.

use std::time::Duration;

use live_updates_tests::{Engine, Outcome, Page, Stage, in_engine_without_waiting, with_stage};
use serde_json::json;

/// Painted, with every entry. Nothing here asks for the layout, by which Firefox would be made to paint.
const READABLE: &str = "performance.getEntriesByName('first-contentful-paint').length && articles().length == 36";

/// The server's page, its fragment in somebody's page, and a tag alone.
async fn pages(stage: &Stage) -> Outcome<[&'static str; 3]> {
    let plain =
        |html: &str| Page::of(format!("<!doctype html><html lang=en><head><meta charset=utf-8></head><body>{html}"));
    stage.put("/with-fragment", plain(&stage.html("/harbour-day/fragment").await?));
    stage.put(
        "/with-tag",
        plain("<script type=module async src=/live-updates.js></script><live-updates feed=/harbour-day/feed.json></live-updates>"),
    );
    Ok(["/harbour-day", "/with-fragment", "/with-tag"])
}

/// Opens a path and waits until its document is there: the session waits for nothing, and would ask the page before.
async fn arrive(stage: &Stage, path: &str) -> Outcome {
    stage.goto(path).await?;
    let there =
        format!("return location.pathname == '{path}' && (document.readyState != 'loading' || 'articles' in window)");
    let arrived = async { while stage.js(&there).await.ok() != Some(json!(true)) {} };
    tokio::time::timeout(Duration::from_secs(20), arrived).await.map_err(|_| format!("{path} did not come").into())
}

async fn readable_without_a_stylesheet(engine: Engine) -> Outcome {
    in_engine_without_waiting(engine, async |stage| {
        for path in pages(stage).await? {
            stage.hang(".css");
            arrive(stage, path).await?;
            if let Err(error) = stage.until(READABLE).await {
                let now = stage.js("return [document.readyState, !!customElements.get('live-updates'), document.querySelectorAll('article').length, articles().length, performance.getEntriesByType('paint').map(e => e.name), [...document.querySelectorAll('link')].map(l => l.href + l.media), performance.getEntriesByType('resource').map(e => e.name), document.documentElement.outerHTML.slice(0, 800)]").await?;
                return Err(format!("{path}: {error} {now:#}").into());
            }
            stage.expect("[...widget().querySelectorAll('.lu-entries article')].every(a => a.getBoundingClientRect().height > 0 && getComputedStyle(a).visibility == 'visible')", true).await?;
            // Firefox lets the widget's own requests wait for a stylesheet that the page has asked for.
            if engine != Engine::Firefox || path == "/with-tag" {
                stage.until("ready()").await.map_err(|error| format!("{path}: {error}"))?;
                stage.js("option(1).click()").await?;
                stage.expect("articles()[0]", "u01").await?;
            }
            stage.expect("seen.errors", json!([])).await?;
            arrive(stage, "/health").await?;
            stage.js("localStorage.clear()").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn text_is_readable_in_chromium_with_a_stylesheet_that_never_answers() -> Outcome {
    readable_without_a_stylesheet(Engine::Chromium).await
}

#[tokio::test]
async fn text_is_readable_in_firefox_with_a_stylesheet_that_never_answers() -> Outcome {
    readable_without_a_stylesheet(Engine::Firefox).await
}

#[tokio::test]
async fn text_is_readable_in_webkit_with_a_stylesheet_that_never_answers() -> Outcome {
    readable_without_a_stylesheet(Engine::WebKitGtk).await
}

#[tokio::test]
async fn a_stylesheet_that_the_loader_let_go_of_is_applied_when_it_comes() -> Outcome {
    in_engine_without_waiting(Engine::Chromium, async |stage| {
        let styled = "getComputedStyle(widget().querySelector('.lu-entries')).listStyleType == 'none'";
        let bar = "getComputedStyle(widget().shadowRoot.querySelector('[part=bar]')).position == 'sticky'";
        for path in pages(stage).await?.into_iter().take(2) {
            stage.allow_all();
            stage.delay(".css", Duration::from_secs(7));
            arrive(stage, path).await?;
            stage.until(READABLE).await?;
            stage.expect(styled, false).await?;
            stage.until(&format!("{styled} && {bar}")).await.map_err(|error| format!("{path}: {error}"))?;
            // The next page's is another request.
            stage.cdp("Network.clearBrowserCache", json!({})).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_tag_alone_neither_flashes_nor_shifts_while_its_stylesheet_is_two_seconds_late() -> Outcome {
    with_stage(async |stage| {
        let [.., tag] = pages(stage).await?;
        // What a reader sees of the text while it has no looks.
        stage.before("window.bare = 0; const look = () => { const list = document.querySelector('.lu-entries'); if (list && getComputedStyle(list).listStyleType != 'none') bare++; requestAnimationFrame(look) }; look()").await?;
        stage.delay(".css", Duration::from_secs(2));
        for width in [375, 1280] {
            stage.viewport(width, 800).await?;
            stage.open(tag).await?;
            stage.until("articles().length == 36").await?;
            stage.js_async("await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))").await?;
            stage.expect("[seen.shift, bare]", json!([0, 0])).await.map_err(|error| format!("at {width}: {error}"))?;
            stage.cdp("Network.clearBrowserCache", json!({})).await?;
        }
        stage.expect_quiet().await
    })
    .await
}
