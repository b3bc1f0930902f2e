//! One widget: everything that belongs to one start of one element.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, HtmlElement, ShadowRoot, Window};

use super::{bridge::Bridge, listen::Listeners, options::Options};
use crate::{
    delivery::{Announce, browser::Driver},
    feed::{EntryId, Feed, Head, Unseen},
    locale::Locale,
    view::{
        entry_list::{EntryList, ReadingPlace, bar_bottom},
        state::{ChromeState, Connection},
    },
};

/// One widget, shared by its listeners and requests. Whoever holds one weakly ends with it.
pub(crate) struct Widget {
    pub(crate) host: HtmlElement,
    pub(crate) shadow: ShadowRoot,
    pub(crate) bridge: Bridge,
    pub(crate) options: RefCell<Options>,
    pub(crate) chrome: ChromeState,
    /// The list of entries, once there is one.
    pub(crate) entries: RefCell<Option<EntryList>>,
    /// The entry that the address or a script asked for.
    pub(crate) opened: RefCell<Option<EntryId>>,
    /// The feed's revision as shown.
    pub(crate) revision: Cell<u64>,
    /// The feed's epoch as shown.
    pub(crate) epoch: RefCell<String>,
    /// The head as far as it is known: of a page that was adopted, what `data-head` says.
    pub(crate) head: RefCell<Head>,
    /// A feed that waits for the words of its language before it is shown.
    pub(crate) awaited: RefCell<Option<Feed>>,
    /// Entries that arrived and wait until the reader wants them.
    pub(crate) unseen: RefCell<Unseen>,
    /// When they were last told of.
    pub(crate) announce: Cell<Announce>,
    /// Why the last request failed, in the reader's language.
    pub(crate) trouble: RefCell<String>,
    /// What brings updates, where there is a feed to ask.
    pub(crate) driver: RefCell<Option<Rc<Driver>>>,
    /// This widget, for what outlives a call.
    pub(crate) this: Weak,
    /// Whether a frame has been asked for to look where the reader is.
    pub(crate) looking: Cell<bool>,
    /// Where the reader was when it was last looked.
    pub(crate) place: RefCell<Option<ReadingPlace>>,
    /// Runs when an age that is in view changes.
    pub(crate) counter: Closure<dyn FnMut()>,
    /// How often the reader has moved the page: what holds a place lets go then.
    pub(crate) moved: Cell<u32>,
    pub(crate) listeners: RefCell<Listeners>,
    /// The mounted chrome; dropping it takes it out of the page.
    pub(crate) mounted: RefCell<Option<Box<dyn core::any::Any>>>,
}

/// The window. There is always one where an element lives.
pub(crate) fn window() -> Window {
    leptos::prelude::window()
}

/// The height of what the page is seen through, in CSS pixels.
pub(crate) fn view_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0)
}

impl Widget {
    /// The document that the host is in.
    pub(crate) fn document(&self) -> Document {
        self.host.owner_document().unwrap_or_else(leptos::prelude::document)
    }

    /// The reader's language as it is now.
    pub(crate) fn locale(&self) -> std::sync::Arc<Locale> {
        self.chrome.get(|shown| shown.locale.clone())
    }

    /// Whether this widget owns `?order=` and `#lu-…` of the address: the first one in the document does.
    pub(crate) fn owns_address(&self) -> bool {
        let first = self.document().query_selector("live-updates").ok().flatten();
        first.is_some_and(|first| first.is_same_node(Some(&self.host)))
    }

    /// Shows how the connection stands, in the chrome and as `:state(…)`.
    pub(crate) fn set_connection(&self, connection: Connection) {
        let name = match &connection {
            Connection::Quiet => "",
            Connection::Loading => "loading",
            Connection::Failed(_) => "failed",
            Connection::Behind(_) => "offline",
        };
        let feed =
            if connection == Connection::Loading { "" } else { self.chrome.get(|shown| shown.head.state.as_str()) };
        self.bridge.states(feed, name);
        self.chrome.set(|shown| shown.connection = connection);
    }

    /// Changes something in the page while what is being read stays where it stands.
    pub(crate) fn steadily(&self, change: &mut dyn FnMut()) {
        let place = ReadingPlace::of(self.entries.borrow().as_ref(), bar_bottom(&self.shadow));
        change();
        if let Some(place) = place {
            place.restore();
        }
    }

    /// Runs something with the list, if there is one.
    pub(crate) fn with_entries<T>(&self, run: impl FnOnce(&mut EntryList) -> T) -> Option<T> {
        self.entries.borrow_mut().as_mut().map(run)
    }
}

/// A way for the browser to run something with a widget, as often as it likes, as long as the widget is there.
pub(crate) fn callback(widget: &Weak, run: fn(&Rc<Widget>)) -> Closure<dyn FnMut()> {
    let weak = widget.clone();
    Closure::new(move || weak.upgrade().iter().for_each(run))
}

/// Runs something in the next frame, before it is painted.
pub(crate) fn in_next_frame(run: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(run);
    let _ = window().request_animation_frame(callback.unchecked_ref());
}

/// A widget as its listeners hold it.
pub(crate) type Weak = std::rc::Weak<Widget>;

/// Runs something later, when the work at hand is done, if the widget is still there.
pub(crate) fn later(widget: &Rc<Widget>, run: impl FnOnce(&Rc<Widget>) + 'static) {
    let weak = Rc::downgrade(widget);
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(widget) = weak.upgrade() {
            run(&widget);
        }
    });
}
