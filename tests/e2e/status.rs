//! Loading, failed, try again; empty.

use live_updates_tests::{Outcome, Page, with_stage};
use serde_json::json;

const STATUS: &str = "widget().shadowRoot.querySelector('[part=status]').textContent";

fn tag(feed: &str) -> Page {
    Page::of(format!(
        "<!doctype html><meta charset=utf-8><body><live-updates feed={feed}></live-updates><script type=module src=/live-updates.js></script>"
    ))
}

#[tokio::test]
async fn a_feed_that_cannot_be_read_says_why_and_can_be_tried_again() -> Outcome {
    with_stage(async |stage| {
        stage.put("/page", tag("/harbour-day/feed.json"));
        stage.refuse("feed.json", 503);
        stage.goto("/page").await?;
        stage.until(&format!("{STATUS} == 'The updates could not be loaded. The server answered with status 503.'")).await?;
        stage.expect("widget().matches(':state(failed)')", true).await?;
        stage.expect("seen.events.filter(e => e.name == 'lu-error').map(e => e.detail.code)", json!(["status"])).await?;
        stage.allow_all();
        stage.js("widget().shadowRoot.querySelector('button').click()").await?;
        stage.until("articles().length == 36").await?;
        stage.expect(STATUS, "").await?;
        stage.expect("[widget().matches(':state(failed)'), widget().matches(':state(live)'), widget().shadowRoot.querySelector('[part=try-again]').hidden]", json!([false, true, true])).await
    })
    .await
}

#[tokio::test]
async fn what_is_no_feed_is_named_with_its_place() -> Outcome {
    with_stage(async |stage| {
        stage.put("/wrong.json", Page::of("{\"format\":\"live-updates/9\"}"));
        stage.put("/page", tag("/wrong.json"));
        stage.goto("/page").await?;
        stage
            .until(&format!("{STATUS}.includes('format is \"live-updates/9\"; it should be \"live-updates/1\"')"))
            .await?;
        stage.put("/page", tag("http://127.0.0.1:9/feed.json"));
        stage.goto("/page").await?;
        stage.until(&format!("{STATUS}.includes('There is no connection to the server.')")).await?;
        stage.expect("seen.errors", json!([])).await
    })
    .await
}

#[tokio::test]
async fn loading_is_said_and_shown() -> Outcome {
    with_stage(async |stage| {
        stage.put("/page", tag("/harbour-day/feed.json"));
        stage.delay("feed.json", std::time::Duration::from_millis(600));
        stage.goto("/page").await?;
        stage.until(&format!("{STATUS} == 'Loading updates'")).await?;
        stage.expect("widget().matches(':state(loading)')", true).await?;
        stage.until("articles().length == 36").await
    })
    .await
}

#[tokio::test]
async fn an_empty_feed_says_so_and_takes_its_first_entry() -> Outcome {
    with_stage(async |stage| {
        stage.edit("volny-mol", |feed| feed["entries"] = json!([]))?;
        stage.open("/volny-mol").await?;
        stage.expect("widget().querySelector('.lu-empty').textContent", "Сообщений пока нет.").await?;
        stage.edit("volny-mol", |feed| {
            feed["entries"] =
                json!([{"id": "first", "revision": 99, "published": "2026-05-09T15:10:00+03:00", "title": "Первое"}])
        })?;
        stage.js_async("await widget().refresh()").await?;
        stage.expect("articles()", json!(["first"])).await?;
        stage.expect("widget().querySelector('.lu-empty')", serde_json::Value::Null).await
    })
    .await
}
