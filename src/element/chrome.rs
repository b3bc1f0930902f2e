//! Bringing the chrome to life: hydrated where it arrived unaltered, else rendered afresh beside it and swapped in one step.

use any_spawner::Executor;
use leptos::{
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Mountable, PositionState},
    },
};
use web_sys::{Element, Node};

use super::{content::say_language, widget::Widget};
use crate::view::{Chrome, Fingerprint, Seen};

/// Why the chrome could not be hydrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Afresh {
    /// There was none.
    Missing,
    /// Another build printed it.
    OtherBuild,
    /// Something altered it on the way.
    Altered,
    /// A trap came before: what is there may be half alive.
    Restart,
}

impl Afresh {
    /// The reason as `lu-ready` tells it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "chrome-missing",
            Self::OtherBuild => "chrome-of-another-build",
            Self::Altered => "chrome-altered",
            Self::Restart => "restarted",
        }
    }
}

/// The chrome while it is in the page. Dropping it takes it out and ends all that its views began.
struct Mounted<M: Mountable> {
    state: M,
    /// Held, since everything reactive ends with it.
    _owner: Owner,
}

impl<M: Mountable> Drop for Mounted<M> {
    fn drop(&mut self) {
        self.state.unmount();
    }
}

/// Mounts the chrome; tells why it had to be rendered afresh, if it had to.
///
/// Leptos' own `hydrate_from` would bring a context for data that a server sent along, which we have none of and which costs
/// 1.5 KB (brotli).
pub(crate) fn mount(widget: &Widget) -> Option<Afresh> {
    let found = widget.shadow.query_selector("[data-chrome]").ok().flatten();
    let afresh = reason(widget, found.as_ref());
    let Ok(container) = widget.document().create_element("div") else { return afresh };
    let state = widget.chrome.clone();
    // An error only says that another widget of this instance was first.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new_root(None);
    let state = owner.with(|| {
        let view = view! { <Chrome state=state/> }.into_view();
        if let (None, Some(found)) = (afresh, &found) {
            return view.hydrate::<true>(&Cursor::new(found.clone()), &PositionState::default());
        }
        let _ = container.set_attribute("data-chrome", "");
        let mut state = view.build();
        state.mount(&container, None);
        // It holds slots, not content: swapping it moves no entry.
        let _ = match &found {
            Some(found) => found.replace_with_with_node_1(&container),
            None => widget.shadow.append_child(&container).map(|_| ()),
        };
        state
    });
    widget.mounted.replace(Some(Box::new(Mounted { state, _owner: owner })));
    // The language of the page is that of content that was there before us, and so the chrome says its own.
    let (page, locale) = (widget.bridge.language(), widget.locale());
    if !page.is_empty() && !locale.speaks(&page) {
        say_language(found.as_ref().filter(|_| afresh.is_none()).unwrap_or(&container), &locale);
    }
    afresh
}

fn reason(widget: &Widget, found: Option<&Element>) -> Option<Afresh> {
    let Some(found) = found else { return Some(Afresh::Missing) };
    if widget.bridge.restart() {
        return Some(Afresh::Restart);
    }
    if found.get_attribute("data-build").as_deref() != Some(&widget.bridge.build()) {
        return Some(Afresh::OtherBuild);
    }
    let same = found.get_attribute("data-fingerprint").is_some_and(|printed| Some(printed) == fingerprint(found));
    (!same).then_some(Afresh::Altered)
}

/// The fingerprint of what is inside an element.
fn fingerprint(root: &Element) -> Option<String> {
    // Elements, texts and comments: the bits 1, 4 and 128 of `NodeFilter`.
    let walker = root.owner_document()?.create_tree_walker_with_what_to_show(root, 1 | 4 | 128).ok()?;
    let mut print = Fingerprint::new();
    while let Some(node) = walker.next_node().ok()? {
        match node.node_type() {
            Node::ELEMENT_NODE => print.see(Seen::Element(&node.node_name())),
            Node::TEXT_NODE => print.see(Seen::Text),
            _ => print.see(Seen::Comment),
        }
    }
    Some(print.print())
}
