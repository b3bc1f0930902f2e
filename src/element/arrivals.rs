//! New entries: whether they wait, how the reader is told, and what happens when they are wanted.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    content::{Surroundings, row},
    emit::emit,
    engaged::is_engaged,
    news::describe,
    opened, reading,
    stub::focus,
    widget::{Widget, callback, view_height},
};
use crate::{
    contract::classes,
    delivery::Speak,
    feed::{Entry, EntryId, Order},
    render::Nodes,
    view::{
        entry_list::{EntryList, Row, bar_bottom, of_class},
        state::Said,
    },
};

/// The loader's timer for announcements.
const SLOT: u8 = 1;

/// Whether an entry that arrives now has to wait, since it would disturb the reader.
pub(crate) fn wait(widget: &Widget) -> bool {
    let line = bar_bottom(&widget.shadow);
    let seen = |entries: &mut EntryList| (end_is_in_view(entries, line), is_engaged(&entries.list));
    let (end_in_view, engaged) = widget.with_entries(seen).unwrap_or((true, false));
    widget.options.borrow().updates.waits(widget.chrome.get(|shown| shown.paused), end_in_view, engaged)
}

/// Whether new entries would go in where nothing that is read would move: above the top of a list that is still below the
/// reader's line, or at the foot of one whose foot is seen.
fn end_is_in_view(entries: &EntryList, line: f64) -> bool {
    let list = entries.list.get_bounding_client_rect();
    match entries.order() {
        Order::NewFirst => list.top() >= line,
        Order::OldFirst => list.bottom() >= line && list.bottom() <= view_height(),
    }
}

/// Tells of entries that arrived, and of those of them that were shown at once.
pub(crate) fn tell(widget: &Rc<Widget>, arrived: u32, shown: u32) {
    let count = widget.unseen.borrow().count() as u32;
    let before = widget.chrome.get(|shown| shown.unseen);
    let mut announce = widget.announce.get();
    if count != before {
        widget.chrome.set(|shown| {
            shown.unseen = count;
            if count == 0 && matches!(shown.said, Said::Arrived(_)) {
                // The same words again would not be a change, and so not be said.
                shown.said = Said::Nothing;
            }
        });
    }
    if count == 0 {
        announce.emptied();
    } else if arrived > shown {
        announce.arrived();
    }
    widget.announce.set(announce);
    speak(widget);
    if arrived > 0 {
        emit(&widget.host, "lu-arrived", &[("count", arrived.into())]);
    }
    if shown > 0 {
        emit(&widget.host, "lu-shown", &[("count", shown.into())]);
    }
}

/// Says how many wait, once per batch and not every moment.
fn speak(widget: &Rc<Widget>) {
    let Some(now) = widget.driver.borrow().as_ref().map(|driver| driver.now()) else { return };
    let mut announce = widget.announce.get();
    match announce.speak(now) {
        Speak::No => {}
        Speak::Now => {
            let count = widget.unseen.borrow().count() as u32;
            widget.chrome.set(|shown| shown.said = Said::Arrived(count));
        }
        Speak::In(milliseconds) => {
            let again = callback(&widget.this, speak).into_js_value();
            widget.bridge.wait(SLOT, Some(milliseconds), again.unchecked_ref());
        }
    }
    widget.announce.set(announce);
}

/// Shows all that wait, with a line before the first of them, and brings the reader there. Gives their number.
pub(crate) fn show_new(widget: &Rc<Widget>) -> u32 {
    let order = widget.chrome.get(|shown| shown.order);
    let mut unseen = widget.unseen.borrow_mut();
    let first: Option<EntryId> = unseen.first(order).map(|place| place.id.clone());
    let (count, waiting) = (unseen.count() as u32, unseen.take().into_entries());
    drop(unseen);
    let head = widget.head.take();
    let around = Surroundings::of(widget, &head);
    let context = around.context(&head);
    let mut nodes = Nodes::new(widget.document());
    let article = widget.with_entries(|entries| {
        for Entry { place, content } in waiting {
            let row = content.and_then(|content| row(widget, &mut nodes, &place, &content, &context));
            entries.merge(Entry { place, content: row });
        }
        entries.arrange(None);
        let row = entries.row(first.as_ref()?)?;
        mark(widget, &entries.list, row);
        Some(row.article.clone())
    });
    super::pieces::revise(widget, &[], &context);
    widget.head.replace(head);
    describe(widget);
    tell(widget, 0, count);
    if let Some(article) = article.flatten() {
        let _ = article.set_attribute("tabindex", "-1");
        focus(&article);
        opened::land(widget, article.previous_element_sibling().as_ref().unwrap_or(&article));
    }
    reading::look(widget);
    count
}

/// Puts the line "new since you were here" before an entry, into its item so that both move together.
fn mark(widget: &Widget, list: &Element, row: &Row) {
    if let Some(before) = of_class(list, classes::UNSEEN) {
        before.remove();
    }
    if let Ok(line) = widget.document().create_element("p") {
        line.set_class_name(classes::UNSEEN);
        line.set_text_content(Some(widget.locale().words().since_here()));
        let _ = row.item.prepend_with_node_1(&line);
    }
}
