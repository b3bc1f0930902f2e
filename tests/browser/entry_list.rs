//! The list: what is untouched never leaves the page, what moves is as little as possible.

use live_updates_tests::{Outcome, with_stage};
use serde_json::{Value, json};

/// Counts items that leave the list and come back, and articles whose inside changes.
const WATCH: &str = "window.list = widget().querySelector('.lu-entries'); window.kept = [...list.children];
window.removed = []; window.inside = [];
new MutationObserver(records => { for (const r of records) {
  if (r.target === list) removed.push(...[...r.removedNodes].filter(n => n.nodeType == 1));
  else inside.push(r.target.closest?.('article')?.dataset.entry) } }).observe(list, { childList: true, subtree: true });";

fn entry(id: String, minute: u32) -> Value {
    json!({"id": id, "sequence": 1000 + minute, "revision": 200, "published": format!("2026-05-16T21:{minute:02}:00+01:00"), "title": "More"})
}

#[tokio::test]
async fn fifty_on_top_one_in_the_middle_one_removed_and_nothing_untouched_moves() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js(WATCH).await?;
        stage.edit("harbour-day", |feed| {
            feed["revision"] = 200.into();
            let Some(entries) = feed["entries"].as_array_mut() else { return };
            entries.retain(|entry| entry["id"] != "u10");
            entries.push(json!({"id": "middle", "sequence": 500, "revision": 200, "published": "2026-05-16T16:10:00+01:00", "title": "Late"}));
            entries.extend((0..50).map(|n| entry(format!("new{n}"), n)));
        })?;
        stage.js_async("await widget().refresh()").await?;
        stage.expect("articles().length", 36 - 1 + 51).await?;
        stage.expect("articles().slice(0, 2)", json!(["new49", "new48"])).await?;
        stage.expect("articles().indexOf('middle') - articles().indexOf('u18')", 1).await?;
        stage.expect("removed.map(n => n.querySelector('article').dataset.entry)", json!(["u10"])).await?;
        stage.expect("kept.filter(n => !n.isConnected).length", 1).await?;
        stage.expect("inside.length", 0).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_revised_entry_keeps_what_is_the_same() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js("window.video = widget().querySelector('#lu-u34 video'); window.first = widget().querySelector('#lu-u34 .lu-body p'); window.article = widget().querySelector('#lu-u34')").await?;
        stage.edit("harbour-day", |feed| {
            let Some(entries) = feed["entries"].as_array_mut() else { return };
            for entry in entries.iter_mut().filter(|entry| entry["id"] == "u34") {
                entry["revision"] = 300.into();
                entry["title"] = "Gannet Rock is lit, at last".into();
                entry["body"][0]["content"] = json!([{"kind": "text", "text": "Corrected."}]);
            }
        })?;
        stage.js_async("await widget().refresh()").await?;
        stage.expect("document.getElementById('lu-u34.title').textContent", "Gannet Rock is lit, at last").await?;
        stage.expect("widget().querySelector('#lu-u34 .lu-body p').textContent", "Corrected.").await?;
        stage.expect("article === widget().querySelector('#lu-u34') && video === article.querySelector('video')", true).await?;
        // The feed's own revision was not raised, so the server raised it.
        stage.expect("article.dataset.revision == widget().revision && article.dataset.revision > 0", true).await
    })
    .await
}

#[tokio::test]
async fn a_full_reversal_moves_all_but_the_entry_that_has_focus() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js("widget().querySelector('#lu-u20 .lu-share').focus()").await?;
        stage.js(WATCH).await?;
        stage.js("option(1).click()").await?;
        stage.until("removed.length > 0").await?;
        stage.expect("removed.length", 35).await?;
        stage.expect("removed.some(n => n.querySelector('#lu-u20'))", false).await?;
        stage.expect("document.activeElement.closest('article').dataset.entry", "u20").await
    })
    .await
}

#[tokio::test]
async fn disorder_is_mended_with_the_fewest_moves() -> Outcome {
    with_stage(async |stage| {
        for n in [7_u64, 60, 200] {
            // A permutation that follows from n alone, so that a failure can be repeated.
            let mut order: Vec<u64> = (0..n).collect();
            let mut seed = n;
            for at in (1..order.len()).rev() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(at, usize::try_from(seed >> 33)? % (at + 1));
            }
            let items: String = order
                .iter()
                .map(|at| {
                    let (hour, minute) = (at / 60, at % 60);
                    format!("<li><article class=lu-entry data-entry=e{at}><time class=lu-time datetime=2026-01-01T{hour:02}:{minute:02}:00Z>x</time>e{at}</article></li>")
                })
                .collect();
            let html = format!(
                "<!doctype html><body><live-updates feed=/x data-epoch=x><ol class=lu-entries>{items}</ol></live-updates>\
                 <script>window.moved = new Set; new MutationObserver(l => l.forEach(r => r.target.localName == 'ol' && r.removedNodes.forEach(n => moved.add(n)))).observe(document.querySelector('ol'), {{ childList: true }})</script>\
                 <script type=module src=/live-updates.js></script>"
            );
            stage.put("/page", live_updates_tests::Page::of(html));
            stage.open("/page").await?;
            let shown = stage.js("return articles().map(id => +id.slice(1))").await?;
            let shown: Vec<u64> = shown.as_array().ok_or("a list")?.iter().filter_map(Value::as_u64).collect();
            assert_eq!(shown.len(), usize::try_from(n)?);
            let ascending = shown.windows(2).all(|pair| pair[0] < pair[1]);
            assert!(ascending || shown.windows(2).all(|pair| pair[0] > pair[1]));
            // Where each item of the new order stood in the old one.
            let now: Vec<usize> = shown.iter().filter_map(|at| order.iter().position(|was| was == at)).collect();
            let stays = live_updates::feed::stays(&now, None).iter().filter(|stays| **stays).count();
            stage.expect("moved.size", usize::try_from(n)? - stays).await?;
        }
        Ok(())
    })
    .await
}
