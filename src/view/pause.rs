//! The control that pauses live updates (WCAG 2.2.2).

use leptos::prelude::*;

use super::state::{ChromeState, Shown, Wish};
use crate::{contract::parts, feed::State};

/// A button that stops live updates and lets them go on. It has its place from the beginning, and is of use only once somebody
/// listens to it and while there is something to pause.
#[component]
pub(crate) fn Pause(state: ChromeState) -> impl IntoView {
    let hidden = state.flag(|shown| !shown.alive || shown.head.state == State::Ended);
    let label = |shown: &Shown| {
        let words = shown.locale.words();
        Some(if shown.paused { words.resume() } else { words.pause() }.to_owned())
    };
    let (name, title) = (state.attribute(label), state.attribute(label));
    let is = state.attribute(|shown| shown.paused.then(|| "paused".to_owned()));
    let wish = state.wish;
    // Its sign is drawn by the stylesheet.
    view! {
        <button part=parts::PAUSE type="button" hidden=hidden data-is=is aria-label=name title=title
            on:click:capture=move |_| wish(Wish::Pause)></button>
    }
}
