//! Following the feed: what the page does to it, and what a page or a reader asks of it.

use std::rc::{Rc, Weak};

use js_sys::Promise;
use wasm_bindgen::JsValue;

use super::{
    ages,
    widget::{Widget, window},
};
use crate::{
    delivery::{
        Facts, Happened, Known,
        browser::{Audience, Driver},
        epoch_mark,
    },
    view::state::Connection,
};

/// Begins to follow the feed that the host names, from what the page holds. What is there already is asked about at once: it
/// may come from a cache.
pub(crate) fn begin(widget: &Rc<Widget>) {
    if let Some(before) = widget.driver.take() {
        before.end();
    }
    let options = widget.options.borrow();
    let Some(feed) = options.feed.clone() else { return };
    let loaded = widget.entries.borrow().is_some();
    let head = widget.head.borrow();
    let known = Known {
        revision: head.revision,
        epoch: epoch_mark(&head.epoch),
        loaded,
        facts: Facts::new(head.poll_seconds, head.state, &head.links),
    };
    let known = if loaded { known } else { Known::default() };
    let weak: Weak<Widget> = Rc::downgrade(widget);
    let audience: Weak<dyn Audience> = weak;
    let driver = Driver::new(audience, feed, &head.links, known, options.allowed());
    drop((head, options));
    widget.driver.replace(Some(driver));
    if !loaded {
        widget.set_connection(Connection::Loading);
    }
    if widget.document().hidden() {
        tell(widget, Happened::Hidden);
    }
    if !window().navigator().on_line() {
        tell(widget, Happened::Offline);
    }
    if widget.chrome.get(|shown| shown.paused) {
        tell(widget, Happened::Paused);
    }
    tell(widget, Happened::Started);
}

/// Tells the plan what happened.
pub(crate) fn tell(widget: &Rc<Widget>, what: Happened) {
    let driver = widget.driver.borrow().clone();
    if let Some(driver) = driver {
        driver.happened(what);
    }
}

/// The page can be seen, or no longer.
pub(crate) fn seen(widget: &Rc<Widget>) {
    tell(widget, if widget.document().hidden() { Happened::Hidden } else { Happened::Shown });
    ages::count(widget);
}

/// Asks now.
pub(crate) fn refresh(widget: &Rc<Widget>) -> Promise {
    let driver = widget.driver.borrow().clone();
    driver.map_or_else(|| Promise::resolve(&JsValue::UNDEFINED), |driver| driver.refresh())
}

/// The reader stops live updates, or lets them go on.
pub(crate) fn pause(widget: &Rc<Widget>) {
    let paused = !widget.chrome.get(|shown| shown.paused);
    widget.chrome.set(|shown| shown.paused = paused);
    tell(widget, if paused { Happened::Paused } else { Happened::Resumed });
}
