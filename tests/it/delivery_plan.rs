//! The plan's table of cases, requests first (`delivery_stream` has the stream's): what happens, when, and what is to be done. Times are in seconds; the dice always show the middle,
//! so that a jittered time is the time itself and a back-off half its window.

use live_updates::delivery::{
    Allowed, Answer, Ask, Facts,
    Happened::{self, *},
    Known, Plan, Say, ToDo, Turn, Verdict,
};

const MIDDLE: u32 = 1 << 31;
pub(crate) const HERE: u64 = 7;
pub(crate) const ELSEWHERE: u64 = 8;

pub(crate) const POLLED: Facts = Facts { poll_seconds: 10, updates: true, stream: false, ended: false };
pub(crate) const STREAMED: Facts = Facts { stream: true, ..POLLED };
const ENDED: Facts = Facts { ended: true, ..POLLED };
const WHOLE_FILE: Facts = Facts { updates: false, ..POLLED };
const STILL_FILE: Facts = Facts { poll_seconds: 0, ..WHOLE_FILE };
const SILENT_HEAD: Facts = Facts { poll_seconds: 0, ..POLLED };

pub(crate) const FOLLOW: Allowed = Allowed { updates: true, stream: true };
const OFF: Allowed = Allowed { updates: false, stream: true };
pub(crate) const NO_STREAM: Allowed = Allowed { updates: true, stream: false };

/// A reader of a page that shows revision 10 of the epoch `HERE`.
pub(crate) const fn page(facts: Facts) -> Known {
    Known { revision: 10, epoch: HERE, loaded: true, facts }
}

const fn delta(from: u64, revision: u64) -> Answer {
    changes(from, revision, POLLED)
}

pub(crate) const fn changes(from: u64, revision: u64, facts: Facts) -> Answer {
    Answer::Delta { epoch: HERE, from, revision, more: false, facts }
}

const fn cut(from: u64, revision: u64) -> Answer {
    Answer::Delta { epoch: HERE, from, revision, more: true, facts: POLLED }
}

pub(crate) const fn foreign_delta(from: u64, revision: u64) -> Answer {
    Answer::Delta { epoch: ELSEWHERE, from, revision, more: false, facts: POLLED }
}

pub(crate) const fn head(epoch: u64, revision: u64, facts: Facts) -> Answer {
    Answer::Head { epoch, revision, facts }
}

const fn status(code: u16) -> Happened {
    Answered(Answer::Status { code, retry_after: 0 })
}

const fn later(code: u16, seconds: u32) -> Happened {
    Answered(Answer::Status { code, retry_after: seconds * 1000 })
}

pub(crate) const UNCHANGED: Happened = Answered(Answer::Unchanged);
pub(crate) const UNREACHABLE: Happened = Answered(Answer::Unreachable);
const HTML: Happened = Answered(Answer::Unreadable);

/// What is to be done, in words.
fn words(to_do: ToDo) -> String {
    let mut out = Vec::new();
    if to_do.abort {
        out.push("abort".to_owned());
    }
    match to_do.verdict {
        Verdict::Nothing => {}
        Verdict::Apply => out.push("apply".into()),
        Verdict::Discard => out.push("discard".into()),
    }
    match to_do.stream {
        None => {}
        Some(Turn::Open) => out.push("open stream".into()),
        Some(Turn::Close) => out.push("close stream".into()),
    }
    match to_do.ask {
        None => {}
        Some(Ask::Updates) => out.push("ask updates".into()),
        Some(Ask::Head) => out.push("ask head".into()),
    }
    if let Some(wait) = to_do.wake_in {
        out.push(format!("wake in {}", f64::from(wait) / 1000.0));
    }
    match to_do.say {
        Say::Quiet => {}
        Say::Since(at) => out.push(format!("say since {}", at as f64 / 1000.0)),
        Say::NeedsLogin => out.push("say log in".into()),
        Say::Gone => out.push("say gone".into()),
        Say::Ended => out.push("say ended".into()),
    }
    out.join(", ")
}

