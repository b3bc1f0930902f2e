//! The events of the contract: all bubble and cross shadow roots, some can be cancelled.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

/// Sends an event that a page can only listen to.
pub(crate) fn emit(host: &Element, name: &str, detail: &[(&str, JsValue)]) {
    send(host, name, detail, false);
}

/// Sends an event that a page can cancel; false if it did.
pub(crate) fn ask(host: &Element, name: &str, detail: &[(&str, JsValue)]) -> bool {
    send(host, name, detail, true)
}

fn send(host: &Element, name: &str, detail: &[(&str, JsValue)], cancelable: bool) -> bool {
    let object = Object::new();
    for (key, value) in detail {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(&object);
    CustomEvent::new_with_event_init_dict(name, &init).is_ok_and(|event| host.dispatch_event(&event).unwrap_or(true))
}
