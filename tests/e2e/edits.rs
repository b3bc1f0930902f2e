//! Edits, deletions and changes of the head show in place, and what the reader holds in an entry stays held.

use live_updates_tests::{
    Clock, Outcome, Stage, with_stage,
    writer::{Folder, Writer},
};
use serde_json::json;

/// Saturday, 14 March 2026, 12:00 GMT.
pub(crate) const NOON: u64 = 1_773_489_600_000;

/// A feed of forty entries, read where time stands still and whatever comes is asked for by the test.
async fn open(stage: &Stage) -> Outcome<(Clock<'_>, Writer<Folder>)> {
    let clock = Clock::at(stage, NOON).await?;
    stage.refuse("/stream", 404);
    let writer = Writer::begin(stage, "quarry", 40, 5).await?;
    stage.open("/quarry").await?;
    clock.settled().await?;
    Ok((clock, writer))
}

/// Asks now; two requests are two seconds apart.
pub(crate) async fn refresh(stage: &Stage) -> Outcome {
    stage.js_async("const done = widget().refresh(); await __clock.advance(2000, true); await done").await.map(|_| ())
}

/// Fails unless the page shows what the server would print now, piece by piece; what only a script adds is left out.
pub(crate) async fn expect_as_printed(stage: &Stage, what: &str) -> Outcome {
    let differing = "
        const other = await new Promise(done => {
          const request = new XMLHttpRequest();
          request.onload = () => done(request.responseXML.querySelector('live-updates'));
          request.open('GET', '/quarry');
          request.responseType = 'document';
          request.setRequestHeader('cache-control', 'no-cache');
          request.send();
        });
        const own = element => {
          const copy = element.cloneNode(true);
          for (const inner of [copy, ...copy.querySelectorAll('*')])
            for (const name of ['aria-current', 'tabindex', 'fetchpriority', 'loading', 'data-revision']) inner.removeAttribute(name);
          for (const line of copy.querySelectorAll('.lu-unseen')) line.remove();
          return copy;
        };
        const all = host => ['.lu-head', '.lu-summary', '.lu-contents', '.lu-pinned', '.lu-prompt', '.lu-empty'].map(s => host.querySelector(s))
          .concat([...host.querySelectorAll('.lu-entries > li')]).filter(e => e).map(own);
        const [here, there] = [all(widget()), all(other)];
        return here.map((h, n) => [h, there[n]]).concat(there.slice(here.length).map(t => [null, t])).filter(([h, t]) => !h || !t || !h.isEqualNode(t)).slice(0, 2).map(both => both.map(e => e?.outerHTML))";
    let found = stage.js_async(differing).await?;
    if found == json!([]) { Ok(()) } else { Err(format!("{what}: here and as printed: {found:#}").into()) }
}

