//! What is being read keeps its place to the pixel, in every engine, whatever happens around it (*steady*).

use live_updates_tests::{Clock, Engine, Outcome, Page, Stage, in_engine, writer::Writer};
use serde_json::{Value, json};

/// The first entry in view, below the bar that stays on top: its id and its top.
const FIRST: &str = "
    const line = widget().shadowRoot.querySelector('[part=bar]').getBoundingClientRect().bottom;
    const first = [...widget().querySelectorAll('.lu-entries article')].find(a => a.getBoundingClientRect().bottom > line);
    return [first.dataset.entry, first.getBoundingClientRect().top]";
/// Functions of the page's own, since Firefox lets no page call a test's: `frame()` ends when the next frame is on the screen, and `note(id)`
/// keeps where an entry stands right after the next changes, in the same task.
const HELPERS: &str = "
    window.frame = () => new Promise(r => { const { requestAnimationFrame, setTimeout } = __clock.real; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r))) });
    window.note = id => {
      const top = () => document.getElementById('lu-' + id).getBoundingClientRect().top;
      const watch = new MutationObserver(() => { window.noted = top(); watch.disconnect() });
      window.noted = null;
      watch.observe(widget(), { attributes: true, attributeFilter: ['data-revision'] });
    }";
/// Asks now; two requests are two seconds apart.
const REFRESH: &str = "const done = widget().refresh(); await __clock.advance(2000, true); await done;";

/// Brings the middle of an entry to the line below which reading begins.
async fn read(stage: &Stage, id: &str) -> Outcome {
    let go = format!(
        "for (let n = 0; n < 5; n++) {{
           const line = widget().shadowRoot.querySelector('[part=bar]').getBoundingClientRect().bottom;
           const box = document.getElementById('lu-{id}').getBoundingClientRect();
           scrollBy(0, Math.round(box.top + box.height / 2 - line));
           await frame();
         }}"
    );
    stage.js_async(&go).await.map(|_| ())
}

async fn number(stage: &Stage, expression: &str) -> Outcome<f64> {
    stage.js(&format!("return {expression}")).await?.as_f64().ok_or_else(|| format!("{expression} is no number").into())
}

fn top_of(id: &str) -> String {
    format!("document.getElementById('lu-{id}').getBoundingClientRect().top")
}

/// Asks for what is new; fails unless an entry stands where it stood right after, in the next frames, and when every picture has come.
async fn expect_still(stage: &Stage, id: &str, before: f64, what: &str) -> Outcome {
    stage.js(&format!("note('{id}')")).await?;
    stage.js_async(REFRESH).await?;
    let pictures = "for (const img of widget().querySelectorAll('img')) if (Math.abs(img.getBoundingClientRect().top) < 3000) { img.loading = 'eager'; try { await img.decode() } catch {} }";
    let top = top_of(id);
    let steps = [
        ("at once", "", &format!("noted ?? {top}")),
        ("in the next frame", "await frame()", &top),
        ("with all pictures", &format!("{pictures} await frame()"), &top),
    ];
    for (when, wait, top) in steps {
        stage.js_async(wait).await?;
        let after = number(stage, top).await?;
        if (after - before).abs() > 1.0 {
            return Err(format!("{id} stood at {before} and stands at {after} {when}: {what}").into());
        }
    }
    Ok(())
}

/// Fifty changes by chance around a reader in the middle of two hundred entries, in both orders, `ask` and `auto`.
async fn nothing_moves(engine: Engine) -> Outcome {
    for (seed, order, updates) in
        [(1, "new-first", "ask"), (2, "old-first", "ask"), (3, "new-first", "auto"), (4, "old-first", "auto")]
    {
        in_engine(engine, async |stage| {
            let clock = Clock::install(stage).await?;
            stage.before(HELPERS).await?;
            let mut writer = Writer::begin(stage, "quarry", 200, seed).await?;
            let tag = format!("<live-updates stream=off order={order} updates={updates} ");
            stage.put("/page", Page::of(stage.html("/quarry").await?.replacen("<live-updates ", &tag, 1)));
            stage.open("/page").await?;
            stage.viewport(900, 700).await?;
            clock.settled().await?;
            read(stage, "q100").await?;
            stage.delay("/media/", std::time::Duration::from_millis(20));
            for n in 0..50 {
                let first = stage.js(FIRST).await?;
                let (id, before) = (first[0].as_str().unwrap_or_default().to_owned(), first[1].as_f64().unwrap_or_default());
                let newest = writer.ids().into_iter().find(|other| *other != id).unwrap_or_default();
                let what = match n % 10 {
                    // A picture of which nobody knows the size until it is there; then a copy of it on top.
                    4 => {
                        let picture = json!([{"kind": "image", "src": format!("/media/lighthouse-800.webp?unknown{n}"), "alt": "A lighthouse"}]);
                        writer.edit(&newest, json!({"body": picture})).await?;
                        format!("{newest} is a picture without a size")
                    }
                    5 => writer.pin(&[&newest]).await.map(|()| format!("{newest} was pinned"))?,
                    _ => writer.change(&id).await?,
                };
                expect_still(stage, &id, before, &format!("{order}, {updates}, change {n}: {what}")).await?;
            }
            if updates == "ask" {
                stage.js("widget().showNew()").await?;
            }
            let mut wanted = writer.ids();
            if order == "old-first" {
                wanted.reverse();
            }
            stage.expect("articles()", wanted).await?;
            stage.expect_quiet().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn nothing_that_is_read_moves_in_chromium() -> Outcome {
    nothing_moves(Engine::Chromium).await
}

#[tokio::test]
async fn nothing_that_is_read_moves_in_firefox() -> Outcome {
    nothing_moves(Engine::Firefox).await
}

#[tokio::test]
async fn nothing_that_is_read_moves_in_webkit() -> Outcome {
    nothing_moves(Engine::WebKitGtk).await
}

#[tokio::test]
async fn when_what_is_read_is_deleted_the_next_one_stands_still() -> Outcome {
    for engine in Engine::ALL {
        in_engine(engine, async |stage| {
            let clock = Clock::install(stage).await?;
            stage.before(HELPERS).await?;
            let mut writer = Writer::begin(stage, "quarry", 60, 5).await?;
            let html = stage.html("/quarry").await?.replacen("<live-updates ", "<live-updates stream=off ", 1);
            stage.put("/page", Page::of(html));
            stage.open("/page").await?;
            clock.settled().await?;
            read(stage, "q30").await?;
            let before = number(stage, &top_of("q29")).await?;
            writer.delete("q30").await?;
            expect_still(stage, "q29", before, "q30 was deleted").await?;
            stage.expect("document.getElementById('lu-q30')", Value::Null).await
        })
        .await?;
    }
    Ok(())
}
