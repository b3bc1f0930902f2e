//! The opened entry: the one that the address, a link of the contents or a script asks for. It is marked, in view, named.

use std::rc::Rc;

use web_sys::Element;

use super::{
    arrivals,
    emit::emit,
    reading,
    widget::{Widget, in_next_frame, window},
};
use crate::{
    contract::classes,
    feed::EntryId,
    view::entry_list::{find_all, of_class},
};

/// The entry that the page's address asks for.
fn asked_for(widget: &Widget) -> Option<EntryId> {
    let hash = window().location().hash().ok()?;
    let id = hash.strip_prefix("#lu-")?;
    widget.owns_address().then(|| EntryId::new(id).ok()).flatten()
}

/// Notes what the address asks for, before anything is there: at the start.
pub(crate) fn note(widget: &Widget) {
    if let Some(id) = asked_for(widget) {
        widget.opened.replace(Some(id));
    }
}

/// Content has just been made here: the browser looked for the fragment too early, so it is looked for again.
pub(crate) fn arrive(widget: &Rc<Widget>) {
    let opened = widget.opened.borrow().clone();
    if let Some(id) = opened {
        open(widget, &id);
    }
}

/// Content was there before us, and the browser has scrolled to the fragment by itself: what is left is the mark.
pub(crate) fn mark_adopted(widget: &Rc<Widget>) {
    let opened = widget.opened.borrow().clone();
    if let Some(article) = opened.and_then(|id| article(widget, &id)) {
        mark(widget, &article);
        land(widget, &article);
        return;
    }
    // An entry's own page is about it, and has no fragment that would bring it into view.
    let marked = of_class(&widget.host, classes::OPENED);
    if let Some(article) = marked.filter(|_| window().scroll_y().is_ok_and(|y| y == 0.0)) {
        land(widget, &article);
    }
}

/// How many frames an entry is held where it landed, while what is around it gains its real size.
const FRAMES: u32 = 30;

/// Brings an entry into view and holds it there until the layout has settled, or until the reader moves.
pub(crate) fn land(widget: &Rc<Widget>, article: &Element) {
    article.scroll_into_view();
    let top = article.get_bounding_client_rect().top();
    hold(widget, article.clone(), top, widget.moved.get(), FRAMES);
}

fn hold(widget: &Rc<Widget>, article: Element, top: f64, moved: u32, frames: u32) {
    let weak = Rc::downgrade(widget);
    in_next_frame(move || {
        let Some(widget) = weak.upgrade() else { return };
        if widget.moved.get() != moved || frames == 0 || widget.bridge.signal().aborted() {
            return;
        }
        let now = article.get_bounding_client_rect().top();
        if (now - top).abs() >= 1.0 {
            article.scroll_into_view();
        }
        let top = article.get_bounding_client_rect().top();
        hold(&widget, article, top, moved, frames - 1);
    });
}

/// The fragment changed: the browser scrolls by itself, unless the entry was not there yet.
pub(crate) fn follow_address(widget: &Rc<Widget>) {
    if let Some(id) = asked_for(widget) {
        let waits = widget.unseen.borrow().holds(&id);
        if waits {
            open(widget, &id);
            return;
        }
        widget.opened.replace(Some(id.clone()));
        if let Some(article) = article(widget, &id) {
            mark(widget, &article);
            emit(&widget.host, "lu-opened", &[("id", id.as_str().into())]);
        }
        reading::look(widget);
    }
}

/// Opens an entry that is loaded, with all that wait where it waits: marks it, brings it into view. False if it is not loaded.
pub(crate) fn open(widget: &Rc<Widget>, id: &EntryId) -> bool {
    let waits = widget.unseen.borrow().holds(id);
    if waits {
        arrivals::show_new(widget);
    }
    widget.opened.replace(Some(id.clone()));
    let Some(article) = article(widget, id) else { return false };
    mark(widget, &article);
    land(widget, &article);
    if let Ok(history) = window().history()
        && widget.owns_address()
    {
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&["#lu-", id.as_str()].concat()));
    }
    emit(&widget.host, "lu-opened", &[("id", id.as_str().into())]);
    reading::look(widget);
    true
}

fn article(widget: &Widget, id: &EntryId) -> Option<Element> {
    widget.with_entries(|entries| entries.row(id).map(|row| row.article.clone())).flatten()
}

/// A class and not `:target`, which does not follow scripts.
fn mark(widget: &Widget, article: &Element) {
    for marked in find_all(&widget.host, &[".", classes::OPENED].concat()) {
        if marked != *article {
            let _ = marked.class_list().remove_1(classes::OPENED);
        }
    }
    let _ = article.class_list().add_1(classes::OPENED);
}
