//! The plan's table of cases, the stream's part.

use live_updates::delivery::{Answer, Facts, Happened::*};

use crate::delivery_plan::*;

cases! {
    a_stream_is_opened_by_whoever_has_caught_up_and_stops_the_polling: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (0.3, StreamOpened, "wake in 9.8"),
        (0.4, Beat, "wake in 45"),
        (15.4, Beat, "wake in 45"),
        (30.4, StreamSaid(changes(10, 11, STREAMED)), "apply, wake in 45"),
        (45.4, Beat, "wake in 45"),
    ];
    a_stream_is_not_opened_where_it_is_not_allowed: page(STREAMED), NO_STREAM, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(changes(10, 10, STREAMED)), "discard, wake in 10"),
    ];
    a_healthy_stream_is_checked_by_a_poll_every_5_minutes: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (0.0, Beat, "wake in 45"),
        (40.0, Beat, "wake in 45"), (80.0, Beat, "wake in 45"), (120.0, Beat, "wake in 45"),
        (160.0, Beat, "wake in 45"), (200.0, Beat, "wake in 45"), (240.0, Beat, "wake in 45"),
        (280.0, Beat, "wake in 20"),
        (300.0, Timer, "ask updates, wake in 25"),
        (300.1, UNREACHABLE, "wake in 24.9"),
        (320.0, Beat, "wake in 45"),
    ];
    a_stream_closes_when_the_page_is_hidden_and_is_opened_again_once_caught_up: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.1, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (0.2, Beat, "wake in 45"),
        (9.0, Hidden, "close stream, wake in 40"),
        (9.1, Beat, "discard, wake in 39.9"),
        (20.0, Shown, "ask updates, wake in 45"),
        (20.1, Answered(changes(10, 14, STREAMED)), "apply, open stream, wake in 10"),
    ];
    a_stream_that_is_silent_for_45_seconds_is_replaced_by_one_poll_then_tried_again: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, Beat, "wake in 45"),
        (50.0, Timer, "close stream, wake in 1"),
        (51.0, Timer, "ask updates, wake in 45"),
        (51.1, Answered(changes(10, 11, STREAMED)), "apply, wake in 0.9"),
        (52.0, Timer, "open stream, wake in 9.1"),
        (52.5, Beat, "wake in 45"),
    ];
    a_stream_that_closes_three_times_without_a_beat_is_left_alone_for_10_minutes: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (1.0, StreamClosed, "wake in 1"),
        (2.0, Timer, "ask updates, wake in 45"),
        (3.0, UNCHANGED, "open stream, wake in 10"),
        (4.0, StreamClosed, "wake in 1"),
        (5.0, Timer, "ask updates, wake in 45"),
        (5.0, UNCHANGED, "wake in 3"),
        (8.0, Timer, "open stream, wake in 7"),
        (9.0, StreamClosed, "wake in 1"),
        (10.0, Timer, "ask updates, wake in 45"),
        (10.0, UNCHANGED, "wake in 10"),
        (20.0, Timer, "ask updates, wake in 45"),
        (20.0, UNCHANGED, "wake in 10"),
        (608.9, Shown, "ask updates, wake in 45"),
        (608.95, UNCHANGED, "wake in 0.05"),
        (609.0, Timer, "open stream, wake in 9.95"),
        (609.1, Beat, "wake in 45"),
        (610.0, StreamClosed, "wake in 1"),
        (611.0, Timer, "ask updates, wake in 45"),
        (612.0, UNCHANGED, "open stream, wake in 10"),
    ];
    a_stream_that_says_reset_is_left_for_the_head: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, Beat, "wake in 45"),
        (9.0, Reset, "close stream, wake in 1"),
        (10.0, Timer, "ask head, wake in 45"),
        (11.5, Answered(head(HERE, 900, STREAMED)), "apply, open stream, wake in 10"),
    ];
    a_gap_in_a_stream_is_asked_for_from_what_is_here: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, Beat, "wake in 45"),
        (9.0, StreamSaid(changes(12, 13, STREAMED)), "discard, ask updates, wake in 45"),
        (9.1, Answered(changes(10, 13, STREAMED)), "apply, wake in 44.9"),
        (9.2, StreamSaid(changes(12, 13, STREAMED)), "discard, wake in 45"),
    ];
    a_gap_in_a_stream_that_could_not_be_filled_is_asked_for_again_soon: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, Beat, "wake in 45"),
        (9.0, StreamSaid(changes(12, 13, STREAMED)), "discard, ask updates, wake in 45"),
        (9.0, UNREACHABLE, "wake in 4"),
    ];
    a_refresh_that_waits_its_turn_is_not_answered_by_the_stream: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (0.5, Beat, "wake in 45"),
        (1.0, Asked, "wake in 1"),
        (1.5, StreamSaid(changes(10, 11, STREAMED)), "apply, wake in 0.5"),
        (2.0, Timer, "ask updates, wake in 44.5"),
    ];
    what_a_stream_says_twice_or_late_is_dropped: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, StreamSaid(changes(10, 12, STREAMED)), "apply, wake in 45"),
        (5.1, StreamSaid(changes(10, 12, STREAMED)), "discard, wake in 45"),
        (5.2, StreamSaid(changes(10, 11, STREAMED)), "discard, wake in 45"),
    ];
    a_stream_of_another_epoch_is_left_for_the_head: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, StreamSaid(foreign_delta(2, 3)), "discard, close stream, wake in 1"),
        (6.0, Timer, "ask head, wake in 45"),
        (8.0, Answered(head(ELSEWHERE, 3, STREAMED)), "apply, open stream, wake in 10"),
    ];
    a_stream_that_cannot_be_read_is_closed: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, StreamSaid(Answer::Unreadable), "discard, close stream, wake in 1"),
    ];
    a_stream_of_a_blog_that_ends_is_closed: page(STREAMED), FOLLOW, [
        (0.0, Started, "ask updates, wake in 45"),
        (0.0, Answered(changes(10, 10, STREAMED)), "discard, open stream, wake in 10"),
        (5.0, StreamSaid(changes(10, 11, Facts { ended: true, ..STREAMED })), "apply, close stream, wake in 450, say ended"),
    ];
    nothing_is_asked_before_it_has_started: page(STREAMED), FOLLOW, [
        (0.0, Hidden, ""),
        (0.1, Shown, ""),
        (0.2, Offline, "say since 0.2"),
        (0.3, Online, ""),
        (0.4, Beat, "discard"),
        (0.5, UNCHANGED, "discard"),
    ];
}
