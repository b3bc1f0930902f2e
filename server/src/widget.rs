//! The element as it is printed: host, declarative shadow root with the chrome, content. `docs/markup.md` is its contract.

use live_updates::{
    feed::{DataHead, EntryId, Feed, Order},
    locale::Locale,
    render::{Context, Prompt, Text, content},
    source::native,
    view::{ChromeProps, fingerprint, print_chrome},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{assets::Manifest, html::Escaped};

/// How to print a widget.
#[derive(Clone, Copy, Debug)]
pub struct Widget<'a> {
    /// The feed, its addresses already seen from where the page is.
    pub feed: &'a Feed,
    /// The address of the feed as the page says it.
    pub address: &'a str,
    /// The reader's language.
    pub locale: &'a Locale,
    /// The assets.
    pub assets: &'a Manifest,
    /// What stands before the assets' paths: `/`, or a whole origin for other people's pages.
    pub assets_at: &'a str,
    /// Which end comes first.
    pub order: Order,
    /// The entry that the page is about.
    pub opened: Option<&'a EntryId>,
    /// The page that holds the widget, to come back to after the login.
    pub page: &'a str,
}

impl Widget<'_> {
    /// The address of the stylesheet.
    #[must_use]
    pub fn stylesheet(&self) -> String {
        format!("{}{}", self.assets_at, self.assets.stylesheet)
    }

    /// The address of the loader.
    #[must_use]
    pub fn loader(&self) -> String {
        format!("{}{}", self.assets_at, self.assets.loader)
    }

    /// The element with everything in it.
    #[must_use]
    pub fn element(&self) -> String {
        let head = &self.feed.head;
        let back = utf8_percent_encode(self.page, NON_ALPHANUMERIC).to_string();
        let link = |url: &Option<live_updates::feed::Url>| url.as_ref().map(|url| url.filled("return", &back));
        let (log_in, register) = (link(&head.links.log_in), link(&head.links.register));
        let prompt = match (&log_in, &register) {
            (Some(log_in), Some(register)) => Some(Prompt { log_in, register }),
            _ => None,
        };
        let context = Context {
            locale: self.locale,
            head,
            order: self.order,
            heading_level: 1,
            opened: self.opened,
            prompt,
            within: None,
        };
        let mut text = Text::new();
        content(&mut text, self.feed, &context);
        let chrome = print_chrome(ChromeProps { locale: self.locale, head, order: self.order });
        let order = if self.order == Order::NewFirst { "" } else { " order=\"old-first\"" };
        format!(
            "<live-updates feed=\"{feed}\"{order} lang=\"{lang}\" dir=\"{dir}\" data-epoch=\"{epoch}\" data-revision=\"{revision}\" \
             data-head='{data_head}'><template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"{css}\">\
             <div data-chrome data-build=\"{build}\" data-fingerprint=\"{print}\">{chrome}</div></template>{content}</live-updates>",
            feed = Escaped(self.address),
            lang = Escaped(self.locale.tag()),
            dir = self.locale.direction().as_str(),
            epoch = Escaped(&head.epoch),
            revision = head.revision,
            // Between single quotes JSON needs almost no escaping, and a page is that much shorter.
            data_head = native::write_data_head(&DataHead::of(head))
                .replace('&', "&amp;")
                .replace('\'', "&#39;")
                .replace('<', "&lt;"),
            css = Escaped(&self.stylesheet()),
            build = Escaped(&self.assets.build),
            print = fingerprint(&chrome),
            content = text.into_string(),
        )
    }

    /// Script and stylesheet, which come before the element.
    ///
    /// The script first and `async`: a stylesheet that hangs holds up everything behind it, and scripts that wait for the end of
    /// the page, but not this one, which then lets go of the stylesheet (`docs/decisions/0005-stylesheet.md`).
    #[must_use]
    pub fn before(&self) -> String {
        format!(
            "<script type=\"module\" async src=\"{}\"></script>\n<link rel=\"stylesheet\" href=\"{}\" data-live-updates>\n",
            Escaped(&self.loader()),
            Escaped(&self.stylesheet()),
        )
    }

    /// Script, stylesheet and element, to include in any page.
    #[must_use]
    pub fn fragment(&self) -> String {
        format!("{}{}\n", self.before(), self.element())
    }
}
