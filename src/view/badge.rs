//! The badge that says where the blog stands, and when it was last updated.

use leptos::prelude::*;

use super::state::ChromeState;
use crate::{
    contract::parts,
    feed::{DataHead, State, write_stamp},
    locale::{Locale, fill},
    render::print_stamp,
};

/// Says "Being updated", when a blog starts, that it rests or is over; and the time of the last update.
#[component]
pub(crate) fn Badge(state: ChromeState) -> impl IntoView {
    let said = state.text(|shown| sentence(&shown.head, &shown.locale));
    let name = state.attribute(|shown| Some(shown.head.state.as_str().to_owned()));
    let stamp = state.attribute(|shown| shown.head.updated.as_ref().map(write_stamp));
    let updated = state.text(|shown| last_update(&shown.head, &shown.locale));
    view! {
        <p part=parts::BADGE data-state=name>
            <span part=parts::STATE>{said}</span>
            " "
            <time part=parts::UPDATED datetime=stamp>{updated}</time>
        </p>
    }
}

fn sentence(head: &DataHead, locale: &Locale) -> String {
    let words = locale.words();
    match (head.state, &head.coverage.start) {
        (State::Live, _) => words.live().to_string(),
        (State::Paused, _) => words.paused().to_string(),
        (State::Ended, _) => words.ended().to_string(),
        (State::Scheduled, Some(start)) => {
            fill(words.starts(), &[("time", &print_stamp(locale, start, &head.time_zone, head.date_style))])
        }
        (State::Scheduled, None) => words.not_started().to_string(),
    }
}

/// Nothing is said of a blog that has not begun: its last update is of no use to a reader.
fn last_update(head: &DataHead, locale: &Locale) -> String {
    match (&head.updated, head.state) {
        (None, _) | (_, State::Scheduled) => String::new(),
        (Some(updated), _) => fill(
            locale.words().last_update(),
            &[("time", &print_stamp(locale, updated, &head.time_zone, head.date_style))],
        ),
    }
}
