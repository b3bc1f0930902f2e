//! What the chrome shows: a handful of signals, and the wishes of whoever operates it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    feed::{DataHead, Order},
    locale::Locale,
};

/// What the chrome shows. The signals are reference-counted: they live as long as the widget, not as one rendering of its chrome.
#[derive(Clone)]
pub(crate) struct ChromeState {
    /// The reader's language.
    pub(crate) locale: ArcRwSignal<Arc<Locale>>,
    /// What the chrome has to know of the feed's head.
    pub(crate) head: ArcRwSignal<DataHead>,
    /// Which end comes first.
    pub(crate) order: ArcRwSignal<Order>,
    /// How the connection stands.
    pub(crate) connection: ArcRwSignal<Connection>,
    /// The last thing said to those who do not see the page change.
    pub(crate) said: ArcRwSignal<Said>,
    /// What the bar names.
    pub(crate) current: ArcRwSignal<Option<Current>>,
    /// Where the reader's wishes go.
    pub(crate) wish: Arc<dyn Fn(Wish) + Send + Sync>,
}

/// What a reader can ask the chrome for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Show the entries in this order.
    Order(Order),
    /// Fetch the feed again after it failed.
    TryAgain,
}

/// How the connection stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "a server prints the resting state alone"))]
pub(crate) enum Connection {
    /// Nothing is under way.
    #[default]
    Quiet,
    /// The feed is being fetched and nothing is shown yet.
    Loading,
    /// The feed could not be read; the sentence says why, in the reader's language.
    Failed(String),
}

/// What the status region says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "a server prints the resting state alone"))]
pub(crate) enum Said {
    /// Nothing.
    #[default]
    Nothing,
    /// In which order the entries stand now.
    Order(Order),
    /// A link was copied.
    Copied,
}

/// What the bar names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Current {
    /// The address of the entry within the page, `#lu-e57`.
    pub(crate) href: String,
    /// Its title, or what is said in its place.
    pub(crate) title: String,
}

impl ChromeState {
    /// The resting state, as a server prints it.
    pub(crate) fn new(locale: Locale, head: DataHead, order: Order, wish: Arc<dyn Fn(Wish) + Send + Sync>) -> Self {
        Self {
            locale: ArcRwSignal::new(Arc::new(locale)),
            head: ArcRwSignal::new(head),
            order: ArcRwSignal::new(order),
            connection: ArcRwSignal::new(Connection::Quiet),
            said: ArcRwSignal::new(Said::Nothing),
            current: ArcRwSignal::new(None),
            wish,
        }
    }

    /// A sentence as an attribute. Whatever attribute of the chrome changes is an `Option<String>`: each type that an effect
    /// sets costs readers half a kilobyte.
    pub(crate) fn label<F>(&self, pick: F) -> impl Fn() -> Option<String> + Send + Sync + 'static + use<F>
    where
        F: Fn(&Locale) -> String + Send + Sync + 'static,
    {
        let words = self.words(pick);
        move || Some(words())
    }

    /// A sentence in the reader's language that follows the language.
    pub(crate) fn words<F>(&self, pick: F) -> impl Fn() -> String + Send + Sync + 'static + use<F>
    where
        F: Fn(&Locale) -> String + Send + Sync + 'static,
    {
        let locale = self.locale.clone();
        move || locale.with(|locale| pick(locale))
    }
}
