//! The status region: what changed, for those who do not see it; and what failed, with a way to try again.

use leptos::prelude::*;

use super::state::{ChromeState, Connection, Said, Wish};
use crate::{contract::parts, feed::Order};

/// The region is always there and empty at rest, since a screen reader announces only what changes in a region it knows.
#[component]
pub(crate) fn Status(state: ChromeState) -> impl IntoView {
    let ChromeState { locale, connection, said, wish, .. } = state.clone();
    let kind = {
        let connection = connection.clone();
        move || connection.with(kind).map(str::to_owned)
    };
    let words = locale.clone();
    let hidden = {
        let connection = connection.clone();
        move || (!connection.with(|c| matches!(c, Connection::Failed(_)))).then(String::new)
    };
    let text = move || {
        let said = said.get();
        connection.with(|connection| {
            words.with(|locale| {
                let words = locale.words();
                match (connection, said) {
                    (Connection::Loading, _) => words.loading().to_string(),
                    (Connection::Failed(why), _) => why.clone(),
                    (Connection::Quiet, Said::Order(Order::NewFirst)) => words.showing_new_first().to_string(),
                    (Connection::Quiet, Said::Order(Order::OldFirst)) => words.showing_old_first().to_string(),
                    (Connection::Quiet, Said::Copied) => words.link_copied().to_string(),
                    (Connection::Quiet, Said::Nothing) => String::new(),
                }
            })
        })
    };
    // Text browsers print what is hidden, so at rest there is nothing to print.
    let again = {
        let connection = state.connection.clone();
        move || {
            let failed = connection.with(|connection| matches!(connection, Connection::Failed(_)));
            if failed { locale.with(|locale| locale.words().try_again().to_string()) } else { String::new() }
        }
    };
    view! {
        <div part=parts::STATUS role="status" data-kind=kind>{text}</div>
        <button part=parts::TRY_AGAIN type="button" hidden=hidden on:click:capture=move |_| wish(Wish::TryAgain)>{again}</button>
    }
}

/// What the stylesheet tells apart: a failure is seen by everybody, an announcement only heard.
fn kind(connection: &Connection) -> Option<&'static str> {
    match connection {
        Connection::Quiet => None,
        Connection::Loading => Some("loading"),
        Connection::Failed(_) => Some("failed"),
    }
}
