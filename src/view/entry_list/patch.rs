//! A revised entry, or a revised head: compared piece by piece with what is in the page, so that what is the same stays.
//!
//! A video that plays and a link that has focus live on while the paragraph beside them is corrected.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::find;

/// Attributes that an element of ours may have lost in a revision; whatever else others put on it is theirs.
const OURS: [&str; 8] = ["data-key", "lang", "dir", "aria-label", "aria-labelledby", "href", "datetime", "hidden"];

/// Makes `live` say what `fresh` says. `fresh` is used up.
pub(crate) fn patch(live: &Element, fresh: &Element) {
    attributes(live, fresh);
    let mut next = live.first_child();
    let mut new = fresh.first_child();
    while let Some(node) = new {
        new = node.next_sibling();
        match counterpart(next.as_ref(), &node) {
            Some(same) => {
                // What stands between is gone from the revision.
                while let Some(gone) = next.take_if(|gone| *gone != same) {
                    next = gone.next_sibling();
                    let _ = live.remove_child(&gone);
                }
                if let (Some(live), Some(fresh)) = (same.dyn_ref::<Element>(), node.dyn_ref::<Element>())
                    && !same.is_equal_node(Some(&node))
                {
                    patch(live, fresh);
                }
                next = same.next_sibling();
            }
            None => {
                let _ = live.insert_before(&node, next.as_ref());
            }
        }
    }
    while let Some(gone) = next {
        next = gone.next_sibling();
        let _ = live.remove_child(&gone);
    }
}

/// The node from `start` on that a fresh one corresponds to: an equal one, or one that is compared inside in turn.
fn counterpart(start: Option<&Node>, fresh: &Node) -> Option<Node> {
    let wanted = mark(fresh);
    let mut at = start.cloned();
    while let Some(node) = at {
        if node.is_equal_node(Some(fresh)) || wanted.is_some() && mark(&node) == wanted {
            return Some(node);
        }
        at = node.next_sibling();
    }
    None
}

/// What an element is known by whatever else changed: what it is a copy of; the class of a box; the source of what it shows or plays, which others may
/// have put their own attributes on, and which a new caption must not load again.
fn mark(node: &Node) -> Option<String> {
    let element = node.dyn_ref::<Element>()?;
    if let Some(copy) = element.get_attribute("data-copy") {
        return Some(copy);
    }
    let class = element.class_name();
    if BOXES.contains(&class.as_str()) {
        return Some(class);
    }
    let source = |element: &Element| element.get_attribute("src");
    let shown = source(element).or_else(|| source(&find(element, "[src]")?))?;
    Some([&element.local_name(), " ", &*shown].concat())
}

/// Boxes of which there is one, compared inside rather than as a whole.
const BOXES: [&str; 4] = ["lu-body", "lu-standfirst", "lu-title", "lu-share"];

fn attributes(live: &Element, fresh: &Element) {
    for name in OURS.iter().filter(|name| live.has_attribute(name) && !fresh.has_attribute(name)) {
        let _ = live.remove_attribute(name);
    }
    let names = fresh.get_attribute_names();
    for name in names.iter().filter_map(|name| name.as_string()).filter(|name| name != "class") {
        if let Some(value) = fresh.get_attribute(&name)
            && live.get_attribute(&name).as_ref() != Some(&value)
        {
            let _ = live.set_attribute(&name, &value);
        }
    }
}
