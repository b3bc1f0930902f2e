//! Updates arrive: by polling alone, by the stream, and first of all on a page that a cache has held.

use live_updates_tests::{
    Clock, Outcome, Page, Stage,
    proxy::{Class, Proxy},
    with_faults,
    writer::{Folder, Writer},
};
use serde_json::json;

/// Everything that an editor does, one thing after the other, each waited for by `arrives`.
async fn a_day(stage: &Stage, writer: &mut Writer<Folder>, arrives: impl AsyncFn(&str) -> Outcome) -> Outcome {
    let added = writer.add().await?;
    arrives(&format!("articles()[0] == '{added}'")).await?;
    writer.edit("q12", json!({"title": "Said better"})).await?;
    arrives("document.querySelector('#lu-q12 .lu-entry-title').textContent == 'Said better'").await?;
    writer.delete("q11").await?;
    arrives("!articles().includes('q11')").await?;
    writer.pin(&["q3"]).await?;
    arrives("widget().querySelector('[data-copy=q3]')").await?;
    writer.retitle("Another day").await?;
    arrives("widget().querySelector('.lu-title').textContent == 'Another day'").await?;
    writer.state("paused").await?;
    arrives("widget().state == 'paused'").await?;
    stage.expect("articles()", writer.ids()).await?;
    stage.expect("widget().revision", writer.revision()).await?;
    stage.expect_quiet().await
}

async fn begin<'a>(stage: &'a Stage, attributes: &str) -> Outcome<(Clock<'a>, Writer<Folder>)> {
    let clock = Clock::install(stage).await?;
    let writer = Writer::begin(stage, "quarry", 12, 4).await?;
    let html = stage.html("/quarry").await?.replacen("<live-updates ", &format!("<live-updates {attributes} "), 1);
    stage.put("/page", Page::of(html));
    Ok((clock, writer))
}

fn paths(proxy: &Proxy, class: Class) -> Vec<String> {
    proxy.requests(class).iter().map(|request| request.address.to_string()).collect()
}

