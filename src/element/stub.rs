//! What is left of an entry that is deleted while the reader is in it: a line that says so, where the focus can stay.

use web_sys::{Element, HtmlElement};

use super::{engaged::holds_reader, widget::Widget};
use crate::{contract::classes, view::entry_list::Row};
use wasm_bindgen::JsCast;

/// Leaves a stub in the place of an entry that is about to go, if the reader's focus or selection is in it.
pub(crate) fn stub(row: &Row, widget: &Widget) {
    if !holds_reader(&row.article) {
        return;
    }
    let document = widget.document();
    let (Ok(item), Ok(line)) = (document.create_element("li"), document.create_element("p")) else { return };
    line.set_class_name(classes::REMOVED);
    line.set_text_content(Some(widget.locale().words().removed()));
    let _ = line.set_attribute("tabindex", "-1");
    let _ = item.append_child(&line);
    let _ = row.item.after_with_node_1(&item);
    focus(&line);
}

/// Moves the focus without moving the page.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}
