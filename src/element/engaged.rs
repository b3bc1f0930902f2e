//! Whether the reader is at work somewhere: focus, a selection, something that plays.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlMediaElement, ShadowRoot};

use super::widget::window;
use crate::view::entry_list::find_all;

/// What has focus or plays within an element.
pub(crate) fn busy(within: &Element) -> Option<Element> {
    focused(within).or_else(|| playing(within))
}

/// Whether focus, a selection or something that plays is within an element.
pub(crate) fn is_engaged(within: &Element) -> bool {
    holds_reader(within) || playing(within).is_some()
}

/// Whether focus or a selection is within an element.
pub(crate) fn holds_reader(within: &Element) -> bool {
    focused(within).is_some() || is_selected(within)
}

fn focused(within: &Element) -> Option<Element> {
    let root = within.get_root_node();
    let focus = match root.dyn_ref::<ShadowRoot>() {
        Some(root) => root.active_element(),
        None => within.owner_document()?.active_element(),
    };
    focus.filter(|focus| within.contains(Some(focus)))
}

fn is_selected(within: &Element) -> bool {
    let selection = window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed());
    let ends = selection.map(|selection| [selection.anchor_node(), selection.focus_node()]);
    ends.into_iter().flatten().flatten().any(|end| within.contains(Some(&end)))
}

fn playing(within: &Element) -> Option<Element> {
    find_all(within, "video, audio")
        .into_iter()
        .filter_map(|media| media.dyn_into::<HtmlMediaElement>().ok())
        .find(|media| !media.paused())
        .map(Into::into)
}
