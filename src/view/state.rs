//! What the chrome shows, and the wishes of whoever operates it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    feed::{DataHead, Order},
    locale::Locale,
};

/// What the chrome shows.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The reader's language.
    pub(crate) locale: Arc<Locale>,
    /// What the chrome has to know of the feed's head.
    pub(crate) head: DataHead,
    /// Which end comes first.
    pub(crate) order: Order,
    /// How the connection stands.
    pub(crate) connection: Connection,
    /// The last thing said to those who do not see the page change.
    pub(crate) said: Said,
    /// What the bar names.
    pub(crate) current: Option<Current>,
    /// How many entries wait behind the notice.
    pub(crate) unseen: u32,
    /// Whether the reader has stopped live updates.
    pub(crate) paused: bool,
    /// Whether somebody listens to the controls.
    pub(crate) alive: bool,
}

/// A text of the chrome that follows what is shown.
pub(crate) type Text = Box<dyn Fn() -> String + Send + Sync>;
/// An attribute of the chrome that follows what is shown; `None` where it is absent.
pub(crate) type Attribute = Box<dyn Fn() -> Option<String> + Send + Sync>;

/// The chrome's state: one signal for all of it, and the wishes of whoever operates it. Every text and every attribute that
/// changes is of one type: each further type of a signal or of an effect would cost readers a kilobyte.
///
/// The signal is reference-counted: it lives as long as the widget, not as one rendering of its chrome.
#[derive(Clone)]
pub(crate) struct ChromeState {
    shown: ArcRwSignal<Shown>,
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
    /// Show the entries that wait.
    ShowNew,
    /// Stop live updates, or let them go on.
    Pause,
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
    /// What is shown stays, but nothing new comes; the sentence says so.
    Behind(String),
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
    /// So many entries wait.
    Arrived(u32),
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
        let shown = Shown {
            locale: Arc::new(locale),
            head,
            order,
            connection: Connection::Quiet,
            said: Said::Nothing,
            current: None,
            unseen: 0,
            paused: false,
            alive: false,
        };
        Self { shown: ArcRwSignal::new(shown), wish }
    }

    /// What is shown now.
    #[cfg(feature = "hydrate")]
    pub(crate) fn get<T>(&self, pick: impl FnOnce(&Shown) -> T) -> T {
        self.shown.with_untracked(pick)
    }

    /// Shows something else.
    #[cfg(feature = "hydrate")]
    pub(crate) fn set(&self, change: impl FnOnce(&mut Shown)) {
        self.shown.update(change);
    }

    /// A text that follows what is shown.
    pub(crate) fn text(&self, pick: impl Fn(&Shown) -> String + Send + Sync + 'static) -> Text {
        let shown = self.shown.clone();
        Box::new(move || shown.with(&pick))
    }

    /// An attribute that follows what is shown.
    pub(crate) fn attribute(&self, pick: impl Fn(&Shown) -> Option<String> + Send + Sync + 'static) -> Attribute {
        let shown = self.shown.clone();
        Box::new(move || shown.with(&pick))
    }

    /// An attribute that is there or not, `hidden` for one.
    pub(crate) fn flag(&self, pick: impl Fn(&Shown) -> bool + Send + Sync + 'static) -> Attribute {
        self.attribute(move |shown| pick(shown).then(String::new))
    }
}
