//! A page written by hand from `docs/markup.md` is adopted.

use live_updates_tests::{Outcome, Page, with_stage};
use serde_json::json;

#[tokio::test]
async fn the_page_of_the_documentation_is_adopted() -> Outcome {
    with_stage(async |stage| {
        let document = include_str!("../../docs/markup.md");
        let page = document
            .split("```html\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .ok_or("the document has a page")?;
        stage.put("/page", Page::of(format!("<!doctype html><meta charset=utf-8><body>{page}")));
        stage.goto("/page").await?;
        stage.js("window.kept = [...document.querySelectorAll('article, header')]").await?;
        stage.until("ready()").await?;
        stage.expect("seen.events[0].detail", json!({"adopted": true, "reason": "chrome-missing"})).await?;
        stage.expect("kept.every(e => e.isConnected)", true).await?;
        stage.expect("[articles(), widget().state, widget().revision]", json!([["b", "a"], "live", 12])).await?;
        stage.js("option(1).click()").await?;
        stage.expect("articles()", json!(["a", "b"])).await?;
        stage.expect("seen.errors", json!([])).await
    })
    .await
}
