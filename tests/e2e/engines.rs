//! Every engine adopts the news page and turns it round. What this machine has not is left out, and said.

use live_updates_tests::{Engine, Outcome, in_engine};
use serde_json::json;

async fn adopts_and_toggles(engine: Engine) -> Outcome {
    in_engine(engine, async |stage| {
        stage.open("/harbour-day").await?;
        stage.expect("seen.events[0].detail", json!({"adopted": true, "reason": null})).await?;
        let own = json!([engine == Engine::Chromium, engine == Engine::Firefox]);
        stage.expect("[/Chrome/, /Firefox/].map(name => name.test(navigator.userAgent))", own).await?;
        stage.viewport(820, 640).await?;
        stage.expect("[innerWidth, innerHeight]", json!([820, 640])).await?;
        stage.js("window.kept = document.querySelector('.lu-entries article'); option(1).click()").await?;
        stage.expect("[articles()[0], articles().length, kept.isConnected]", json!(["u01", 36, true])).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn chromium_adopts_the_page_and_turns_it_round() -> Outcome {
    adopts_and_toggles(Engine::Chromium).await
}

#[tokio::test]
async fn firefox_adopts_the_page_and_turns_it_round() -> Outcome {
    adopts_and_toggles(Engine::Firefox).await
}

#[tokio::test]
async fn webkit_adopts_the_page_and_turns_it_round() -> Outcome {
    adopts_and_toggles(Engine::WebKitGtk).await
}
