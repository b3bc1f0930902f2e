//! Three languages, two directions; words only for those who need them.

use live_updates_tests::{Outcome, Page, with_stage};
use serde_json::json;

#[tokio::test]
async fn each_language_is_adopted_in_its_own_words_and_direction() -> Outcome {
    with_stage(async |stage| {
        for (feed, words, direction, said) in [
            ("mina-nour", ["الأحدث أولاً", "الأقدم أولاً"], "rtl", "تُعرض المستجدات من الأقدم إلى الأحدث"),
            ("volny-mol", ["Сначала новые", "Сначала старые"], "ltr", "Сначала показаны старые сообщения"),
        ] {
            stage.goto("/health").await?;
            stage.js("localStorage.clear()").await?;
            stage.open(&format!("/{feed}")).await?;
            stage.expect("seen.events[0].detail", json!({"adopted": true, "reason": null})).await?;
            stage.expect("[option(0).textContent, option(1).textContent]", json!(words)).await?;
            stage.expect("getComputedStyle(widget()).direction", direction).await?;
            stage.js("option(1).click()").await?;
            stage.until(&format!("widget().shadowRoot.querySelector('[role=status]').textContent == '{said}'")).await?;
            stage.expect_quiet().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_language_costs_readers_of_another_nothing() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        let words =
            |stage: &live_updates_tests::Stage| stage.asked().iter().filter(|path| path.contains("/words-")).count();
        assert_eq!(words(stage), 0);
        stage.open("/volny-mol").await?;
        assert_eq!(words(stage), 1);
        Ok(())
    })
    .await
}

/// A blog in a language that we have no words of. The entry `e56` says that it is an English one.
fn french(stage: &live_updates_tests::Stage) -> Outcome {
    stage.edit("harbour-tunnel", |feed| {
        feed["language"] = "fr".into();
        feed["title"] = "Le tunnel du port ouvre".into();
    })
}

/// The language that a screen reader takes an element for, through shadow roots.
const SPOKEN: &str = "window.spoken = e => { for (let at = e; at; at = at.getRootNode().host) { const found = at.closest('[lang]'); if (found) return found.lang } return '' }";

#[tokio::test]
async fn a_blog_in_a_language_without_words_of_ours_is_french_and_its_labels_are_english() -> Outcome {
    with_stage(async |stage| {
        french(stage)?;
        stage.before(SPOKEN).await?;
        stage.put(
            "/alone",
            Page::of("<!doctype html><html lang=fr><meta charset=utf-8><body><live-updates feed=/harbour-tunnel/feed.json></live-updates><script type=module src=/live-updates.js></script>"),
        );
        stage.put(
            "/without-a-language",
            Page::of("<!doctype html><html><meta charset=utf-8><body><live-updates feed=/harbour-tunnel/feed.json></live-updates><script type=module src=/live-updates.js></script>"),
        );
        for path in ["/harbour-tunnel", "/alone", "/without-a-language"] {
            stage.open(path).await?;
            stage.until("articles().length == 3").await?;
            let check = async || -> Outcome {
                stage.expect("[widget().lang, widget().dir, spoken(option(0)), option(0).textContent]", json!(["en", "ltr", "en", "New first"])).await?;
                stage.expect("['.lu-title', '.lu-standfirst p', '.lu-contents a', '.lu-entries .lu-entry-title', '[data-entry=e55] .lu-body p', '[data-entry=e56] .lu-body p'].map(s => spoken(widget().querySelector(s)))", json!(["fr", "fr", "fr", "fr", "fr", "en"])).await?;
                stage.expect("['.lu-contents h2', '.lu-summary h2', '.lu-prompt', '.lu-entries .lu-key', '.lu-share', '.lu-pin'].map(s => spoken(widget().querySelector(s)))", json!(["en", "en", "en", "en", "en", "en"])).await
            };
            check().await.map_err(|error| format!("{path}: {error}"))?;
        }
        // An adopted page knows it too: what comes later is as French as what was there.
        stage.open("/harbour-tunnel").await?;
        stage.edit("harbour-tunnel", |feed| {
            feed["revision"] = 900.into();
            if let Some(entries) = feed["entries"].as_array_mut() {
                entries.insert(0, json!({"id": "tard", "sequence": 900, "revision": 900, "published": "2026-03-14T12:30:00+00:00", "title": "Tard", "key": true}));
            }
        })?;
        stage.js_async("await widget().refresh()").await?;
        stage.until("document.getElementById('lu-tard') || widget().showNew?.() >= 0").await?;
        stage.until("document.getElementById('lu-tard')").await?;
        stage.expect("[spoken(document.getElementById('lu-tard.title')), spoken(document.querySelector('#lu-tard .lu-key'))]", json!(["fr", "en"])).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn chrome_says_its_language_in_a_page_of_content_in_another() -> Outcome {
    with_stage(async |stage| {
        stage.before(SPOKEN).await?;
        let page = "<!doctype html><html lang=he dir=rtl><meta charset=utf-8><body><live-updates feed=/x.json data-revision=1><ol class=lu-entries><li><article class=lu-entry data-entry=a><time datetime=2026-05-16T09:00:00+03:00>09:00</time><h2>\u{5e9}\u{5dc}\u{5d5}\u{5dd}</h2></article></ol></live-updates><script type=module src=/live-updates.js></script>";
        stage.put("/page", Page::of(page));
        stage.open("/page").await?;
        stage.expect("[spoken(widget().querySelector('h2')), spoken(option(0)), getComputedStyle(option(0)).direction]", json!(["he", "en", "ltr"])).await
    })
    .await
}
