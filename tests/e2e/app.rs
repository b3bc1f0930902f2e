//! The browser app: a start page, any feed, and a clear word where one cannot be read.

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

#[tokio::test]
async fn the_app_offers_samples_shows_a_feed_and_says_what_went_wrong() -> Outcome {
    with_stage(async |stage| {
        stage.goto("/app").await?;
        stage.expect("[...document.querySelectorAll('main li a')].length", 3).await?;
        stage.js("document.querySelector('main li a').click()").await?;
        stage.until("articles().length == 36").await?;
        stage.expect("[location.pathname, document.querySelectorAll('form').length]", json!(["/app", 0])).await?;
        stage.expect_quiet().await?;
        stage.goto("/app?feed=/nothing/feed.json").await?;
        stage.until("widget().shadowRoot.querySelector('[part=status]').textContent.includes('status 404')").await?;
        // The start page is still there to try another.
        stage.expect("document.querySelectorAll('form').length", 1).await
    })
    .await
}
