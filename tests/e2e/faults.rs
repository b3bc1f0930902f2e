//! Whatever the network does: nothing lost, nothing doubled, nothing older over something newer, no storm, one line at most.

mod histories;
mod reader;
mod streams;

use std::time::Duration;

use live_updates_tests::{
    Outcome, Page,
    proxy::{Answer, Class, Fault, Pace},
    with_faults,
    writer::Writer,
};
use serde_json::json;

use self::reader::{LATER, Reader, STATUS};

/// For ten minutes every answer of these classes has this fault, while the editor goes on: what is there stays, one line says what is
/// wrong, and the server is asked no more often than on a good day. Afterwards all is made good.
async fn ten_minutes_of(fault: Fault, classes: &[Class], line: &str) -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        classes.iter().for_each(|class| proxy.always(*class, fault.clone()));
        reader.changes().await?;
        let (shown, before) = (reader.shown().await?, reader.asked());
        reader.clock.advance(600_000).await?;
        let asked = reader.asked() - before;
        assert!((2..=60).contains(&asked), "{asked} requests in ten minutes");
        assert_eq!(reader.shown().await?, shown);
        let said = stage.js(&format!("return {STATUS}")).await?;
        assert!(if line.is_empty() { said == "" } else { said.as_str().is_some_and(|said| said.starts_with(line)) }, "{said}");
        stage.expect("[...widget().shadowRoot.querySelectorAll('[role=status], [part=try-again]')].filter(e => !e.hidden).length", 1).await?;
        proxy.clear();
        reader.changes().await?;
        reader.clock.advance(LATER).await?;
        reader.expect_whole().await
    })
    .await
}

const BOTH: &[Class] = &[Class::Updates, Class::Head];
const SINCE: &str = "No connection since ";

#[tokio::test]
async fn refused() -> Outcome {
    ten_minutes_of(Fault::Refuse, BOTH, SINCE).await
}

#[tokio::test]
async fn reset_in_the_middle_of_the_body() -> Outcome {
    ten_minutes_of(Fault::Reset, BOTH, SINCE).await
}

#[tokio::test]
async fn truncated_json() -> Outcome {
    ten_minutes_of(Fault::Truncate, BOTH, SINCE).await
}

#[tokio::test]
async fn html_instead_of_json() -> Outcome {
    ten_minutes_of(Fault::Html, BOTH, SINCE).await
}

#[tokio::test]
async fn nothing_new_for_ten_minutes_from_a_cache_that_is_wrong() -> Outcome {
    ten_minutes_of(Fault::Status(304), BOTH, "").await
}

#[tokio::test]
async fn not_found_everywhere() -> Outcome {
    ten_minutes_of(Fault::Status(404), BOTH, "This live blog is no longer updated here.").await
}

#[tokio::test]
async fn status_500() -> Outcome {
    ten_minutes_of(Fault::Status(500), BOTH, SINCE).await
}

#[tokio::test]
async fn status_503() -> Outcome {
    ten_minutes_of(Fault::Status(503), BOTH, SINCE).await
}

#[tokio::test]
async fn a_server_that_is_down_refuses_connections_and_is_asked_again_when_it_is_up() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        proxy.down().await;
        reader.changes().await?;
        reader.clock.advance(120_000).await?;
        stage.expect(&format!("{STATUS}.startsWith('{SINCE}')"), true).await?;
        stage.expect("widget().matches(':state(offline)')", true).await?;
        proxy.up().await?;
        reader.clock.advance(LATER).await?;
        stage.expect("widget().matches(':state(offline)')", false).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn one_failure_is_not_worth_a_line() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        stage.js("window.said = []; const region = widget().shadowRoot.querySelector('[role=status]'); new MutationObserver(() => said.push(region.textContent.trim())).observe(region, { childList: true, characterData: true, subtree: true })").await?;
        proxy.next(Class::Updates, Fault::Status(502));
        reader.changes().await?;
        reader.clock.advance(30_000).await?;
        reader.expect_whole().await?;
        stage.expect("said.filter(said => said)", json!([])).await
    })
    .await
}

#[tokio::test]
async fn offline_says_so_asks_nothing_and_catches_up_at_once() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        reader.clock.advance(5000).await?;
        reader.clock.online(false).await?;
        // By the reader's own clock.
        stage.expect(&format!("{STATUS}.includes('{SINCE}' + new Date().toTimeString().slice(0, 5))"), true).await?;
        reader.changes().await?;
        let before = reader.asked();
        reader.clock.advance(3_600_000).await?;
        assert_eq!(reader.asked(), before);
        reader.clock.online(true).await?;
        reader.clock.settled().await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn unauthorised_stops_until_the_reader_asks() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        proxy.always(Class::Updates, Fault::Status(401));
        reader.changes().await?;
        let before = reader.asked();
        reader.clock.advance(3_600_000).await?;
        assert_eq!(reader.asked(), before + 1);
        stage.expect(STATUS, "Updates are for readers who are logged in.").await?;
        proxy.clear();
        stage.js_async("await widget().refresh()").await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn changes_that_are_gone_are_made_good_by_the_head() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        proxy.next(Class::Updates, Fault::Status(410));
        reader.changes().await?;
        let before = reader.asked();
        reader.clock.advance(12_000).await?;
        assert_eq!((reader.asked(), proxy.count(Class::Head)), (before + 2, 1));
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn a_refresh_whose_changes_are_gone_is_done_when_the_head_is_shown() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut writer = Writer::begin(stage, "quarry", 20, 3).await?;
        stage.put(
            "/page",
            Page::of(stage.html("/quarry").await?.replacen("<live-updates ", "<live-updates stream=off ", 1)),
        );
        stage.open("/page").await?;
        stage.js_async("await widget().refresh()").await?;
        writer.add().await?;
        proxy.always(Class::Updates, Fault::Status(410));
        stage.delay("feed.json", Duration::from_millis(700));
        stage.js_async("await widget().refresh()").await?;
        stage.expect("articles()", writer.ids()).await?;
        stage.expect("seen.events.filter(event => event.name == 'lu-error')", json!([])).await
    })
    .await
}

