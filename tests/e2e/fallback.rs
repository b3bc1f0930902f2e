//! Where the WASM cannot run, one line tells that there is something new, and a link in it brings it.

use std::time::Duration;

use live_updates_tests::{Clock, Engine, Outcome, Page, Stage, Writer, in_engine, with_stage, with_trap};
use serde_json::json;

/// The line that the widget's chrome holds then.
const LINE: &str = "[...widget().shadowRoot.querySelectorAll('[role=status] a')].map(a => a.textContent)";

/// Where an entry in the middle of the page stands.
const NINTH: &str = "widget().querySelectorAll('.lu-entries article')[8].getBoundingClientRect().top";

/// A page that refuses WASM, as a site's policy does.
async fn refusing(stage: &Stage, from: &str, change: impl Fn(String) -> String) -> Outcome<&'static str> {
    let page = Page::of(change(stage.html(from).await?));
    stage.put("/refusing", page.header("content-security-policy", "script-src 'self'"));
    Ok("/refusing")
}

/// Opens it, and waits until the last of its files is there.
async fn open(stage: &Stage, clock: &Clock<'_>, path: &str) -> Outcome {
    stage.goto(path).await?;
    stage.until("seen.events.some(e => e.name == 'lu-error')").await?;
    stage.until("performance.getEntriesByType('resource').some(e => e.name.includes('/fallback-'))").await?;
    clock.settled().await
}

/// How often the changes were asked for.
fn asked(stage: &Stage) -> usize {
    stage.asked().iter().filter(|path| path.contains("/updates/")).count()
}

