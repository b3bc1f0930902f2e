//! Finding the content: where it should be, where a CMS pushed it, and putting it back.
//!
//! Everything is looked for before anything is touched.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    contract::{classes, slots},
    view::entry_list::{find, of_class},
};

/// A piece of content that has a place of its own in the host: its class and its slot.
pub(crate) const PIECES: [(&str, &str); 8] = [
    (classes::HEAD, slots::HEAD),
    (classes::SUMMARY, slots::SUMMARY),
    (classes::CONTENTS, slots::CONTENTS),
    (classes::PINNED, slots::ENTRIES),
    (classes::EMPTY, slots::ENTRIES),
    (classes::ENTRIES, slots::ENTRIES),
    (classes::OLDER, slots::OLDER),
    (classes::PROMPT, slots::DISCUSSION),
];

/// The list of entries of a host, if the page holds one. Pieces that were pushed out, wrapped or have lost their slot are put right.
pub(crate) fn reclaim(host: &HtmlElement) -> Option<Element> {
    let found: Vec<(Element, &str)> = match inside(host, classes::ENTRIES) {
        Some(_) => PIECES.iter().filter_map(|(class, slot)| Some((inside(host, class)?, *slot))).collect(),
        None => outside(host),
    };
    let mut after: Option<Element> = None;
    for (piece, slot) in &found {
        if piece.parent_element().as_ref() != Some(host.unchecked_ref()) {
            // In the order of the contract, behind the piece before it.
            let _ = match &after {
                Some(after) => after.after_with_node_1(piece),
                None => host.prepend_with_node_1(piece),
            };
        }
        if piece.get_attribute("slot").as_deref() != Some(slot) {
            let _ = piece.set_attribute("slot", slot);
        }
        after = Some(piece.clone());
    }
    inside(host, classes::ENTRIES)
}

/// The first piece of a class that belongs to this host and not to another widget within it.
pub(crate) fn inside(host: &HtmlElement, class: &str) -> Option<Element> {
    let piece = of_class(host, class)?;
    let owner = piece.closest("live-updates").ok().flatten()?;
    owner.is_same_node(Some(host)).then_some(piece)
}

/// Pieces behind the paragraph that a CMS put around the host: the parser ends a paragraph, and the host in it, where ours begin.
///
/// Only a host that a server printed (it says `data-epoch`) looks there, and only until the next widget.
fn outside(host: &HtmlElement) -> Vec<(Element, &'static str)> {
    let mut found = Vec::new();
    if !host.has_attribute("data-epoch") {
        return found;
    }
    let mut at: Element = host.clone().into();
    while at.next_element_sibling().is_none() {
        match at.parent_element() {
            Some(parent) if parent.local_name() == "p" => at = parent,
            _ => break,
        }
    }
    while let Some(next) = at.next_element_sibling() {
        let widget = next.local_name() == "live-updates" || find(&next, "live-updates").is_some();
        if widget {
            break;
        }
        if let Some((_, slot)) = PIECES.iter().find(|(class, _)| next.class_list().contains(class)) {
            found.push((next.clone(), *slot));
        }
        at = next;
    }
    found
}
