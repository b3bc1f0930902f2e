//! The status region: what changed, for those who do not see it; and what failed, with a way to try again.

use leptos::prelude::*;

use super::state::{ChromeState, Connection, Said, Shown, Wish};
use crate::{contract::parts, feed::Order};

/// The region is always there and empty at rest, since a screen reader announces only what changes in a region it knows.
#[component]
pub(crate) fn Status(state: ChromeState) -> impl IntoView {
    let kind = state.attribute(|shown| kind(&shown.connection).map(str::to_owned));
    let text = state.text(sentence);
    let hidden = state.flag(|shown| !has_failed(shown));
    // Text browsers print what is hidden, so at rest there is nothing to print.
    let again =
        state.text(|shown| if has_failed(shown) { shown.locale.words().try_again().to_owned() } else { String::new() });
    let wish = state.wish;
    view! {
        <div part=parts::STATUS role="status" data-kind=kind>{text}</div>
        <button part=parts::TRY_AGAIN type="button" hidden=hidden on:click:capture=move |_| wish(Wish::TryAgain)>{again}</button>
    }
}

fn has_failed(shown: &Shown) -> bool {
    matches!(shown.connection, Connection::Failed(_))
}

fn sentence(shown: &Shown) -> String {
    let words = shown.locale.words();
    match (&shown.connection, shown.said) {
        (Connection::Loading, _) => words.loading(),
        (Connection::Failed(why) | Connection::Behind(why), _) => why,
        (Connection::Quiet, Said::Order(Order::NewFirst)) => words.showing_new_first(),
        (Connection::Quiet, Said::Order(Order::OldFirst)) => words.showing_old_first(),
        (Connection::Quiet, Said::Copied) => words.link_copied(),
        (Connection::Quiet, Said::Arrived(count)) => return shown.locale.count(words.new_updates(), count),
        (Connection::Quiet, Said::Nothing) => "",
    }
    .to_owned()
}

/// What the stylesheet tells apart: a failure is seen by everybody, an announcement only heard.
fn kind(connection: &Connection) -> Option<&'static str> {
    match connection {
        Connection::Quiet => None,
        Connection::Loading => Some("loading"),
        Connection::Failed(_) => Some("failed"),
        Connection::Behind(_) => Some("behind"),
    }
}
