//! Finding elements. Selectors are ours, so none is refused: what cannot be asked for is as good as not there.

use wasm_bindgen::JsCast;
use web_sys::Element;

/// The first element within another that a selector finds.
pub(crate) fn find(root: &Element, selector: &str) -> Option<Element> {
    root.query_selector(selector).ok().flatten()
}

/// The first element of a class within another.
pub(crate) fn of_class(root: &Element, class: &str) -> Option<Element> {
    find(root, &[".", class].concat())
}

/// The child of an element that is of a class.
pub(crate) fn child(root: &Element, class: &str) -> Option<Element> {
    find(root, &[":scope>.", class].concat())
}

/// All elements within another that a selector finds, in the order of the page.
pub(crate) fn find_all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)).map(JsCast::unchecked_into).collect()
}
