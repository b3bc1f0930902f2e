//! A revised entry, or a revised head: compared piece by piece with what is in the page, so that what is the same stays.
//!
//! A video that plays and a link that has focus live on while the paragraph beside them is corrected.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Attributes that an element of ours may have lost in a revision; whatever else others put on it is theirs.
const OURS: [&str; 8] = ["data-key", "lang", "dir", "aria-label", "aria-labelledby", "href", "datetime", "hidden"];

/// Makes `live` say what `fresh` says. `fresh` is used up.
pub(crate) fn patch(live: &Element, fresh: &Element) {
    attributes(live, fresh);
    let mut next = live.first_child();
    let mut new = fresh.first_child();
    while let Some(node) = new {
        new = node.next_sibling();
        match find(next.as_ref(), &node) {
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

/// The node from `start` on that a fresh one corresponds to: an equal one, or the box of the same class whose inside is compared in turn.
fn find(start: Option<&Node>, fresh: &Node) -> Option<Node> {
    let box_class = fresh.dyn_ref::<Element>().map(Element::class_name).filter(|class| BOXES.contains(&class.as_str()));
    let mut at = start.cloned();
    while let Some(node) = at {
        let same_box = box_class.is_some() && node.dyn_ref::<Element>().map(Element::class_name) == box_class;
        if same_box || node.is_equal_node(Some(fresh)) {
            return Some(node);
        }
        at = node.next_sibling();
    }
    None
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
