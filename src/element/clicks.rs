//! Presses inside the content, by one delegated listener: share, the prompt's links, links of the contents.

use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use super::{
    emit::ask,
    opened,
    widget::{Widget, window},
};
use crate::{
    contract::classes,
    feed::EntryId,
    view::{entry_list::of_class, state::Said},
};

/// A press somewhere in the content.
pub(crate) fn click(widget: &Rc<Widget>, event: &Event) {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
    if mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key() || event.default_prevented() {
        return;
    }
    let target = event.composed_path().get(0).dyn_into::<Element>().ok();
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
    let within = |class: &str| link.closest(&[".", class].concat()).ok().flatten();
    if link.class_list().contains(classes::SHARE) {
        share(widget, event, &link);
    } else if within(classes::PROMPT).is_some() {
        log_in(widget, event);
    } else if within(classes::CONTENTS).is_some() && !widget.owns_address() {
        // Ids are only unique among the widgets of a page by chance: the first widget's entry would be found.
        let id = link.hash().strip_prefix("#lu-").and_then(|id| EntryId::new(id).ok());
        if id.is_some_and(|id| opened::open(widget, &id)) {
            event.prevent_default();
        }
    }
}

/// Shares an entry's address by what the device offers, else copies it, else follows the link.
fn share(widget: &Rc<Widget>, event: &Event, link: &HtmlAnchorElement) {
    let article = link.closest(&[".", classes::ENTRY].concat()).ok().flatten();
    let id = article
        .as_ref()
        .and_then(|article| article.get_attribute("data-entry").or_else(|| article.get_attribute("data-copy")));
    let url = link.href();
    let detail = [("id", id.into()), ("url", JsValue::from_str(&url))];
    if !ask(&widget.host, "lu-share", &detail) {
        event.prevent_default();
        return;
    }
    let title = article.and_then(|article| of_class(&article, classes::ENTRY_TITLE));
    let navigator = window().navigator();
    if let Some(share) = method(&navigator, "share") {
        event.prevent_default();
        let data = Object::new();
        let _ = Reflect::set(&data, &"url".into(), &url.into());
        let _ = Reflect::set(&data, &"title".into(), &title.and_then(|title| title.text_content()).into());
        if let Ok(answer) = share.call1(&navigator, &data) {
            // A reader who closes the sheet has not failed at anything.
            wasm_bindgen_futures::spawn_local(async move {
                let _ = settled(answer).await;
            });
        }
    } else if let Some(clipboard) = Reflect::get(&navigator, &"clipboard".into()).ok().filter(JsValue::is_object)
        && let Some(write) = method(&clipboard, "writeText")
    {
        event.prevent_default();
        let Ok(answer) = write.call1(&clipboard, &(&*url).into()) else { return };
        let weak = Rc::downgrade(widget);
        wasm_bindgen_futures::spawn_local(async move {
            let copied = settled(answer).await.is_ok();
            match weak.upgrade() {
                Some(widget) if copied => widget.chrome.set(|shown| shown.said = Said::Copied),
                // Not allowed to copy: the link does what a link does.
                _ => drop(window().location().assign(&url)),
            }
        });
    }
}

/// A promise that a browser's own method gave.
fn settled(answer: JsValue) -> JsFuture {
    JsFuture::from(Promise::<JsValue>::unchecked_from_js(answer))
}

/// Older browsers and insecure pages have neither; a link is a link then.
fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

/// The page may answer with a dialog of its own; else the link leads to the login, and back here.
fn log_in(widget: &Rc<Widget>, event: &Event) {
    let return_to = window().location().href().unwrap_or_default();
    let detail = [("reason", "discussion".into()), ("entryId", JsValue::NULL), ("returnTo", return_to.into())];
    if !ask(&widget.host, "lu-login-request", &detail) {
        event.prevent_default();
    }
}
