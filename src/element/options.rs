//! The element's attributes, read: absent is the default, an unknown value is the default and one warning.

use web_sys::Element;

use super::warn::warn;
use crate::{
    delivery::Allowed,
    feed::{Order, Updates, parse_number},
};

/// What the host page asked for.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The feed's address as written.
    pub(crate) feed: Option<String>,
    /// Which end comes first, where the page says so.
    pub(crate) order: Option<Order>,
    /// What happens to new entries.
    pub(crate) updates: Updates,
    /// Whether a stream may be held.
    pub(crate) stream: bool,
    /// Whether times are said by the reader's clock.
    pub(crate) readers_clock: bool,
    /// Whether entries say how long ago they were published.
    pub(crate) ages: bool,
    /// The level of the headline, 1 to 5.
    pub(crate) heading_level: u8,
    /// Whether the prompt stands at the foot.
    pub(crate) discussion: bool,
    /// Where to log in, instead of the feed's own address; holds `{return}`.
    pub(crate) login_url: Option<String>,
    /// Where to register, instead of the feed's own address; holds `{return}`.
    pub(crate) register_url: Option<String>,
}

impl Options {
    /// Reads the attributes of the host.
    pub(crate) fn read(host: &Element) -> Self {
        let text = |name: &str| host.get_attribute(name).filter(|text| !text.trim().is_empty());
        Self {
            feed: text("feed"),
            order: choice(host, "order", Order::parse),
            updates: choice(host, "updates", Updates::parse).unwrap_or_default(),
            stream: either(host, "stream", "auto", "off"),
            readers_clock: !either(host, "clock", "feed", "reader"),
            ages: !either(host, "relative-times", "off", "on"),
            heading_level: choice(host, "heading-level", |text| {
                parse_number(text).map(|level| level as u8).filter(|level| (1..=5).contains(level))
            })
            .unwrap_or(1),
            discussion: either(host, "discussion", "prompt", "off"),
            login_url: text("login-url"),
            register_url: text("register-url"),
        }
    }
}

impl Options {
    /// What the page lets delivery do.
    pub(crate) fn allowed(&self) -> Allowed {
        Allowed { updates: self.updates != Updates::Off, stream: self.stream }
    }
}

/// Whether the first of two values stands in an attribute: it is the default.
fn either(host: &Element, name: &str, default: &str, other: &str) -> bool {
    let parse = |text: &str| if text == default { Some(true) } else { (text == other).then_some(false) };
    choice(host, name, parse).unwrap_or(true)
}

fn choice<T>(host: &Element, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
    let text = host.get_attribute(name).filter(|text| !text.is_empty())?;
    let parsed = parse(&text);
    if parsed.is_none() {
        warn(&[name, "=\"", &text, "\" is not known; the default is used"].concat());
    }
    parsed
}
