//! The reader pauses live updates, and lets them go on.

use live_updates_tests::{Clock, Outcome, with_stage, writer::Writer};
use serde_json::json;

const PAUSE: &str = "widget().shadowRoot.querySelector('[part=pause]')";

#[tokio::test]
async fn a_press_stops_everything_and_the_next_one_catches_up_at_once() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        stage.refuse("/stream", 404);
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        stage.open("/quarry").await?;
        clock.settled().await?;
        stage.js(&format!("window.button = {PAUSE}; button.focus()")).await?;
        stage
            .expect(
                "[button.localName, button.hidden, button.getAttribute('aria-label'), button.title]",
                json!(["button", false, "Pause live updates", "Pause live updates"]),
            )
            .await?;
        stage.js("button.click()").await?;
        stage
            .expect(
                "[button.getAttribute('aria-label'), button.title]",
                json!(["Resume live updates", "Resume live updates"]),
            )
            .await?;
        let asked = stage.asked().len();
        writer.add().await?;
        clock.advance(3_600_000).await?;
        clock.visible(false).await?;
        clock.visible(true).await?;
        clock.settled().await?;
        assert_eq!(stage.asked()[asked..], [""; 0]);
        stage.expect("articles().length", 12).await?;
        stage.js("button.click()").await?;
        clock.settled().await?;
        stage.expect("articles()", writer.ids()).await?;
        stage
            .expect(
                "[button.getAttribute('aria-label'), widget().shadowRoot.activeElement == button]",
                json!(["Pause live updates", true]),
            )
            .await?;
        writer.add().await?;
        clock.advance(15_000).await?;
        stage.expect("articles()", writer.ids()).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn what_somebody_asks_for_while_paused_waits_even_where_it_would_go_in() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        stage.refuse("/stream", 404);
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        stage.open("/quarry").await?;
        clock.settled().await?;
        stage.js(&format!("{PAUSE}.click()")).await?;
        writer.add().await?;
        stage.js_async("const done = widget().refresh(); await __clock.advance(2000, true); await done").await?;
        stage
            .expect(
                "[articles().length, widget().shadowRoot.querySelector('[part=notice]').textContent]",
                json!([12, "1 new update"]),
            )
            .await
    })
    .await
}

#[tokio::test]
async fn without_script_and_after_the_end_there_is_nothing_to_pause() -> Outcome {
    with_stage(async |stage| {
        let clock = Clock::install(stage).await?;
        stage.refuse("/stream", 404);
        let mut writer = Writer::begin(stage, "quarry", 12, 5).await?;
        assert!(stage.html("/quarry").await?.contains("<button part=\"pause\" type=\"button\" hidden"));
        stage.open("/quarry").await?;
        clock.settled().await?;
        writer.state("ended").await?;
        clock.advance(15_000).await?;
        stage.expect(&format!("[widget().state, {PAUSE}.hidden]"), json!(["ended", true])).await
    })
    .await
}
