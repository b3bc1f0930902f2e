//! The notice "3 new updates": in view while the reader is further down, and never in anybody's way.

use leptos::prelude::*;

use super::state::{ChromeState, Wish};
use crate::contract::parts;

/// Says how many entries wait, and shows them when pressed. It stands over the page and moves nothing.
#[component]
pub(crate) fn Notice(state: ChromeState) -> impl IntoView {
    let hidden = state.flag(|shown| shown.unseen == 0);
    // Text browsers print what is hidden, so at rest there is nothing to print.
    let text = state.text(|shown| match shown.unseen {
        0 => String::new(),
        count => shown.locale.count(shown.locale.words().new_updates(), count),
    });
    let wish = state.wish;
    view! {
        <button part=parts::NOTICE type="button" hidden=hidden on:click:capture=move |_| wish(Wish::ShowNew)>{text}</button>
    }
}