pub(crate) type Step = (f64, Happened, &'static str);

pub(crate) fn play(name: &str, known: Known, allowed: Allowed, steps: &[Step]) {
    let mut plan = Plan::new(known, allowed);
    for (number, (at, what, expected)) in steps.iter().enumerate() {
        let found = words(plan.happened(*what, (at * 1000.0) as u64, MIDDLE));
        assert_eq!(&found, expected, "{name}: step {number}, {what:?} at {at} s");
    }
}

macro_rules! cases {
    ($($name:ident: $known:expr, $allowed:expr, [$($step:expr),* $(,)?];)*) => {
        $(#[test] fn $name() { $crate::delivery_plan::play(stringify!($name), $known, $allowed, &[$($step),*]); })*
    };
}

pub(crate) use cases;

cases! {
    the_first_thing_is_to_ask_what_changed_since: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.3, Answered(delta(10, 12)), "apply, wake in 10"),
        (10.3, Timer, "ask updates, wake in 45"),
        (10.4, Answered(delta(12, 12)), "discard, wake in 10"),
        (20.4, Timer, "ask updates, wake in 45"),
        (20.5, UNCHANGED, "wake in 10"),
    ];
    a_tag_alone_asks_for_the_head_and_says_its_first_failure: Known::default(), FOLLOW, [
        (0.0, Started, "ask head, wake in 45"),
        (1.0, UNREACHABLE, "wake in 4, say since 1"),
        (5.0, Timer, "ask head, wake in 45, say since 1"),
        (5.5, Answered(head(HERE, 3, POLLED)), "apply, wake in 10"),
    ];
    nothing_at_all_is_not_unchanged: Known::default(), FOLLOW, [
        (0.0, Started, "ask head, wake in 45"),
        (1.0, UNCHANGED, "wake in 4, say since 1"),
        (5.0, Timer, "ask head, wake in 45, say since 1"),
    ];
    a_page_that_does_not_say_its_epoch_asks_for_the_head: Known { epoch: 0, ..page(POLLED) }, FOLLOW, [
        (0.0, Started, "ask head, wake in 45"),
        (0.1, Answered(head(HERE, 10, POLLED)), "apply, wake in 10"),
        (10.1, Timer, "ask updates, wake in 45"),
    ];
    a_timer_that_is_early_is_set_again: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, UNCHANGED, "wake in 10"),
        (9.9, Timer, "wake in 0.1"),
        (10.0, Timer, "ask updates, wake in 45"),
    ];
    a_head_that_names_no_period_is_polled_every_15_seconds: page(SILENT_HEAD), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, UNCHANGED, "wake in 15"),
    ];
    a_period_is_never_below_2_seconds_nor_above_an_hour: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 11, Facts { poll_seconds: 1, ..POLLED })), "apply, wake in 2"),
        (2.0, Timer, "ask updates, wake in 45"),
        (2.0, Answered(changes(11, 12, Facts { poll_seconds: 86_400, ..POLLED })), "apply, wake in 3600"),
    ];
    the_period_follows_the_feed_even_where_nothing_else_changed: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, Facts { poll_seconds: 60, ..POLLED })), "discard, wake in 60"),
    ];
    hidden_it_is_slower_and_shown_it_asks_at_once: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (1.0, UNCHANGED, "wake in 10"),
        (3.0, Hidden, "wake in 40"),
        (43.0, Timer, "ask updates, wake in 45"),
        (44.0, UNCHANGED, "wake in 40"),
        (50.0, Shown, "ask updates, wake in 45"),
        (50.5, UNCHANGED, "wake in 10"),
    ];
    coming_and_going_makes_no_storm: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Hidden, "wake in 44.9"),
        (0.2, Shown, "wake in 44.8"),
        (0.3, UNCHANGED, "wake in 10"),
        (0.4, Hidden, "wake in 40"),
        (0.5, Shown, "wake in 1.5"),
        (0.6, Offline, "say since 0.6"),
        (0.7, Online, "wake in 1.3"),
        (2.0, Timer, "ask updates, wake in 45"),
    ];
    offline_nothing_is_asked_and_online_it_is_asked_at_once: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.2, UNCHANGED, "wake in 10"),
        (5.0, Offline, "say since 5"),
        (9.0, Hidden, "say since 5"),
        (9.5, Shown, "say since 5"),
        (12.0, Timer, "say since 5"),
        (60.0, Online, "ask updates, wake in 45"),
        (60.2, Answered(delta(10, 40)), "apply, wake in 10"),
    ];
    a_network_that_is_back_in_name_only_is_said_until_an_answer_comes: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (1.0, UNREACHABLE, "wake in 4"),
        (5.0, Timer, "ask updates, wake in 45"),
        (6.0, UNREACHABLE, "wake in 6, say since 1"),
        (7.0, Offline, "say since 1"),
        (20.0, Online, "ask updates, wake in 45, say since 1"),
        (20.1, UNCHANGED, "wake in 10"),
    ];
    failures_are_retried_later_and_later_up_to_5_minutes: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, UNREACHABLE, "wake in 4"),
        (4.0, Timer, "ask updates, wake in 45"),
        (4.0, status(500), "wake in 6, say since 0"),
        (10.0, Timer, "ask updates, wake in 45, say since 0"),
        (10.0, HTML, "wake in 10, say since 0"),
        (20.0, Timer, "ask updates, wake in 45, say since 0"),
        (20.0, status(502), "wake in 18, say since 0"),
        (38.0, Timer, "ask updates, wake in 45, say since 0"),
        (38.0, HTML, "wake in 34, say since 0"),
        (72.0, Timer, "ask updates, wake in 45, say since 0"),
        (72.0, UNREACHABLE, "wake in 66, say since 0"),
        (138.0, Timer, "ask updates, wake in 45, say since 0"),
        (138.0, UNREACHABLE, "wake in 130, say since 0"),
        (268.0, Timer, "ask updates, wake in 45, say since 0"),
        (268.0, UNREACHABLE, "wake in 152, say since 0"),
        (420.0, Timer, "ask updates, wake in 45, say since 0"),
        (420.0, UNREACHABLE, "wake in 152, say since 0"),
        (572.0, Timer, "ask updates, wake in 45, say since 0"),
        (572.5, Answered(delta(10, 11)), "apply, wake in 10"),
    ];
    hidden_a_failure_is_not_retried_faster_than_it_polls: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Hidden, "wake in 45"),
        (0.0, UNREACHABLE, "wake in 42"),
    ];
    a_request_that_hangs_is_given_up: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (45.0, Timer, "abort, wake in 4"),
        (46.0, Answered(delta(10, 11)), "discard, wake in 3"),
        (49.0, Timer, "ask updates, wake in 45"),
    ];
    retry_after_is_kept_and_the_reader_cannot_hurry_it: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, later(429, 30), "wake in 32"),
        (5.0, Hidden, "wake in 27"),
        (6.0, Shown, "wake in 24"),
        (7.0, Asked, "wake in 23"),
        (30.0, Timer, "ask updates, wake in 45"),
        (30.0, later(503, 120), "wake in 124, say since 0"),
    ];
    retry_after_is_believed_up_to_an_hour: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, later(503, 86_400), "wake in 3602"),
    ];
    retry_after_counts_with_429_and_503_alone: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, later(500, 600), "wake in 4"),
    ];
    whoever_must_log_in_is_told_so_and_nothing_is_asked_until_somebody_asks: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, status(401), "say log in"),
        (9.0, Hidden, "say log in"),
        (10.0, Shown, "say log in"),
        (11.0, Offline, "say log in"),
        (12.0, Online, "say log in"),
        (20.0, Asked, "ask updates, wake in 45"),
        (20.1, status(403), "say log in"),
        (30.0, Asked, "ask updates, wake in 45"),
        (30.1, Answered(changes(10, 12, STREAMED)), "apply, open stream, wake in 10"),
    ];
    a_feed_that_is_missing_may_be_a_deploy_and_the_third_time_is_said: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, status(404), "wake in 17"),
        (17.0, Timer, "ask head, wake in 45"),
        (17.0, status(404), "wake in 19, say since 0"),
        (36.0, Timer, "ask head, wake in 45, say since 0"),
        (36.0, status(404), "wake in 23, say gone"),
        (59.0, Timer, "ask head, wake in 45, say gone"),
        (59.0, Answered(head(HERE, 12, POLLED)), "apply, wake in 10"),
    ];
    changes_that_are_too_old_are_replaced_by_the_head: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, status(410), "ask head, wake in 45"),
        (0.2, Answered(head(HERE, 300, POLLED)), "apply, wake in 10"),
        (10.2, Timer, "ask updates, wake in 45"),
    ];
    a_head_that_is_gone_is_gone_for_good: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, status(410), "ask head, wake in 45"),
        (0.2, status(410), "say gone"),
        (9.0, Hidden, "say gone"),
        (99.0, Shown, "say gone"),
    ];
    changes_that_do_not_follow_on_are_replaced_by_the_head: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(delta(14, 15)), "discard, ask head, wake in 45"),
        (0.2, Answered(head(HERE, 15, POLLED)), "apply, wake in 10"),
    ];
    another_epoch_begins_with_its_head_however_low_its_revision: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(foreign_delta(10, 11)), "discard, ask head, wake in 45"),
        (0.2, Answered(head(ELSEWHERE, 4, POLLED)), "apply, wake in 10"),
        (10.2, Timer, "ask updates, wake in 45"),
        (10.3, Answered(foreign_delta(4, 5)), "apply, wake in 10"),
    ];
    a_cache_does_not_lead_back_into_the_epoch_that_was_left: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(foreign_delta(10, 11)), "discard, ask head, wake in 45"),
        (0.2, Answered(head(ELSEWHERE, 4, POLLED)), "apply, wake in 10"),
        (10.2, Timer, "ask updates, wake in 45"),
        (10.3, Answered(delta(4, 11)), "discard, wake in 10"),
        (20.3, Timer, "ask updates, wake in 45"),
        (20.4, status(410), "ask head, wake in 45"),
        (20.5, Answered(head(HERE, 11, POLLED)), "discard, wake in 4"),
        (24.5, Timer, "ask head, wake in 45"),
        (24.6, Answered(head(ELSEWHERE, 6, POLLED)), "apply, wake in 10"),
    ];
    an_epoch_that_was_left_a_minute_ago_may_come_back: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(foreign_delta(10, 11)), "discard, ask head, wake in 45"),
        (0.2, Answered(head(ELSEWHERE, 4, POLLED)), "apply, wake in 10"),
        (70.0, Timer, "ask updates, wake in 45"),
        (70.1, Answered(delta(10, 11)), "discard, ask head, wake in 45"),
        (70.2, Answered(head(HERE, 11, POLLED)), "apply, wake in 10"),
    ];
    what_a_cache_kept_too_long_is_never_shown: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(delta(5, 9)), "discard, wake in 10"),
        (10.1, Timer, "ask updates, wake in 45"),
        (10.2, status(410), "ask head, wake in 45"),
        (10.3, Answered(head(HERE, 9, POLLED)), "discard, wake in 4"),
        (14.3, Timer, "ask head, wake in 45"),
    ];
    a_head_that_knows_no_more_does_not_make_a_circle: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, status(410), "ask head, wake in 45"),
        (0.2, UNCHANGED, "wake in 4"),
        (4.2, Timer, "ask updates, wake in 45"),
        (4.3, status(410), "ask head, wake in 45"),
        (4.4, UNCHANGED, "wake in 6, say since 0.2"),
    ];
    a_delta_that_was_cut_is_followed_at_once: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(cut(10, 20)), "apply, ask updates, wake in 45"),
        (0.2, Answered(cut(20, 30)), "apply, ask updates, wake in 45"),
        (0.3, Answered(delta(30, 34)), "apply, wake in 10"),
    ];
    a_delta_that_is_always_cut_and_brings_nothing_is_a_failure: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(cut(10, 10)), "discard, wake in 4"),
    ];
    an_ended_blog_is_checked_once_more_then_hourly_when_shown: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 11, ENDED)), "apply, wake in 450, say ended"),
        (10.0, Hidden, "wake in 440, say ended"),
        (20.0, Shown, "wake in 430, say ended"),
        (450.0, Timer, "ask updates, wake in 45, say ended"),
        (450.0, UNCHANGED, "say ended"),
        (500.0, Hidden, "say ended"),
        (900.0, Shown, "say ended"),
        (950.0, Hidden, "say ended"),
        (4100.0, Shown, "ask updates, wake in 45, say ended"),
        (4100.1, Answered(delta(11, 12)), "apply, wake in 10"),
    ];
    a_page_of_a_blog_that_ended_long_ago_asks_once: page(ENDED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45, say ended"),
        (0.1, UNCHANGED, "say ended"),
        (5.0, Offline, "say ended"),
        (6.0, Online, "say ended"),
    ];
    a_feed_without_changes_asks_for_its_head_again: page(WHOLE_FILE), FOLLOW, [
        (0.0, Started, "ask head, wake in 45"),
        (0.1, UNCHANGED, "wake in 10"),
        (10.1, Timer, "ask head, wake in 45"),
        (10.2, Answered(head(HERE, 11, WHOLE_FILE)), "apply, wake in 10"),
        (20.2, Timer, "ask head, wake in 45"),
        (20.3, Answered(head(HERE, 9, WHOLE_FILE)), "discard, wake in 10"),
    ];
    a_feed_without_changes_or_a_period_is_asked_once: page(STILL_FILE), FOLLOW, [
        (0.0, Started, "ask head, wake in 45"),
        (0.1, UNCHANGED, ""),
        (9.0, Hidden, ""),
        (19.0, Shown, ""),
        (29.0, Asked, "ask head, wake in 45"),
        (29.1, UNCHANGED, ""),
    ];
    a_machine_that_slept_asks_at_once: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, UNREACHABLE, "wake in 4"),
        (7200.0, Timer, "ask updates, wake in 45"),
    ];
    a_request_that_slept_is_given_up_and_made_again: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (7200.0, Timer, "abort, ask updates, wake in 45"),
    ];
    off_means_that_only_refresh_asks: page(STREAMED), OFF, [
        (0.0, Started, ""),
        (5.0, Shown, ""),
        (6.0, Offline, ""),
        (7.0, Online, ""),
        (9.0, Asked, "ask updates, wake in 45"),
        (9.1, Answered(changes(10, 11, STREAMED)), "apply"),
        (20.0, Asked, "ask updates, wake in 45"),
        (20.1, UNREACHABLE, "say since 20.1"),
        (40.0, Asked, "ask updates, wake in 45, say since 20.1"),
        (40.1, Answered(changes(11, 11, STREAMED)), "discard"),
        (50.0, Options(FOLLOW), "ask updates, wake in 45"),
    ];
    off_still_fetches_what_is_not_there_at_all: Known::default(), OFF, [
        (0.0, Started, "ask head, wake in 45"),
        (0.1, UNREACHABLE, "wake in 4, say since 0.1"),
        (4.1, Timer, "ask head, wake in 45, say since 0.1"),
        (4.2, Answered(head(HERE, 3, POLLED)), "apply"),
    ];
    paused_by_the_reader_nothing_is_asked_but_what_somebody_asks_for: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (0.2, Beat, "wake in 45"),
        (5.0, Paused, "close stream"),
        (90.0, Shown, ""),
        (100.0, Asked, "ask updates, wake in 45"),
        (100.1, Answered(changes(10, 11, STREAMED)), "apply"),
        (200.0, Resumed, "ask updates, wake in 45"),
        (200.1, Answered(changes(11, 12, STREAMED)), "apply, open stream, wake in 10"),
    ];
    refresh_while_a_request_is_under_way_makes_no_second_one: page(POLLED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Asked, "wake in 44.9"),
        (0.2, UNREACHABLE, "wake in 4, say since 0.2"),
    ];
}