#[tokio::test]
async fn a_page_that_refuses_wasm_says_in_every_engine_when_there_is_something_new() -> Outcome {
    for engine in Engine::ALL {
        in_engine(engine, async |stage| {
            let clock = Clock::install(stage).await?;
            let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
            open(stage, &clock, refusing(stage, "/quarry", |html| html).await?).await?;
            clock.advance(200_000).await?;
            stage.expect(LINE, json!([])).await?;
            // Once what comes into view has taken its room.
            stage.js_async("scrollTo(0, 1500); for (let n = 0; n < 5; n++) await new Promise(requestAnimationFrame)").await?;
            stage.js(&format!("window.top0 = {NINTH}")).await?;
            writer.add().await?;
            clock.advance(80_000).await?;
            stage.expect(LINE, json!(["New updates: reload"])).await?;
            // In view, and nothing has moved for it.
            stage
                .expect(
                    "(box => box.top >= 0 && box.bottom < innerHeight && box.height >= 24)(widget().shadowRoot.querySelector('[role=status] a').getBoundingClientRect())",
                    true,
                )
                .await?;
            stage.expect(&format!("Math.abs({NINTH} - top0) < 1"), true).await?;
            stage.expect("seen.errors", json!([])).await?;
            // It loads the page again, also where the address holds a place on it.
            stage.put("/refusing", Page::of(stage.html("/quarry").await?).header("content-security-policy", "script-src 'self'"));
            stage.js("location.hash = 'lu-x'; window.before = true").await?;
            stage.js("widget().shadowRoot.querySelector('[role=status] a').click()").await?;
            // Firefox fails a script whose page goes away.
            let again = "return window.before == undefined && articles().length == 13";
            let arrived = async { while stage.js(again).await.ok() != Some(json!(true)) {} };
            tokio::time::timeout(Duration::from_secs(20), arrived).await.map_err(|_| "it was not loaded again".into())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn it_is_asked_no_more_than_once_a_minute_and_no_more_after_it_was_said() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        // Three widgets of one feed ask together.
        let page = refusing(stage, "/quarry", |html| {
            let (start, end) = (html.find("<live-updates").unwrap_or(0), html.find("</live-updates>").unwrap_or(0) + 15);
            let widget = html[start..end].replace("<live-updates", "<live-updates load=eager");
            format!("{}{}{}", &html[..start], widget.repeat(3), &html[end..])
        });
        open(stage, &clock, page.await?).await?;
        stage.until("seen.events.filter(e => e.name == 'lu-error').length == 3").await?;
        clock.advance(59_000).await?;
        assert_eq!(asked(stage), 0);
        clock.advance(3_600_000 - 59_000).await?;
        assert!((50..=60).contains(&asked(stage)), "{} in an hour", asked(stage));
        writer.add().await?;
        clock.advance(80_000).await?;
        stage.expect("[...document.querySelectorAll('live-updates')].filter(w => w.shadowRoot.querySelector('[role=status] a')).length", 3).await?;
        let before = asked(stage);
        clock.advance(3_600_000).await?;
        assert_eq!(asked(stage), before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_feed_that_wants_to_be_asked_seldom_is() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        writer.head(json!({"poll_seconds": 600})).await?;
        open(stage, &clock, refusing(stage, "/quarry", |html| html).await?).await?;
        clock.advance(599_000).await?;
        assert_eq!(asked(stage), 0);
        clock.advance(122_000).await?;
        assert_eq!(asked(stage), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_line_is_in_the_language_of_the_widget() -> Outcome {
    for (language, direction, said) in
        [("ru", "ltr", "Есть новые сообщения: обновить страницу"), ("ar", "rtl", "مستجدّات جديدة: أعد تحميل الصفحة")]
    {
        with_stage(async |stage| {
            let clock = Clock::install(stage).await?;
            let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
            writer.head(json!({"language": language})).await?;
            open(stage, &clock, refusing(stage, "/quarry", |html| html).await?).await?;
            writer.add().await?;
            clock.advance(80_000).await?;
            stage.expect(LINE, json!([said])).await?;
            let link = "widget().shadowRoot.querySelector('[role=status] a')";
            stage
                .expect(&format!("[{link}.lang, getComputedStyle({link}).direction]"), json!([language, direction]))
                .await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_hidden_tab_asks_nothing_and_one_that_is_seen_again_asks_at_once() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        open(stage, &clock, refusing(stage, "/quarry", |html| html).await?).await?;
        clock.visible(false).await?;
        writer.add().await?;
        clock.advance(3_600_000).await?;
        assert_eq!(asked(stage), 0);
        clock.visible(true).await?;
        clock.settled().await?;
        assert_eq!(asked(stage), 1);
        stage.expect(LINE, json!(["New updates: reload"])).await
    })
    .await
}

#[tokio::test]
async fn nobody_asks_about_a_blog_that_has_ended_or_that_wants_no_updates() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        let off = |html: String| html.replace("<live-updates ", "<live-updates updates=off ");
        open(stage, &clock, refusing(stage, "/quarry", off).await?).await?;
        clock.advance(3_600_000).await?;
        assert_eq!(asked(stage), 0);
        writer.state("ended").await?;
        open(stage, &clock, refusing(stage, "/quarry", |html| html).await?).await?;
        clock.advance(3_600_000).await?;
        assert_eq!(asked(stage), 0);
        stage
            .expect("[seen.errors, widget().shadowRoot.querySelectorAll('[role=status] a').length]", json!([[], 0]))
            .await
    })
    .await
}

#[tokio::test]
async fn a_page_that_is_too_old_or_of_another_history_is_told_to_be_loaded_again() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        open(stage, &clock, refusing(stage, "/quarry", |html| html).await?).await?;
        stage.refuse("/updates/", 410);
        clock.advance(80_000).await?;
        stage.expect(LINE, json!(["New updates: reload"])).await?;
        stage.allow_all();
        open(
            stage,
            &clock,
            refusing(stage, "/quarry", |html| html.replace("data-epoch=\"first\"", "data-epoch=\"zeroth\"")).await?,
        )
        .await?;
        clock.advance(80_000).await?;
        stage.expect(LINE, json!(["New updates: reload"])).await?;
        // A cache may answer with what is older than the page.
        writer.add().await?;
        let page = stage.html("/quarry").await?.replace(&format!("/updates/{}", writer.revision()), "/old/updates/1");
        stage.put("/refusing", Page::of(page).header("content-security-policy", "script-src 'self'"));
        let old = json!({"format": "live-updates/1", "epoch": "first", "from": 3, "revision": writer.revision() - 1});
        stage.put("/quarry/old/updates/1", Page::of(old.to_string()));
        open(stage, &clock, "/refusing").await?;
        clock.advance(200_000).await?;
        assert!(asked(stage) >= 4, "{:?}", stage.asked());
        stage.expect(LINE, json!([])).await
    })
    .await
}

#[tokio::test]
async fn who_is_refused_asks_no_more_and_who_is_not_answered_asks_less_and_less() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let _writer = Writer::begin(stage, "quarry", 12, 5).await?;
        for (status, times) in [(401, 1), (403, 1), (404, 1), (429, 5), (500, 5)] {
            open(stage, &clock, refusing(stage, "/quarry", |html| html).await?).await?;
            stage.refuse("/updates/", status);
            let before = asked(stage);
            clock.advance(200_000).await?;
            assert!(asked(stage) - before <= 2, "{status}");
            clock.advance(24 * 3_600_000).await?;
            assert_eq!(asked(stage) - before, times, "{status}");
            stage
                .expect("[seen.errors, widget().shadowRoot.querySelectorAll('[role=status] a').length]", json!([[], 0]))
                .await?;
            stage.allow_all();
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_without_chrome_gets_the_line_all_the_same() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        let page = refusing(stage, "/quarry", |html| {
            let (start, end) = (html.find("<template").unwrap_or(0), html.find("</template>").unwrap_or(0));
            format!("{}{}", &html[..start], &html[end + "</template>".len()..])
        });
        open(stage, &clock, page.await?).await?;
        stage.js("window.top0 = widget().querySelector('article').getBoundingClientRect().top").await?;
        writer.add().await?;
        clock.advance(80_000).await?;
        stage
            .expect(
                "[...widget().querySelectorAll('[role=status] a')].map(a => a.textContent)",
                json!(["New updates: reload"]),
            )
            .await?;
        stage.expect("widget().querySelector('article').getBoundingClientRect().top == top0", true).await?;
        // Out of the page it asks nothing, and leaves nothing behind.
        stage.js("window.gone = widget(); gone.remove(); document.body.append(gone)").await?;
        stage.js("gone.remove()").await?;
        clock.settled().await?;
        stage.expect("gone.querySelectorAll('[role=status]').length", 0).await
    })
    .await
}

#[tokio::test]
async fn a_widget_that_trapped_too_often_looks_out_for_news_too() -> Outcome {
    with_trap(async |stage| {
        let clock = Clock::install(stage).await?;
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        let html = stage.html("/quarry").await?.replace("<live-updates ", "<live-updates data-trap=start ");
        stage.put("/trapping", Page::of(html));
        open(stage, &clock, "/trapping").await?;
        writer.add().await?;
        clock.advance(80_000).await?;
        stage.expect(LINE, json!(["New updates: reload"])).await
    })
    .await
}
