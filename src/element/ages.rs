//! How long ago an entry was published, beside its time, where the page asks for it.
//!
//! One timer counts, only while the page can be seen, only for entries in view; a text is touched only when it changes.

use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    content::say_language,
    widget::{Widget, view_height},
};
use crate::{
    contract::classes,
    feed::{Stamp, parse_stamp},
    locale::Age,
    view::entry_list::{find_all, first_below, of_class},
};

/// The loader's timer for what counts.
const SLOT: u8 = 2;

/// Says how old the entries in view are now, and sets the timer for the next one that changes.
pub(crate) fn count(widget: &Rc<Widget>) {
    let mut next: Option<u32> = None;
    if widget.options.borrow().ages && !widget.document().hidden() {
        let height = view_height();
        let mut tell = |article: &Element| {
            let place = article.get_bounding_client_rect();
            let seen = place.bottom() > 0.0 && place.top() < height;
            if seen
                && let Some(time) = of_class(article, classes::TIME)
                && let Some(soon) = moment(&time).and_then(|stamp| say(widget, &time, &stamp))
            {
                next = Some(next.map_or(soon, |next| next.min(soon)));
            }
            seen
        };
        widget.steadily(&mut || {
            for copy in find_all(&widget.host, "[data-copy]") {
                tell(&copy);
            }
            let entries = widget.entries.borrow();
            let rows = entries.as_ref().map(|entries| entries.rows()).unwrap_or_default();
            for (_, row) in rows.iter().skip(first_below(&rows, 0.0)) {
                if !tell(&row.article) {
                    break;
                }
            }
        });
    }
    widget.bridge.wait(SLOT, next, widget.counter.as_ref().unchecked_ref());
}

/// Says in a time how long ago it was; gives the milliseconds until that changes, if it ever does.
pub(crate) fn say(widget: &Widget, time: &Element, stamp: &Stamp) -> Option<u32> {
    let Some((age, soon)) = Age::of(stamp.timestamp_millis(), Date::now() as i64) else {
        strip(time);
        return None;
    };
    let there = of_class(time, classes::AGE);
    let locale = widget.locale();
    // The space keeps it apart where no stylesheet does.
    let text = Some([" ", &locale.age(age)].concat());
    if let Some(there) = there {
        if there.text_content() != text {
            there.set_text_content(text.as_deref());
        }
    } else if let Ok(there) = widget.document().create_element("span") {
        there.set_class_name(classes::AGE);
        say_language(&there, &locale);
        there.set_text_content(text.as_deref());
        let _ = time.append_child(&there);
    }
    Some(soon)
}

/// Takes all ages out of a piece of content.
pub(crate) fn strip(piece: &Element) {
    for age in find_all(piece, ".lu-age") {
        age.remove();
    }
}

/// The moment that a time is about.
pub(crate) fn moment(time: &Element) -> Option<Stamp> {
    parse_stamp(&time.get_attribute("datetime")?)
}