#[tokio::test]
async fn whatever_changes_the_page_is_what_the_server_would_print() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        let paragraph = |text: &str| json!([{"kind": "paragraph", "content": [{"kind": "text", "text": text}]}]);
        expect_as_printed(stage, "at first").await?;
        writer.edit("q40", json!({"title": "Said better", "label": "breaking", "updated": "2026-03-14T11:20:00+00:00"})).await?;
        refresh(stage).await?;
        stage.expect("document.querySelector('#lu-q40 .lu-updated').textContent", "Updated 11:20 GMT").await?;
        expect_as_printed(stage, "edited").await?;
        writer.edit("q40", json!({"label": null})).await?;
        writer.edit("q39", json!({"title": null})).await?;
        refresh(stage).await?;
        stage.expect("[document.querySelector('#lu-q40 .lu-label'), document.querySelector('#lu-q39 .lu-entry-title')]", json!([null, null])).await?;
        expect_as_printed(stage, "without a title").await?;
        writer.edit("q39", json!({"corrections": [{"at": "2026-03-14T11:30:00+00:00", "text": "It was seven carts.", "before": "six carts"}]})).await?;
        refresh(stage).await?;
        expect_as_printed(stage, "corrected").await?;
        writer.add().await?;
        refresh(stage).await?;
        expect_as_printed(stage, "added").await?;
        writer.edit("q38", json!({"key": true, "title": "A key event"})).await?;
        refresh(stage).await?;
        stage.expect("[...widget().querySelectorAll('.lu-contents a')].some(a => a.textContent == 'A key event')", true).await?;
        expect_as_printed(stage, "made a key event").await?;
        writer.pin(&["q3", "q4"]).await?;
        refresh(stage).await?;
        stage.expect("[...widget().querySelectorAll('.lu-pinned [data-copy]')].map(c => c.dataset.copy)", json!(["q3", "q4"])).await?;
        expect_as_printed(stage, "pinned").await?;
        writer.edit("q3", json!({"title": "Said on top too"})).await?;
        refresh(stage).await?;
        expect_as_printed(stage, "a pinned entry edited").await?;
        writer.delete("q4").await?;
        refresh(stage).await?;
        expect_as_printed(stage, "a pinned entry deleted").await?;
        writer.pin(&[]).await?;
        refresh(stage).await?;
        expect_as_printed(stage, "unpinned").await?;
        writer.retitle("Another day").await?;
        refresh(stage).await?;
        expect_as_printed(stage, "another title").await?;
        writer.head(json!({"summary": paragraph("In short."), "standfirst": paragraph("At first.")})).await?;
        refresh(stage).await?;
        expect_as_printed(stage, "a summary").await?;
        writer.head(json!({"summary": paragraph("In shorter."), "standfirst": null})).await?;
        refresh(stage).await?;
        expect_as_printed(stage, "another summary").await?;
        writer.head(json!({"summary": null})).await?;
        refresh(stage).await?;
        expect_as_printed(stage, "no summary").await?;
        writer.state("paused").await?;
        refresh(stage).await?;
        stage.expect("[widget().state, widget().matches(':state(paused)'), widget().shadowRoot.querySelector('[part=badge]').textContent.trim()]", json!(["paused", true, "Paused"])).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn fifty_changes_by_chance_leave_what_the_server_would_print() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        stage.js("widget().updates = 'auto'").await?;
        for _ in 0..10 {
            let mut said = Vec::new();
            for _ in 0..5 {
                said.push(writer.change("q20").await?);
            }
            refresh(stage).await?;
            expect_as_printed(stage, &said.join("; ")).await?;
        }
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn focus_and_selection_in_an_entry_survive_whatever_changes_beside_them() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        stage.js("window.kept = document.querySelector('#lu-q20 .lu-share'); kept.focus({ preventScroll: true }); scrollTo(0, scrollY + kept.getBoundingClientRect().top - 300);
            window.text = document.querySelector('#lu-q20 .lu-body p').firstChild; getSelection().setBaseAndExtent(text, 1, text, 6); window.word = String(getSelection())").await?;
        let paragraphs = writer.snapshot().document()["entries"].as_array().and_then(|entries| Some(entries.iter().find(|entry| entry["id"] == "q20")?["body"].clone()));
        let mut body = paragraphs.ok_or("no body")?;
        body.as_array_mut().ok_or("no blocks")?.push(json!({"kind": "paragraph", "content": [{"kind": "text", "text": "And one more."}]}));
        for id in ["q22", "q21", "q19"] {
            writer.rewrite(id).await?;
        }
        writer.edit("q20", json!({"body": body, "title": "Said better", "updated": "2026-03-14T11:20:00+00:00"})).await?;
        writer.delete("q23").await?;
        writer.add_after("q20").await?;
        writer.pin(&["q20"]).await?;
        refresh(stage).await?;
        stage.expect("[document.activeElement == kept, String(getSelection()) == word, word.length, getSelection().anchorNode == text]", json!([true, true, 5, true])).await?;
        stage.expect("document.querySelector('#lu-q20 .lu-body').lastElementChild.textContent", "And one more.").await?;
        // Turned round, it is the one that stays.
        stage.js("widget().order = 'old-first'").await?;
        stage.expect("[document.activeElement == kept, String(getSelection()) == word]", json!([true, true])).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_deleted_entry_that_has_the_focus_leaves_a_stub_and_any_other_leaves_none() -> Outcome {
    with_stage(async |stage| {
        let (_clock, mut writer) = open(stage).await?;
        stage.js("const a = document.querySelector('#lu-q20 .lu-share'); a.focus({ preventScroll: true }); scrollTo(0, scrollY + document.getElementById('lu-q20').getBoundingClientRect().top - 100)").await?;
        stage.js("window.top21 = document.getElementById('lu-q21').getBoundingClientRect().top").await?;
        writer.delete("q20").await?;
        writer.delete("q25").await?;
        refresh(stage).await?;
        stage.expect("[...widget().querySelectorAll('.lu-removed')].map(r => r.textContent)", json!(["This update was removed."])).await?;
        stage.expect("document.activeElement.className", "lu-removed").await?;
        stage.expect("[document.activeElement.closest('li').previousElementSibling, document.activeElement.closest('li').nextElementSibling].map(li => li.querySelector('article').dataset.entry)", json!(["q21", "q19"])).await?;
        stage.expect("articles()", writer.ids()).await?;
        stage.expect("Math.abs(document.getElementById('lu-q21').getBoundingClientRect().top - top21) <= 1", true).await?;
        stage.js("widget().order = 'old-first'").await?;
        stage.expect("document.activeElement.className", "lu-removed").await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_video_goes_on_playing_while_its_entry_and_its_neighbours_change() -> Outcome {
    with_stage(async |stage| {
        let _clock = Clock::install(stage).await?;
        stage.refuse("/stream", 404);
        stage.open("/harbour-day").await?;
        stage.js_async("window.video = document.querySelector('#lu-u34 video'); video.muted = true; video.playbackRate = 0.1; video.classList.add('player'); window.img = document.querySelector('#lu-u34 img'); await video.play()").await?;
        stage.until("video.currentTime > 0").await?;
        stage.edit("harbour-day", |feed| {
            for entry in feed["entries"].as_array_mut().into_iter().flatten() {
                entry["title"] = format!("{} again", entry["id"].as_str().unwrap_or_default()).into();
            }
            // A page's own player has left its mark on the video, and the words below both pictures change.
            for entry in feed["entries"].as_array_mut().into_iter().flatten().filter(|entry| entry["id"] == "u34") {
                for block in entry["body"].as_array_mut().into_iter().flatten().filter(|block| block["caption"].is_string()) {
                    block["caption"] = "Said better".into();
                }
            }
            feed["pinned"] = json!(["u12"]);
            if let Some(entries) = feed["entries"].as_array_mut() {
                entries.retain(|entry| entry["id"] != "u35");
                entries.push(json!({"id": "new", "sequence": 999, "published": "2026-05-16T23:00:00+01:00", "title": "New"}));
            }
        })?;
        stage.js("window.paused = 0; video.addEventListener('pause', () => paused++)").await?;
        refresh(stage).await?;
        stage.js("widget().showNew(); widget().order = 'old-first'; window.now = video.currentTime").await?;
        stage.expect("[document.querySelector('#lu-u34 .lu-entry-title').textContent, articles().at(-1), articles().includes('u35')]", json!(["u34 again", "new", false])).await?;
        stage.expect("[document.querySelector('#lu-u34 video') == video, video.paused, paused]", json!([true, false, 0])).await?;
        stage.expect("[document.querySelector('#lu-u34 img') == img, ...[...document.querySelectorAll('#lu-u34 .lu-caption')].map(c => c.textContent.includes('Said better'))]", json!([true, true, true])).await?;
        stage.until("video.currentTime != now").await?;
        stage.expect_quiet().await
    })
    .await
}
