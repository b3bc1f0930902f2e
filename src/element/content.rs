//! Content made in the browser: for a tag alone, and for whatever a refresh brings.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use web_sys::Element;

use super::{
    adopt::{PIECES, inside},
    widget::Widget,
};
use crate::{
    contract::classes,
    feed::{EntryId, Feed, Head, Order, print_number},
    locale::Locale,
    render::{Context, Nodes, Prompt, Sink, content},
    view::entry_list::{adopt, patch},
};

/// What rendering has to know, owned.
pub(crate) struct Surroundings {
    locale: std::sync::Arc<Locale>,
    order: Order,
    heading_level: u8,
    opened: Option<EntryId>,
    prompt: Option<(String, String)>,
}

impl Surroundings {
    /// Reads them off the widget as it is now.
    pub(crate) fn of(widget: &Widget, head: &Head) -> Self {
        let options = widget.options.borrow();
        let link = |page: &Option<String>, feed: &Option<crate::feed::Url>| {
            let address = page.as_deref().or(feed.as_ref().map(crate::feed::Url::as_str))?;
            // What a page's own attribute says goes through the same allow-list as what a feed says.
            Some(crate::feed::Url::parse(address).ok()?.filled("return", &here(widget)))
        };
        let (log_in, register) =
            (link(&options.login_url, &head.links.log_in), link(&options.register_url, &head.links.register));
        Self {
            locale: widget.locale(),
            order: widget.chrome.order.get_untracked(),
            heading_level: options.heading_level,
            opened: widget.opened.borrow().clone(),
            prompt: log_in.zip(register).filter(|_| options.discussion),
        }
    }

    /// As rendering takes them.
    pub(crate) fn context<'a>(&'a self, head: &'a Head) -> Context<'a> {
        Context {
            locale: &self.locale,
            head,
            order: self.order,
            heading_level: self.heading_level,
            opened: self.opened.as_ref(),
            prompt: self.prompt.as_ref().map(|(log_in, register)| Prompt { log_in, register }),
        }
    }
}

/// The address of the page, to come back to, as it stands in another address.
fn here(widget: &Widget) -> String {
    let address = widget.document().location().and_then(|location| location.href().ok()).unwrap_or_default();
    let address = address.split('#').next().unwrap_or_default();
    js_sys::encode_uri_component(address).into()
}

/// Puts all content of a feed into a host that has none, in place of whatever stood for it.
pub(crate) fn build(widget: &Rc<Widget>, feed: &Feed) {
    let around = Surroundings::of(widget, &feed.head);
    let mut nodes = Nodes::new(widget.document());
    content(&mut nodes, feed, &around.context(&feed.head));
    let fragment = nodes.take();
    // What a page put into its tag stood for the blog until the blog is there.
    widget.host.set_text_content(None);
    let _ = widget.host.append_child(&fragment);
    describe(widget, &feed.head);
    let list = inside(&widget.host, classes::ENTRIES);
    widget.entries.replace(list.map(|list| adopt(&list, Some(around.order)).list));
}

/// Brings every piece but the list up to date with a head; what is the same stays.
pub(crate) fn revise_pieces(widget: &Rc<Widget>, feed: &Feed) {
    let around = Surroundings::of(widget, &feed.head);
    let context = around.context(&feed.head);
    let mut nodes = Nodes::new(widget.document());
    let mut after: Option<Element> = None;
    for (class, _) in PIECES {
        let live = inside(&widget.host, class);
        if class == classes::ENTRIES {
            after = live.or(after);
            continue;
        }
        if class == classes::PROMPT && live.is_some() {
            // Its links lead back to the page, which a server may write in another way; nothing else in it changes.
            continue;
        }
        let fresh = piece(&mut nodes, class, feed, &context);
        after = match (live, fresh) {
            (Some(live), Some(fresh)) => {
                if !live.is_equal_node(Some(&fresh)) {
                    patch(&live, &fresh);
                }
                Some(live)
            }
            (Some(live), None) => {
                live.remove();
                after
            }
            (None, Some(fresh)) => {
                let _ = match &after {
                    Some(after) => after.after_with_node_1(&fresh),
                    None => widget.host.prepend_with_node_1(&fresh),
                };
                Some(fresh)
            }
            (None, None) => after,
        };
    }
    describe(widget, &feed.head);
}

fn piece(nodes: &mut Nodes, class: &str, feed: &Feed, context: &Context<'_>) -> Option<Element> {
    use crate::render;
    let sink: &mut dyn Sink = nodes;
    match class {
        classes::HEAD => render::head(sink, context),
        classes::SUMMARY => render::summary(sink, context),
        classes::CONTENTS => render::contents(sink, feed, context),
        classes::PINNED => render::pinned(sink, feed, context),
        classes::EMPTY => render::empty(sink, feed, context),
        classes::PROMPT => render::prompt(sink, context),
        _ => {}
    }
    nodes.take_element()
}

/// Writes on the host what a server would have written, so that a restart finds it: the HTML is the state.
fn describe(widget: &Widget, head: &Head) {
    widget.revision.set(head.revision);
    widget.epoch.replace(head.epoch.clone());
    let _ = widget.host.set_attribute("data-epoch", &head.epoch);
    let _ = widget.host.set_attribute("data-revision", &print_number(head.revision));
}
