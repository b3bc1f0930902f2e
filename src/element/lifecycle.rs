//! From start to end: what happens when the loader opens a widget, and what it can ask of it afterwards.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};

use js_sys::Promise;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlElement, NodeList, ShadowRoot};

use super::{
    adopt, ages, arrivals,
    bridge::Bridge,
    chrome, clicks, clock,
    emit::emit,
    follow,
    listen::Listeners,
    opened,
    options::Options,
    order, reading,
    widget::{Weak, Widget, callback, later, window},
};
use crate::{
    contract::classes,
    delivery::Happened,
    feed::{EntryId, Head, parse_number},
    locale::Locale,
    view::{
        entry_list,
        state::{ChromeState, Connection, Wish},
    },
};

/// A started widget, as the loader holds it.
#[wasm_bindgen]
pub struct Handle(Rc<Widget>);

/// Starts a widget: adopts what the page holds, or fetches the feed and makes it.
#[wasm_bindgen]
#[must_use]
pub fn open(host: HtmlElement, shadow: ShadowRoot, bridge: Bridge) -> Handle {
    let options = Options::read(&host);
    let locale = bridge.words().and_then(|words| Locale::from_lines(&words)).unwrap_or_else(Locale::english);
    let locale = locale.in_region(&bridge.language());
    let printed = host.get_attribute("data-head");
    let head = printed.as_deref().map(crate::source::native::read_data_head_text).unwrap_or_default();
    let read = |elements: &NodeList, name: &str, inside: &str| bridge.read(elements, name, inside);
    // Chrome can be hydrated only in the state that it was printed in, so the list's order is looked at first.
    let adopted = adopt::reclaim(&host).map(|list| entry_list::adopt(&list, options.order, &read));
    let order = adopted.as_ref().map(|adopted| adopted.list.order()).or(options.order).unwrap_or_default();

    let widget = Rc::new_cyclic(|weak: &Weak| {
        let (this, counted, weak) = (weak.clone(), weak.clone(), SendWrapper::new(weak.clone()));
        let wish = Arc::new(move |wish| {
            if let Some(widget) = weak.upgrade() {
                grant(&widget, wish);
            }
        });
        let number = |name: &str| host.get_attribute(name).and_then(|text| parse_number(&text)).unwrap_or(0);
        Widget {
            head: RefCell::new(Head {
                revision: number("data-revision"),
                epoch: host.get_attribute("data-epoch").unwrap_or_default(),
                // Said where it is not the reader's own.
                language: adopt::inside(&host, classes::HEAD).and_then(|head| head.get_attribute("lang")),
                ..head.head()
            }),
            chrome: ChromeState::new(locale, head, order, wish),
            entries: RefCell::new(None),
            opened: RefCell::new(None),
            revision: Cell::new(number("data-revision")),
            epoch: RefCell::new(host.get_attribute("data-epoch").unwrap_or_default()),
            awaited: RefCell::default(),
            unseen: RefCell::default(),
            announce: Cell::default(),
            trouble: RefCell::default(),
            driver: RefCell::default(),
            this,
            looking: Cell::new(false),
            place: RefCell::default(),
            counter: callback(&counted, ages::count),
            moved: Cell::new(0),
            listeners: RefCell::new(Listeners::default()),
            mounted: RefCell::new(None),
            options: RefCell::new(options),
            host,
            shadow,
            bridge,
        }
    });
    opened::note(&widget);
    let afresh = chrome::mount(&widget);
    listen(&widget);
    reading::keep(&widget);
    #[cfg(feature = "trap")]
    super::trap::lay(&widget);
    let is_adopted = adopted.is_some();
    if let Some(adopted) = adopted {
        take_over(&widget, adopted);
        clock::turn(&widget);
        widget.set_connection(Connection::Quiet);
        opened::mark_adopted(&widget);
        reading::look(&widget);
    } else {
        if let Some((order, _)) = order::wished(&widget) {
            widget.chrome.set(|shown| shown.order = order);
        }
        reading::look(&widget);
    }
    widget.chrome.set(|shown| shown.alive = true);
    follow::begin(&widget);
    // After the loader has its handle, so that a listener may call methods.
    later(&widget, move |widget| {
        let reason = if is_adopted { afresh.map(chrome::Afresh::as_str) } else { Some("no-content") };
        emit(&widget.host, "lu-ready", &[("adopted", is_adopted.into()), ("reason", reason.into())]);
    });
    Handle(widget)
}

