//! Files that a page keeps elsewhere: the attributes `assets` and `stylesheet`.

use live_updates_tests::{Engine, Outcome, Page, in_engine, with_stage};
use serde_json::json;

/// A tag alone with these attributes; the loader is our server's.
fn page(attributes: &str) -> Page {
    Page::of(format!(
        "<!doctype html><html lang=en><meta charset=utf-8><body><live-updates {attributes} feed=/harbour-day/feed.json></live-updates><script type=module src=/live-updates.js></script>"
    ))
}

#[tokio::test]
async fn glue_wasm_words_and_stylesheet_may_lie_on_another_host() -> Outcome {
    for engine in Engine::ALL {
        in_engine(engine, async |stage| {
            // Another origin to the browser, and the same server to us.
            let other = stage.origin.replace("127.0.0.1", "localhost");
            stage.put("/page", page(&format!("assets=\"{other}\"")));
            stage.open("/page").await?;
            stage.until("articles().length == 36").await?;
            let hosts = "[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name)).filter(url => url.pathname.startsWith('/assets/')).map(url => url.hostname))]";
            stage.expect(hosts, json!(["localhost"])).await?;
            stage.until("getComputedStyle(widget().querySelector('.lu-entries')).listStyleType == 'none'").await?;
            stage.expect_quiet().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_stylesheet_of_the_pages_own_stands_in_both_trees_in_place_of_ours() -> Outcome {
    with_stage(async |stage| {
        stage.put(
            "/own.css",
            Page::of(".lu-title { color: rgb(1, 2, 3) } [part=bar] { color: rgb(4, 5, 6) }").header("content-type", "text/css"),
        );
        stage.put("/page", page("stylesheet=\"/own.css\""));
        stage.open("/page").await?;
        stage.until("articles().length == 36").await?;
        stage.until("getComputedStyle(widget().querySelector('.lu-title')).color == 'rgb(1, 2, 3)'").await?;
        stage.until("getComputedStyle(widget().shadowRoot.querySelector('[part=bar]')).color == 'rgb(4, 5, 6)'").await?;
        stage.expect("[document, widget().shadowRoot].map(tree => [...tree.querySelectorAll('link[rel=stylesheet]')].map(link => new URL(link.href).pathname))", json!([["/own.css"], ["/own.css"]])).await?;
        assert!(!stage.asked().iter().any(|path| path.starts_with("/assets/") && path.ends_with(".css")));
        stage.expect_quiet().await
    })
    .await
}
