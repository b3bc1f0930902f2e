//! The order: whose word counts at the start, and what happens when the reader turns it round.

use std::rc::Rc;

use web_sys::{Storage, UrlSearchParams};

use super::{
    emit::emit,
    engaged::busy,
    reading,
    widget::{Widget, view_height, window},
};
use crate::{
    feed::{EntryId, Order},
    view::{
        entry_list::{ReadingPlace, bar_bottom},
        state::Said,
    },
};

/// Where the reader's choice is kept.
const KEPT: &str = "live-updates:order";

/// The order that a widget should start in, and whether only the reader's memory says so.
pub(crate) fn wished(widget: &Widget) -> Option<(Order, bool)> {
    let address = widget.owns_address().then(from_address).flatten();
    let kept = || storage()?.get_item(KEPT).ok().flatten().and_then(|kept| Order::parse(&kept));
    match address {
        Some(order) => Some((order, false)),
        None => kept().map(|order| (order, true)).or_else(|| widget.options.borrow().order.map(|order| (order, false))),
    }
}

/// Brings an adopted list into the wished order, if nobody has begun to read it.
pub(crate) fn settle(widget: &Rc<Widget>) {
    let Some((order, from_memory)) = wished(widget) else { return };
    let top = widget.with_entries(|entries| entries.list.get_bounding_client_rect().top());
    // A remembered choice may wait; turning round what is in view would be a jump that nobody asked for.
    let limit = if from_memory { view_height() } else { 0.0 };
    if top.is_some_and(|top| top >= limit) {
        widget.with_entries(|entries| entries.set_order(order, None));
        widget.chrome.set(|shown| shown.order = order);
    }
}

/// The reader, or a script, wants this order.
pub(crate) fn choose(widget: &Rc<Widget>, order: Order) {
    if widget.chrome.get(|shown| shown.order) == order {
        return;
    }
    widget.chrome.set(|shown| shown.order = order);
    let line = bar_bottom(&widget.shadow);
    widget.with_entries(|entries| {
        let place = ReadingPlace::take(entries, line);
        // What has focus or plays must not leave the page even for a moment; else it is the entry that is being read.
        let busy = busy(&entries.list).and_then(|busy| entries.holding(&busy)).map(|place| place.id.clone());
        let keep: Option<EntryId> = busy.or_else(|| place.as_ref().map(|place| place.id.clone()));
        entries.set_order(order, keep.as_ref());
        if let Some(place) = place {
            place.restore();
        }
    });
    widget.chrome.set(|shown| shown.said = Said::Order(order));
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that the choice is not remembered.
        let _ = storage.set_item(KEPT, order.as_str());
    }
    if widget.owns_address() {
        write_address(order);
    }
    let _ = widget.host.set_attribute("order", order.as_str());
    emit(&widget.host, "lu-order", &[("order", order.as_str().into())]);
    reading::look(widget);
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn from_address() -> Option<Order> {
    let search = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get("order").and_then(|order| Order::parse(&order))
}

/// Writes the order into the address; others' parameters, the fragment and the state of the history stay.
fn write_address(order: Order) {
    let address = window().location().href().ok().and_then(|href| web_sys::Url::new(&href).ok());
    let Some(address) = address else { return };
    address.search_params().set("order", order.as_str());
    if let Ok(history) = window().history() {
        let state = history.state().unwrap_or_default();
        // A sandboxed page may refuse; the order is shown all the same.
        let _ = history.replace_state_with_url(&state, "", Some(&address.href()));
    }
}