fn take_over(widget: &Rc<Widget>, adopted: entry_list::Adopted) {
    for double in &adopted.doubles {
        let item = double.parent_element().filter(|item| item.local_name() == "li" && item.child_element_count() == 1);
        item.as_ref().unwrap_or(double).remove();
    }
    if adopted.disorder {
        adopted.list.arrange(None);
    }
    widget.entries.replace(Some(adopted.list));
    order::settle(widget);
}

fn grant(widget: &Rc<Widget>, wish: Wish) {
    match wish {
        Wish::Order(wanted) => order::choose(widget, wanted),
        Wish::TryAgain => drop(follow::refresh(widget)),
        Wish::ShowNew => drop(arrivals::show_new(widget)),
        Wish::Pause => follow::pause(widget),
    }
}

fn listen(widget: &Rc<Widget>) {
    let signal = widget.bridge.signal();
    let mut listeners = widget.listeners.borrow_mut();
    let mut on = |target: &web_sys::EventTarget, name: &str, passive: bool, run: fn(&Rc<Widget>, &web_sys::Event)| {
        let weak = Rc::downgrade(widget);
        listeners.add(target, name, passive, &signal, move |event| {
            if let Some(widget) = weak.upgrade() {
                run(&widget, &event);
            }
        });
    };
    on(&widget.host, "click", false, clicks::click);
    on(&window(), "scroll", true, |widget, _| {
        widget.place.take();
        reading::look(widget);
    });
    for name in ["wheel", "touchmove", "keydown", "pointerdown"] {
        on(&window(), name, true, |widget, _| widget.moved.set(widget.moved.get() + 1));
    }
    on(&window(), "resize", true, |widget, _| reading::look(widget));
    on(&window(), "hashchange", false, |widget, _| opened::follow_address(widget));
    on(&widget.document(), "visibilitychange", false, |widget, _| follow::seen(widget));
    on(&window(), "pageshow", false, |widget, _| follow::seen(widget));
    on(&window(), "pagehide", false, |widget, _| follow::tell(widget, Happened::Hidden));
    on(&window(), "online", false, |widget, _| follow::tell(widget, Happened::Online));
    on(&window(), "offline", false, |widget, _| follow::tell(widget, Happened::Offline));
}

#[wasm_bindgen]
impl Handle {
    /// Ends the widget; content stays in the page.
    pub fn dispose(self) {
        self.0.driver.take();
        self.0.listeners.take();
        self.0.mounted.take();
    }

    /// An attribute of the host changed.
    pub fn changed(&self, name: &str) {
        let options = Options::read(&self.0.host);
        let (feed, order) = (options.feed.clone(), options.order);
        let another = feed != self.0.options.replace(options).feed;
        match name {
            "order" => order::choose(&self.0, order.unwrap_or_default()),
            "feed" if another => {
                // Another blog: nothing of the one before stays.
                self.0.entries.replace(None);
                self.0.unseen.take();
                self.0.chrome.set(|shown| shown.unseen = 0);
                self.0.head.take();
                self.0.host.set_text_content(None);
                reading::look(&self.0);
                follow::begin(&self.0);
            }
            "updates" | "stream" => {
                let allowed = self.0.options.borrow().allowed();
                follow::tell(&self.0, Happened::Options(allowed));
            }
            "clock" | "relative-times" => clock::turn(&self.0),
            _ => {}
        }
    }

    /// Fetches the feed and shows what has changed; resolves when it is shown.
    pub fn refresh(&self) -> Promise {
        follow::refresh(&self.0)
    }

    /// Shows the entries that wait; gives their number.
    pub fn show_new(&self) -> u32 {
        arrivals::show_new(&self.0)
    }

    /// Opens an entry; false if it is not loaded.
    #[must_use]
    pub fn open(&self, id: &str) -> bool {
        let Ok(id) = EntryId::new(id) else { return false };
        opened::open(&self.0, &id)
    }

    /// The feed's state: `scheduled`, `live`, `paused`, `ended`.
    #[must_use]
    pub fn state(&self) -> String {
        self.0.chrome.get(|shown| shown.head.state.as_str()).to_owned()
    }

    /// The feed's revision as shown.
    #[must_use]
    pub fn revision(&self) -> f64 {
        self.0.revision.get() as f64
    }
}
