//! Listeners that end with the widget: by the loader's signal, so also after a trap, when nothing of ours can run any more.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AbortSignal, AddEventListenerOptions, Event, EventTarget};

/// The closures behind the listeners; they must live as long as these.
#[derive(Default)]
pub(crate) struct Listeners(Vec<Closure<dyn FnMut(Event)>>);

impl Listeners {
    /// Listens until the signal is aborted. Listeners see events on their way down and never hold up scrolling where `passive`.
    pub(crate) fn add(
        &mut self,
        target: &EventTarget,
        name: &str,
        passive: bool,
        signal: &AbortSignal,
        run: impl FnMut(Event) + 'static,
    ) {
        let closure = Closure::<dyn FnMut(Event)>::new(run);
        let options = AddEventListenerOptions::new();
        options.set_signal(signal);
        if passive {
            options.set_passive(true);
            // Scrolling does not bubble, but a box that scrolls around us is seen on the way down.
            options.set_capture(true);
        }
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        self.0.push(closure);
    }
}
