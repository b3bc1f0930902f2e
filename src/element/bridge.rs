//! What the loader hands over, and the few things that only it may do.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, Document, NodeList};

#[wasm_bindgen]
extern "C" {
    /// The loader's half of one start of one element.
    #[wasm_bindgen(extends = js_sys::Object)]
    pub type Bridge;

    /// The build that this code belongs to; chrome of another build is not hydrated.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn build(this: &Bridge) -> String;

    /// The words of the page's language as our JSON, where it is not English.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn words(this: &Bridge) -> Option<String>;

    /// The language that the page names around the element; empty where it names none.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn language(this: &Bridge) -> String;

    /// Whether this start follows a trap: the page then says more than its attributes do.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn restart(this: &Bridge) -> bool;

    /// Ends every listener of this start, also after a trap.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn signal(this: &Bridge) -> AbortSignal;

    /// Fetches the words of a language: a promise of our JSON, or of nothing.
    #[wasm_bindgen(method, js_name = load)]
    pub(crate) fn load_words(this: &Bridge, language: &str) -> Promise;

    /// Parses HTML without running or loading anything, under the loader's Trusted Types policy; nothing where the page refuses it.
    #[wasm_bindgen(method)]
    pub(crate) fn parse(this: &Bridge, html: &str) -> Option<Document>;

    /// The named attributes of each of many elements, the last one of the first thing in it that `inside` selects; with U+0080 between
    /// all values. Asked for one by one from here they would take longer than all that is done with them.
    #[wasm_bindgen(method)]
    pub(crate) fn read(this: &Bridge, elements: &NodeList, names: &str, inside: &str) -> String;

    /// Runs something after some milliseconds, in place of what was to run in the same slot; without a number nothing runs.
    #[wasm_bindgen(method)]
    pub(crate) fn wait(this: &Bridge, slot: u8, milliseconds: Option<u32>, run: &Function);

    /// Runs something whenever the element's size has changed, before it is painted, in engines that have no scroll anchoring.
    #[wasm_bindgen(method)]
    pub(crate) fn resized(this: &Bridge, run: &Function);

    /// Opens the one stream, or closes it where there is no address; `hear` is told kind, data and `readyState` of each event.
    #[wasm_bindgen(method)]
    pub(crate) fn stream(this: &Bridge, address: &str, hear: &Function);

    /// Says which entries are in view, their ids apart by spaces: the loader tells the page of those that stay so.
    #[wasm_bindgen(method, js_name = inView)]
    pub(crate) fn in_view(this: &Bridge, ids: &str);

    /// Shows the feed's state and the connection's as `:state(…)`; empty for none.
    #[wasm_bindgen(method)]
    pub(crate) fn states(this: &Bridge, feed: &str, connection: &str);
}
