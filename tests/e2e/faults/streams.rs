//! A stream that breaks, repeats itself or says nothing costs time and nothing else.

use live_updates_tests::{
    Outcome,
    proxy::{Class, Fault, Pace},
    with_faults,
};

use super::reader::Reader;

#[tokio::test]
async fn a_poll_that_was_held_does_not_undo_what_the_stream_brought() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "auto").await?;
        proxy.wait_for_open(Class::Stream, 1).await?;
        let (pace, asked) = (Pace::default(), proxy.count(Class::Updates));
        proxy.next(Class::Updates, Fault::Hold(pace.clone()));
        stage.js("window.done = widget().refresh()").await?;
        reader.clock.advance_unanswered(2000).await?;
        proxy.wait_for(Class::Updates, asked + 1).await?;
        reader.changes().await?;
        stage.until(&format!("widget().revision == {}", reader.writer.revision())).await?;
        pace.release();
        stage.js_async("await done").await?;
        reader.clock.advance(5000).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn events_that_come_twice_or_in_the_wrong_order_are_shown_once_and_in_order() -> Outcome {
    for fault in [Fault::Twice, Fault::Swapped] {
        with_faults(async |stage, proxy| {
            proxy.always(Class::Stream, fault.clone());
            let mut reader = Reader::of(stage, proxy, "auto").await?;
            proxy.wait_for_answers(Class::Stream, 1).await?;
            for _ in 0..3 {
                reader.changes().await?;
                reader.clock.advance(15_000).await?;
            }
            // One of a pair may be on its way for ever: the silence is noticed.
            reader.clock.advance(120_000).await?;
            reader.expect_whole().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_stream_that_dies_silently_is_noticed() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "auto").await?;
        proxy.wait_for_open(Class::Stream, 1).await?;
        proxy.silence(Class::Stream);
        reader.changes().await?;
        reader.clock.advance(50_000).await?;
        reader.expect_whole().await?;
        reader.clock.advance(60_000).await?;
        proxy.wait_for_answers(Class::Stream, 2).await?;
        proxy.wait_for_open(Class::Stream, 1).await?;
        reader.changes().await?;
        stage.until(&format!("widget().revision == {}", reader.writer.revision())).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn a_stream_that_cannot_be_had_is_tried_later_and_later_and_polling_is_enough() -> Outcome {
    with_faults(async |stage, proxy| {
        proxy.always(Class::Stream, Fault::Status(404));
        let mut reader = Reader::of(stage, proxy, "auto").await?;
        for _ in 0..10 {
            reader.changes().await?;
            reader.clock.advance(12_000).await?;
            // A stream's end is no matter of the test's clock.
            stage.until(&format!("widget().revision == {}", reader.writer.revision())).await?;
        }
        reader.clock.advance(300_000).await?;
        assert!(proxy.count(Class::Stream) <= 4, "{} streams", proxy.count(Class::Stream));
        reader.expect_whole().await
    })
    .await
}
