//! Three languages, two directions; words only for those who need them.

use live_updates_tests::{Outcome, with_stage};
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
