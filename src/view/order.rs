//! The toggle "New first / Old first": two links that work without script, and that script intercepts.

use leptos::{ev::MouseEvent, prelude::*};

use super::state::{ChromeState, Wish};
use crate::{contract::parts, feed::Order as Which};

/// The toggle. The current order is marked by `aria-current`; the status region says it after a change.
#[component]
pub(crate) fn Order(state: ChromeState) -> impl IntoView {
    let label = state.attribute(|shown| Some(shown.locale.words().order().to_owned()));
    let option = |which: Which| {
        let name = state.text(move |shown| {
            let words = shown.locale.words();
            match which {
                Which::NewFirst => words.new_first(),
                Which::OldFirst => words.old_first(),
            }
            .to_owned()
        });
        let current = state.attribute(move |shown| (shown.order == which).then(|| "true".to_owned()));
        let wish = state.wish.clone();
        let press = move |event: MouseEvent| {
            // With a modifier the reader wants the link itself: in a new tab, saved.
            if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
                event.prevent_default();
                wish(Wish::Order(which));
            }
        };
        view! { <a part=parts::ORDER_OPTION href=href(which) aria-current=current on:click:capture=press>{name}</a> }
    };
    view! { <nav part=parts::ORDER aria-label=label>{option(Which::NewFirst)}" "{option(Which::OldFirst)}</nav> }
}

fn href(order: Which) -> String {
    let mut href = String::from("?order=");
    href.push_str(order.as_str());
    href
}
