//! What the times say beyond what was printed, where the page asks for it: the reader's own clock, and how long ago that was.
//!
//! It is done to nodes, those of the page and those just made, and never by rendering: so what a revision brings is compared with
//! what stands there like with like. What was printed stays on the element, and comes back when the page no longer asks.

use std::rc::Rc;

use js_sys::JsString;
use web_sys::{Element, Node};

use super::{ages, trouble::here, widget::Widget};
use crate::{
    contract::classes,
    feed::{DataHead, Head, Stamp, TimeZone},
    locale::fill,
    render::print_stamp,
    view::entry_list::find_all,
};

/// Holds what was printed, on a time that says something else now.
const PRINTED: &str = "data-printed";

/// The times that we print as a clock, and no others that may stand in a text.
const TIMES: &str =
    ".lu-time[datetime],.lu-updated[datetime],.lu-correction>time[datetime],.lu-contents time[datetime]";

/// Brings everything that is there to what the page asks for now.
pub(crate) fn turn(widget: &Rc<Widget>) {
    widget.steadily(&mut || dress(widget, &widget.host));
    show_head(widget, &widget.head.borrow());
    ages::count(widget);
}

/// Shows in the chrome what it has to know of the head.
pub(crate) fn show_head(widget: &Widget, head: &Head) {
    let mut head = DataHead::of(head);
    if widget.options.borrow().readers_clock {
        head.time_zone = TimeZone::UNNAMED;
        for stamp in [&mut head.updated, &mut head.coverage.start] {
            *stamp = stamp.as_ref().map(local);
        }
    }
    widget.chrome.set(|shown| shown.head = head);
}

/// Lets the times of a piece of content, which may be fresh, say what the page asks for.
pub(crate) fn dress(widget: &Widget, piece: &Element) {
    let options = widget.options.borrow();
    if !options.ages {
        ages::strip(piece);
    }
    let asked = options.readers_clock || options.ages;
    for time in find_all(piece, if asked { TIMES } else { "[data-printed]" }) {
        let (Some(stamp), Some(said)) = (ages::moment(&time), time.first_child()) else { continue };
        let (class, printed) = (time.class_name(), time.get_attribute(PRINTED));
        if options.readers_clock {
            let printed = printed.or_else(|| said.text_content()).unwrap_or_default();
            say(&time, &said, &read(widget, &class, &stamp));
            let _ = time.set_attribute(PRINTED, &printed);
            let _ = time.set_attribute("title", &printed);
        } else if let Some(printed) = printed {
            say(&time, &said, &printed);
            let _ = time.remove_attribute(PRINTED);
            let _ = time.remove_attribute("title");
        }
        if options.ages && class == classes::TIME {
            ages::say(widget, &time, &stamp);
        }
    }
}

/// What a time says by the reader's clock.
fn read(widget: &Widget, class: &str, stamp: &Stamp) -> String {
    let stamp = &local(stamp);
    let locale = widget.locale();
    if class == classes::TIME {
        return print_stamp(&locale, stamp, &TimeZone::UNNAMED, widget.chrome.get(|shown| shown.head.date_style));
    }
    let clock = locale.clock(stamp, &TimeZone::UNNAMED.label(stamp.offset().local_minus_utc()));
    if class == classes::UPDATED { fill(locale.words().updated(), &[("time", &clock)]) } else { clock }
}

/// The same moment in the zone of the reader's machine.
fn local(stamp: &Stamp) -> Stamp {
    here(stamp.timestamp_millis() as f64).unwrap_or(*stamp)
}

/// Says something else in a time, and in the names of an entry that is called by it.
fn say(time: &Element, said: &Node, text: &str) {
    let before = said.text_content().unwrap_or_default();
    said.set_text_content(Some(text));
    // The article and its link stand in an item; what else does is called otherwise.
    let Some(item) = time.parent_element().and_then(|article| article.parent_element()) else { return };
    for named in find_all(&item, "[aria-label]") {
        let Some(label) = named.get_attribute("aria-label") else { continue };
        let other = String::from(JsString::from(&*label).replace(&before, text));
        if other != label {
            let _ = named.set_attribute("aria-label", &other);
        }
    }
}
