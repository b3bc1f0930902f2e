//! Where the reader is: the bar names the entry whose title has scrolled away, the contents mark the key entry it belongs to.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    adopt::inside,
    ages,
    widget::{Widget, callback, in_next_frame, view_height},
};
use crate::{
    contract::classes,
    view::{
        entry_list::{ReadingPlace, bar_bottom, find_all, first_below, of_class},
        state::Current,
    },
};

/// Looks in the next frame; any number of calls in between are one look.
pub(crate) fn look(widget: &Rc<Widget>) {
    if widget.looking.replace(true) {
        return;
    }
    let weak = Rc::downgrade(widget);
    in_next_frame(move || {
        if let Some(widget) = weak.upgrade() {
            widget.looking.set(false);
            if !widget.bridge.signal().aborted() {
                look_now(&widget);
            }
        }
    });
}

fn look_now(widget: &Rc<Widget>) {
    ages::count(widget);
    let bar = bar_bottom(&widget.shadow);
    say_what_is_in_view(widget, bar);
    // The strip right below the bar still shows the end of what has been read, or the gap above what was opened.
    let line = bar + 16.0;
    let place = widget.with_entries(|entries| ReadingPlace::take(entries, line)).flatten();
    let current = place.as_ref().and_then(|place| name(widget, place, line)).or_else(|| awaited(widget));
    if widget.chrome.get(|shown| shown.current != current) {
        widget.chrome.set(|shown| shown.current = current);
    }
    mark_contents(widget, place.as_ref());
    // Until the page is scrolled it is where it was: what a late picture has just moved must not be taken for it.
    let mut held = widget.place.borrow_mut();
    if held.is_none() {
        *held = place;
    }
}

/// An entry is in view where half of it is, or so much that it fills half of the window; what the bar covers is not.
fn say_what_is_in_view(widget: &Widget, bar: f64) {
    let window = view_height();
    let mut ids = String::new();
    widget.with_entries(|entries| {
        let rows = entries.rows();
        let first = first_below(&rows, bar);
        for (place, row) in rows.into_iter().skip(first) {
            let rect = row.article.get_bounding_client_rect();
            let (top, bottom) = (rect.top(), rect.bottom());
            if top >= window {
                break;
            }
            if 2.0 * (bottom.min(window) - top.max(bar)) >= (bottom - top).min(window) {
                ids.push_str(place.id.as_str());
                ids.push(' ');
            }
        }
    });
    widget.bridge.in_view(&ids);
}

/// Keeps what is read in its place when a picture, or a font, comes late; most engines do that by themselves.
pub(crate) fn keep(widget: &Rc<Widget>) {
    let restore = callback(&widget.this, |widget| {
        if let Some(place) = &*widget.place.borrow() {
            place.restore();
        }
    });
    widget.bridge.resized(restore.into_js_value().unchecked_ref());
}

/// What the bar calls an entry, once the place where its title stands has scrolled away.
fn name(widget: &Widget, place: &ReadingPlace, line: f64) -> Option<Current> {
    let article = place.article();
    let title = of_class(article, classes::ENTRY_TITLE);
    let named_at = title.clone().or_else(|| of_class(article, classes::TIME)).unwrap_or_else(|| article.clone());
    if named_at.get_bounding_client_rect().bottom() > line {
        return None;
    }
    let title = match title {
        Some(title) => title.text_content(),
        None if article.class_list().contains(classes::OPENED) => {
            Some(widget.locale().words().opened_placeholder().to_string())
        }
        // Of a time its clock alone.
        None => {
            named_at.first_child().filter(|_| named_at != *article).unwrap_or_else(|| named_at.into()).text_content()
        }
    };
    Some(Current { href: ["#lu-", place.id.as_str()].concat(), title: title?.trim().to_owned() })
}

/// An entry that the address asks for and that is not there yet.
fn awaited(widget: &Widget) -> Option<Current> {
    let opened = widget.opened.borrow().clone()?;
    let here = widget.with_entries(|entries| entries.row(&opened).is_some());
    if here.unwrap_or(false) || widget.entries.borrow().is_some() {
        return None;
    }
    let title = widget.locale().words().opened_placeholder().to_string();
    Some(Current { href: ["#lu-", opened.as_str()].concat(), title })
}

/// Marks the entry of the contents that is being read: the last listed one above the line, in the order of the page.
fn mark_contents(widget: &Widget, place: Option<&ReadingPlace>) {
    let Some(contents) = inside(&widget.host, classes::CONTENTS) else { return };
    let links = find_all(&contents, "a[href]");
    let marked = place.and_then(|place| {
        widget.with_entries(|entries| {
            let rows = entries.rows();
            let read = rows.iter().position(|(row, _)| row.id == place.id)?;
            let at = |link: &Element| {
                let href = link.get_attribute("href")?;
                let id = href.get(href.bytes().position(|byte| byte == b'#')?..)?.strip_prefix("#lu-")?.to_owned();
                rows.iter().position(|(row, _)| row.id.as_str() == id).filter(|at| *at <= read)
            };
            links
                .iter()
                .filter_map(|link| Some((at(link)?, link)))
                .max_by_key(|(at, _)| *at)
                .map(|(_, link)| link.clone())
        })?
    });
    for link in &links {
        let is = marked.as_ref() == Some(link);
        if is != link.has_attribute("aria-current") {
            let _ = if is { link.set_attribute("aria-current", "true") } else { link.remove_attribute("aria-current") };
        }
    }
}
