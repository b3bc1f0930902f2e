//! Content made in the browser: for a tag alone, and for whatever a refresh brings.

use std::rc::Rc;

use web_sys::{Element, NodeList};

use super::{adopt::inside, clock, widget::Widget};
use crate::{
    contract::classes,
    feed::{Content, EntryId, Feed, Head, Order, Place},
    locale::Locale,
    render::{Context, Nodes, Prompt, content, item},
    view::entry_list::{Row, adopt},
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
            order: widget.chrome.get(|shown| shown.order),
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
            within: None,
        }
    }
}

/// The address of the page, to come back to, as it stands in another address.
fn here(widget: &Widget) -> String {
    let address = widget.document().location().and_then(|location| location.href().ok()).unwrap_or_default();
    let address = address.split('#').next().unwrap_or_default();
    js_sys::encode_uri_component(address).into()
}

/// Says on an element which language our words are in: a page in one that we do not speak gets English ones.
pub(crate) fn say_language(element: &Element, locale: &Locale) {
    let _ = element.set_attribute("lang", locale.tag());
    let _ = element.set_attribute("dir", locale.direction().as_str());
}

/// Makes the item of an entry.
pub(crate) fn row(
    widget: &Widget,
    nodes: &mut Nodes,
    place: &Place,
    content: &Content,
    context: &Context<'_>,
) -> Option<Row> {
    item(nodes, place, content, context);
    let item = nodes.take_element()?;
    clock::dress(widget, &item);
    Some(Row { article: item.first_element_child()?, item })
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
    clock::dress(widget, &widget.host);
    if !around.locale.speaks(&widget.bridge.language()) {
        say_language(&widget.host, &around.locale);
    }
    let list = inside(&widget.host, classes::ENTRIES);
    let read = |elements: &NodeList, name: &str, inside: &str| widget.bridge.read(elements, name, inside);
    widget.entries.replace(list.map(|list| adopt(&list, Some(around.order), &read).list));
}
