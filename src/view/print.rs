//! The chrome as a server prints it, in its resting state.

use std::sync::Arc;

use leptos::prelude::*;

use super::{chrome::Chrome, state::ChromeState};
use crate::{
    feed::{DataHead, Head, Order},
    locale::Locale,
};

/// What the chrome shows when a server prints it.
#[derive(Clone, Copy, Debug)]
pub struct ChromeProps<'a> {
    /// The reader's language.
    pub locale: &'a Locale,
    /// The head of the feed.
    pub head: &'a Head,
    /// Which end comes first.
    pub order: Order,
}

/// Prints the inside of the chrome's container. Its [`super::fingerprint`] tells a browser whether it arrived unaltered.
#[must_use]
pub fn print_chrome(props: ChromeProps<'_>) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        let state = ChromeState::new(props.locale.clone(), DataHead::of(props.head), props.order, Arc::new(|_| {}));
        view! { <Chrome state=state/> }.to_html()
    });
    drop(owner);
    html
}