#[tokio::test]
async fn a_feed_that_is_gone_is_not_asked_for_any_more() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        BOTH.iter().for_each(|class| proxy.always(*class, Fault::Status(410)));
        reader.changes().await?;
        let (shown, before) = (reader.shown().await?, reader.asked());
        reader.clock.advance(3_600_000).await?;
        assert_eq!(reader.asked(), before + 2);
        stage.expect(STATUS, "This live blog is no longer updated here.").await?;
        assert_eq!(reader.shown().await?, shown);
        proxy.clear();
        stage.js_async("await widget().refresh()").await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn a_server_that_names_a_time_is_left_alone_until_then() -> Outcome {
    for status in [429, 503] {
        with_faults(async |stage, proxy| {
            let mut reader = Reader::of(stage, proxy, "off").await?;
            proxy.next(Class::Updates, Fault::RetryAfter(status, "120".into()));
            reader.changes().await?;
            let before = reader.asked();
            // The poll comes within twelve seconds; a reader who presses is not let through either.
            reader.clock.advance(12_000).await?;
            stage.js("widget().refresh()").await?;
            reader.clock.advance(107_000).await?;
            assert_eq!(reader.asked(), before + 1);
            reader.clock.advance(20_000).await?;
            assert_eq!(reader.asked(), before + 2);
            reader.expect_whole().await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_that_drips_is_given_up() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        let pace = Pace::default();
        proxy.always(Class::Updates, Fault::Drip(pace.clone()));
        reader.changes().await?;
        let before = reader.asked();
        for _ in 0..120 {
            pace.allow(1);
            reader.clock.advance_unanswered(1000).await?;
        }
        assert!(reader.asked() - before <= 4, "{} requests", reader.asked() - before);
        assert!(proxy.open(Class::Updates) <= 1);
        proxy.clear();
        reader.clock.advance_unanswered(60_000).await?;
        reader.clock.advance(LATER).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn a_request_that_is_never_answered_holds_nothing_up() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        proxy.next(Class::Updates, Fault::Hang);
        reader.changes().await?;
        reader.clock.advance_unanswered(12_000).await?;
        proxy.wait_for_open(Class::Updates, 1).await?;
        reader.clock.advance_unanswered(46_000).await?;
        proxy.wait_for_open(Class::Updates, 0).await?;
        reader.clock.advance(60_000).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn an_answer_that_comes_twice_changes_nothing() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        reader.changes().await?;
        reader.clock.advance(12_000).await?;
        reader.expect_whole().await?;
        for _ in 0..3 {
            proxy.next(Class::Updates, Fault::Earlier(1));
        }
        reader.clock.advance(24_000).await?;
        reader.expect_whole().await?;
        reader.changes().await?;
        reader.clock.advance(60_000).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn an_older_answer_never_replaces_a_newer_one() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        let head = |text: String| Answer::of("application/json", text);
        let old_head = head(stage.html("/quarry/feed.json").await?);
        for _ in 0..3 {
            reader.changes().await?;
            reader.clock.advance(12_000).await?;
        }
        reader.expect_whole().await?;
        // A cache's old changes, then its old head after newer changes, and again.
        for back in [2, 3] {
            proxy.next(Class::Updates, Fault::Earlier(back));
            reader.clock.advance(12_000).await?;
            reader.expect_whole().await?;
        }
        for _ in 0..2 {
            proxy.next(Class::Updates, Fault::Status(410));
            proxy.next(Class::Head, Fault::Answer(old_head.clone()));
        }
        reader.clock.advance(12_000).await?;
        let wanted = reader.writer.ids();
        stage.expect("articles()", wanted).await?;
        reader.changes().await?;
        reader.clock.advance(LATER).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn changes_that_do_not_follow_on_are_not_shown_alone() -> Outcome {
    with_faults(async |stage, proxy| {
        let mut reader = Reader::of(stage, proxy, "off").await?;
        reader.changes().await?;
        let from = reader.writer.revision();
        reader.changes().await?;
        let ahead = stage.html(&format!("/quarry/updates/{from}")).await?;
        proxy.next(Class::Updates, Fault::Answer(Answer::of("application/json", ahead)));
        reader.clock.advance(12_000).await?;
        reader.expect_whole().await
    })
    .await
}

#[tokio::test]
async fn clocks_that_are_an_hour_off_change_nothing() -> Outcome {
    for off in [3600, -3600] {
        with_faults(async |stage, proxy| {
            let mut reader = Reader::of(stage, proxy, "off").await?;
            BOTH.iter().for_each(|class| proxy.always(*class, Fault::Clock(off)));
            reader.clock.skew(off * 1000).await?;
            reader.changes().await?;
            let before = reader.asked();
            reader.clock.advance(120_000).await?;
            let asked = reader.asked() - before;
            assert!((9..=17).contains(&asked), "{asked} in two minutes");
            reader.expect_whole().await
        })
        .await?;
    }
    Ok(())
}