#[tokio::test]
async fn a_page_that_a_cache_held_first_asks_for_what_changed_since() -> Outcome {
    with_faults(async |stage, proxy| {
        let (clock, mut writer) = begin(stage, "stream=off").await?;
        for _ in 0..3 {
            writer.add().await?;
        }
        writer.delete("q12").await?;
        writer.edit("q11", json!({"title": "Said better"})).await?;
        stage.open("/page").await?;
        stage.expect("seen.events[0].detail.adopted", true).await?;
        clock.settled().await?;
        assert_eq!(paths(proxy, Class::Updates), ["/quarry/updates/1"]);
        assert_eq!(proxy.count(Class::Head), 0);
        stage.expect("articles()", writer.ids()).await?;
        stage.expect("document.querySelector('#lu-q11 .lu-entry-title').textContent", "Said better").await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn everything_arrives_by_polling_and_nobody_asks_more_often_than_the_feed_says() -> Outcome {
    with_faults(async |stage, proxy| {
        let (clock, mut writer) = begin(stage, "stream=off").await?;
        stage.open("/page").await?;
        clock.settled().await?;
        a_day(stage, &mut writer, async |is| {
            // A period of ten seconds, and what it differs by so that readers do not ask in step.
            clock.advance(12_000).await?;
            stage.expect(&format!("!!({is})"), true).await
        })
        .await?;
        let before = proxy.count(Class::Updates);
        clock.advance(600_000).await?;
        let asked = proxy.count(Class::Updates) - before;
        assert!((50..=75).contains(&asked), "{asked} in ten minutes");
        assert_eq!((proxy.count(Class::Head), proxy.count(Class::Stream)), (0, 0));
        // All at one address, and the browser asks with the validator that it has.
        let last = proxy.requests(Class::Updates).pop().ok_or("no request")?;
        assert_eq!((last.answered, last.headers.contains_key("if-none-match")), (Some(304), true));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn everything_arrives_by_the_stream_without_a_poll() -> Outcome {
    with_faults(async |stage, proxy| {
        let (clock, mut writer) = begin(stage, "").await?;
        stage.open("/page").await?;
        clock.settled().await?;
        proxy.wait_for_answers(Class::Stream, 1).await?;
        assert_eq!(paths(proxy, Class::Stream), ["/quarry/stream?after=1"]);
        let before = proxy.count(Class::Updates);
        a_day(stage, &mut writer, async |is| stage.until(is).await).await?;
        assert_eq!((proxy.count(Class::Updates), proxy.count(Class::Stream)), (before, 1));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn while_the_stream_lives_a_poll_only_checks_it_every_few_minutes() -> Outcome {
    with_faults(async |stage, proxy| {
        let (clock, mut writer) = begin(stage, "").await?;
        stage.open("/page").await?;
        clock.settled().await?;
        let added = writer.add().await?;
        stage.until(&format!("articles()[0] == '{added}'")).await?;
        let before = proxy.count(Class::Updates);
        // The stream's own beats come by the real clock: time that passes at once must not be taken for silence.
        clock.advance(40_000).await?;
        assert_eq!(proxy.count(Class::Updates), before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_hidden_tab_holds_no_stream_and_asks_seldom_and_catches_up_when_it_is_seen() -> Outcome {
    with_faults(async |stage, proxy| {
        let (clock, mut writer) = begin(stage, "").await?;
        stage.open("/page").await?;
        clock.settled().await?;
        proxy.wait_for_open(Class::Stream, 1).await?;
        clock.visible(false).await?;
        proxy.wait_for_open(Class::Stream, 0).await?;
        let before = proxy.count(Class::Updates);
        clock.advance(600_000).await?;
        let asked = proxy.count(Class::Updates) - before;
        assert!((11..=20).contains(&asked), "{asked} in ten minutes");
        let added = writer.add().await?;
        clock.visible(true).await?;
        clock.advance(2000).await?;
        stage.expect("articles()[0]", added).await?;
        proxy.wait_for_open(Class::Stream, 1).await
    })
    .await
}

#[tokio::test]
async fn an_ended_blog_says_so_and_is_asked_for_once_more_at_most() -> Outcome {
    with_faults(async |stage, proxy| {
        let (clock, mut writer) = begin(stage, "").await?;
        stage.open("/page").await?;
        clock.settled().await?;
        proxy.wait_for_open(Class::Stream, 1).await?;
        writer.state("ended").await?;
        stage.until("widget().state == 'ended'").await?;
        proxy.wait_for_open(Class::Stream, 0).await?;
        let before = proxy.count(Class::Updates) + proxy.count(Class::Head);
        clock.advance(24 * 3_600_000).await?;
        assert!(proxy.count(Class::Updates) + proxy.count(Class::Head) <= before + 1);
        stage.expect("widget().matches(':state(ended)')", true).await?;
        assert_eq!(proxy.count(Class::Stream), 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_feed_ends_the_stream_of_the_one_before_and_a_pause_stays_a_pause() -> Outcome {
    with_faults(async |stage, proxy| {
        let (clock, writer) = begin(stage, "").await?;
        let mut other = Writer::begin(stage, "lane", 5, 6).await?;
        stage.open("/page").await?;
        clock.settled().await?;
        proxy.wait_for_open(Class::Stream, 1).await?;
        stage.js("widget().feed = '/lane/feed.json'").await?;
        stage.until("articles().length == 5").await?;
        clock.advance(3000).await?;
        proxy.wait_for(Class::Stream, 2).await?;
        proxy.wait_for_open(Class::Stream, 1).await?;
        assert!(paths(proxy, Class::Stream)[1].starts_with("/lane/stream"));
        let added = other.add().await?;
        stage.until(&format!("articles()[0] == '{added}'")).await?;
        stage
            .js("widget().shadowRoot.querySelector('[part=pause]').click(); widget().feed = '/quarry/feed.json'")
            .await?;
        stage.until("articles().length == 12").await?;
        stage.expect("articles()", writer.ids()).await?;
        let before = proxy.count(Class::Updates) + proxy.count(Class::Head);
        clock.advance(600_000).await?;
        assert_eq!(proxy.count(Class::Updates) + proxy.count(Class::Head), before);
        proxy.wait_for_open(Class::Stream, 0).await?;
        stage.expect_quiet().await
    })
    .await
}
