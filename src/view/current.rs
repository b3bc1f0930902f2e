//! The bar's name of the entry that is being read, once its title has scrolled away.

use leptos::prelude::*;

use super::state::ChromeState;
use crate::contract::parts;

/// Names the entry being read and leads back to its beginning. Empty while a title is in view.
///
/// It repeats what a screen reader reads anyway, so it is left out of the accessibility tree and of the tab order.
#[component]
pub(crate) fn Current(state: ChromeState) -> impl IntoView {
    let href = state.attribute(|shown| shown.current.as_ref().map(|current| current.href.clone()));
    let hidden = state.flag(|shown| shown.current.is_none());
    let title = state.text(|shown| shown.current.as_ref().map(|current| current.title.clone()).unwrap_or_default());
    view! { <a part=parts::CURRENT href=href hidden=hidden tabindex="-1" aria-hidden="true">{title}</a> }
}
