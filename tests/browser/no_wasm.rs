//! Without WASM the page stays what it is: readable, with links that work.

use live_updates_tests::{Outcome, Page, Stage, with_stage};
use serde_json::json;

async fn readable(stage: &Stage) -> Outcome {
    stage.until("seen.events.some(e => e.name == 'lu-error')").await?;
    stage.expect("seen.events.map(e => e.name + ' ' + e.detail.code)", json!(["lu-error not-started"])).await?;
    stage.expect("articles().length", 36).await?;
    stage
        .expect(
            "[...widget().querySelectorAll('.lu-entries article')].every(a => a.getBoundingClientRect().height > 0)",
            true,
        )
        .await?;
    stage.expect("seen.errors", json!([])).await?;
    // The toggle is only a link now, and works as one.
    stage.js("option(1).click()").await?;
    stage.until("location.search == '?order=old-first'").await?;
    stage.until("articles()[0] == 'u01'").await
}

#[tokio::test]
async fn wasm_that_is_missing_leaves_the_page_as_it_is() -> Outcome {
    with_stage(async |stage| {
        stage.refuse(".wasm", 404);
        stage.goto("/harbour-day").await?;
        readable(stage).await
    })
    .await
}

#[tokio::test]
async fn wasm_that_a_policy_refuses_leaves_the_page_as_it_is() -> Outcome {
    with_stage(async |stage| {
        for order in ["", "?order=old-first"] {
            let page = Page::of(stage.html(&format!("/harbour-day{order}")).await?);
            stage.put(
                &format!("/strict{}", if order.is_empty() { "" } else { "-old" }),
                page.header("content-security-policy", "script-src 'self'"),
            );
        }
        stage.goto("/strict").await?;
        stage.until("seen.events.some(e => e.name == 'lu-error')").await?;
        stage.expect("articles().length", 36).await?;
        stage.expect("seen.errors", json!([])).await
    })
    .await
}

#[tokio::test]
async fn a_glue_that_is_missing_leaves_the_page_as_it_is() -> Outcome {
    with_stage(async |stage| {
        stage.refuse("/assets/live-updates-", 503);
        stage.goto("/harbour-day").await?;
        readable(stage).await
    })
    .await
}
