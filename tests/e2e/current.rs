//! The bar names the entry being read; the contents mark the key entry it belongs to.

use live_updates_tests::{Outcome, with_stage};
use serde_json::{Value, json};

const BAR: &str = "(e => e.hidden ? null : [e.textContent, e.getAttribute('href')])(widget().shadowRoot.querySelector('[part=current]'))";

#[tokio::test]
async fn the_bar_names_an_entry_whose_title_has_scrolled_away() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.expect(BAR, Value::Null).await?;
        stage.js("window.into = (id, by) => { const a = document.getElementById('lu-' + id); scrollTo(0, scrollY + a.getBoundingClientRect().top + by) }; into('u34', 200)").await?;
        stage.until(&format!("{BAR}?.[0] == 'Gannet Rock is lit'")).await?;
        stage.expect(BAR, json!(["Gannet Rock is lit", "#lu-u34"])).await?;
        // An untitled entry is called by its time.
        stage.js("into('u05', 200)").await?;
        stage.until(&format!("{BAR}?.[0] == '13:24 BST 16.05.2026'")).await?;
        stage.expect("widget().querySelector('.lu-contents [aria-current]').textContent", "Crane driver: “I have lifted heavier. Never anything older.”").await?;
        stage.js("scrollTo(0, 0)").await?;
        stage.until(&format!("{BAR} === null && !widget().querySelector('.lu-contents [aria-current]')")).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn the_bar_says_what_is_being_opened_in_the_readers_language() -> Outcome {
    with_stage(async |stage| {
        let html = "<!doctype html><meta charset=utf-8><html lang=ru><body><live-updates feed=/volny-mol/feed.json></live-updates><script type=module src=/live-updates.js></script>";
        stage.put("/page", live_updates_tests::Page::of(html));
        stage.delay("feed.json", std::time::Duration::from_millis(700));
        stage.goto("/page#lu-m2").await?;
        stage.until(&format!("{BAR}?.[0] == 'Заголовок открываемого материала'")).await?;
        stage.until("articles().length == 8").await?;
        stage.until("document.getElementById('lu-m2').classList.contains('lu-opened')").await?;
        stage.until("Math.abs(document.getElementById('lu-m2').getBoundingClientRect().top) < 400").await
    })
    .await
}
