//! Fetching the feed and showing what it says: everything where the page holds nothing yet, else what has changed.

use std::{rc::Rc, sync::Arc};

use leptos::prelude::*;

use super::{
    content::{Surroundings, build, revise_pieces},
    emit::emit,
    fetch::{FetchError, fetch},
    opened, reading,
    widget::Widget,
};
use crate::{
    feed::{Body, DataHead, Entry, Feed, print_number},
    locale::{Locale, fill},
    render::{Nodes, Sink, item},
    source::{foreign_html, native},
    view::{
        entry_list::{ReadingPlace, Row, bar_bottom, patch},
        state::Connection,
    },
};

/// Fetches the feed and shows it. A second call while one is under way does nothing.
pub(crate) async fn refresh(widget: Rc<Widget>) {
    let Some(address) = widget.options.borrow().feed.clone() else { return };
    if widget.fetching.replace(true) {
        return;
    }
    let empty = widget.entries.borrow().is_none();
    if empty {
        widget.set_connection(Connection::Loading);
    }
    let result = read(&widget, &address).await;
    widget.fetching.set(false);
    if !widget.host.is_connected() || widget.bridge.signal().aborted() {
        return;
    }
    match result {
        Ok(feed) => {
            speak(&widget, &feed).await;
            show(&widget, &feed, empty);
        }
        Err(error) => {
            let why = say(&error, &widget.locale());
            emit(&widget.host, "lu-error", &[("code", error.code().into()), ("message", (&*why).into())]);
            widget.set_connection(Connection::Failed(why));
        }
    }
}

async fn read(widget: &Rc<Widget>, address: &str) -> Result<Feed, FetchError> {
    let base = base(widget, address);
    let text = fetch(&base).await?;
    let html = |html: &str| -> Body {
        match widget.bridge.parse(html).and_then(|document| document.body()) {
            Some(body) => foreign_html::browser::body(&body, &base),
            None => foreign_html::as_text(html),
        }
    };
    let parsed = native::read_text(&text, &base, &html).map_err(|error| FetchError::NotAFeed(error.say()))?;
    for skipped in &parsed.skipped {
        emit(&widget.host, "lu-error", &[("code", "entry-skipped".into()), ("message", skipped.say().into())]);
    }
    Ok(parsed.feed)
}

/// The address that the feed's own addresses are seen from. One that begins with a path stays as it is, so that links made
/// here are the links that a server printed.
fn base(widget: &Widget, address: &str) -> String {
    if address.starts_with('/') && !address.starts_with("//") {
        return address.to_owned();
    }
    let page = widget.document().base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(address, &page).map_or_else(|_| address.to_owned(), |url| url.href())
}

/// Learns the feed's language where the page names none.
async fn speak(widget: &Rc<Widget>, feed: &Feed) {
    let Some(language) = &feed.head.language else { return };
    if !widget.bridge.language().is_empty() {
        return;
    }
    let words = wasm_bindgen_futures::JsFuture::from(widget.bridge.load_words(language)).await.ok();
    let locale = words.and_then(|words| words.as_string()).and_then(|words| Locale::from_lines(&words));
    let locale = locale.unwrap_or_else(Locale::english).in_region(language);
    let _ = widget.host.set_attribute("lang", language);
    let _ = widget.host.set_attribute("dir", locale.direction().as_str());
    widget.chrome.locale.set(Arc::new(locale));
}

fn show(widget: &Rc<Widget>, feed: &Feed, empty: bool) {
    widget.chrome.head.set(DataHead::of(&feed.head));
    widget.set_connection(Connection::Quiet);
    if empty {
        build(widget, feed);
        opened::arrive(widget);
    } else {
        merge(widget, feed);
    }
    reading::look(widget);
}

/// Shows what a newer head says. What the reader is looking at does not move.
fn merge(widget: &Rc<Widget>, feed: &Feed) {
    let line = bar_bottom(&widget.shadow);
    let place = widget.with_entries(|entries| ReadingPlace::take(entries, line)).flatten();
    let another_history = *widget.epoch.borrow() != feed.head.epoch;
    revise_pieces(widget, feed);
    let around = Surroundings::of(widget, &feed.head);
    let context = around.context(&feed.head);
    let mut nodes = Nodes::new(widget.document());
    widget.with_entries(|entries| {
        if another_history {
            entries.distrust();
        }
        for entry in feed.timeline.all().filter(|entry| entries.wants(&entry.place)).collect::<Vec<_>>() {
            let row = entry.content.as_ref().and_then(|content| {
                let sink: &mut dyn Sink = &mut nodes;
                item(sink, &entry.place, content, &context);
                let fresh = nodes.take_element()?;
                let article = fresh.first_element_child()?;
                match entries.row(&entry.place.id).cloned() {
                    Some(live) => {
                        patch(&live.article, &article);
                        Some(live)
                    }
                    None => Some(Row { item: fresh, article }),
                }
            });
            entries.merge(Entry { place: entry.place.clone(), content: row });
        }
        // A head without older pages is the whole feed: what it leaves out is gone.
        if feed.head.links.older.is_none() {
            entries.retain(|id| feed.timeline.get(id).is_some());
        }
        entries.arrange(place.as_ref().map(|place| &place.id));
    });
    if let Some(place) = place {
        place.restore();
    }
}

fn say(error: &FetchError, locale: &Locale) -> String {
    let words = locale.words();
    match error {
        FetchError::Unreachable => [words.failed(), " ", words.no_connection()].concat(),
        FetchError::Status(status) => {
            [words.failed(), " ", &fill(words.answered(), &[("status", &print_number((*status).into()))])].concat()
        }
        FetchError::NotAFeed(reason) => {
            [words.failed(), " ", &fill(words.not_a_feed(), &[("reason", reason)])].concat()
        }
    }
}
