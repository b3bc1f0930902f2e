//! What delivery brings, read and shown. What the reader is looking at does not move (*steady*).

use std::{rc::Rc, sync::Arc};

use js_sys::Function;

use super::{
    arrivals, clock,
    content::{Surroundings, build, row},
    emit::emit,
    opened, pieces, reading,
    stub::stub,
    trouble,
    widget::Widget,
};
use crate::{
    delivery::{
        Say,
        browser::{Audience, FetchError, News},
    },
    feed::{Body, Delta, Entry, EntryId, Feed, HeadField, print_number},
    locale::Locale,
    render::Nodes,
    source::{Skipped, foreign_html, native},
    view::{
        entry_list::{ReadingPlace, bar_bottom, patch},
        state::Connection,
    },
};

impl Audience for Widget {
    fn read(&self, head: bool, text: &str) -> Result<News, String> {
        let base = self.base();
        let html = |html: &str| -> Body {
            match self.bridge.parse(html).and_then(|document| document.body()) {
                Some(body) => foreign_html::browser::body(&body, &base),
                None => foreign_html::as_text(html),
            }
        };
        if head {
            let parsed = native::read_text(text, &base, &html).map_err(|error| error.say())?;
            self.report(&parsed.skipped);
            Ok(News::Head(Box::new(parsed.feed)))
        } else {
            let parsed = native::read_delta_text(text, &base, &html).map_err(|error| error.say())?;
            self.report(&parsed.skipped);
            Ok(News::Delta(Box::new(parsed.delta)))
        }
    }

    fn show(&self, news: News) {
        let Some(widget) = self.this.upgrade().filter(|widget| widget.host.is_connected()) else { return };
        match news {
            News::Head(feed) => show_head(&widget, *feed),
            News::Delta(delta) => show_delta(&widget, *delta),
        }
        if widget.entries.borrow().is_some() {
            widget.set_connection(Connection::Quiet);
            reading::look(&widget);
        }
    }

    fn failed(&self, error: FetchError) {
        let why = trouble::say(&error, &self.locale());
        emit(&self.host, "lu-error", &[("code", error.code().into()), ("message", (&*why).into())]);
        self.trouble.replace(why);
    }

    fn say(&self, say: Say, since: u64) {
        trouble::show(self, say, since);
    }

    fn wait(&self, milliseconds: Option<u32>, run: &Function) {
        self.bridge.wait(0, milliseconds, run);
    }

    fn stream(&self, address: &str, hear: &Function) {
        self.bridge.stream(address, hear);
    }
}

impl Widget {
    fn report(&self, skipped: &[Skipped]) {
        for skipped in skipped {
            emit(&self.host, "lu-error", &[("code", "entry-skipped".into()), ("message", skipped.say().into())]);
        }
    }

    /// The address that the feed's own addresses are seen from. One that begins with a path stays as it is, so that links made
    /// here are the links that a server printed.
    fn base(&self) -> String {
        let address = self.options.borrow().feed.clone().unwrap_or_default();
        if address.starts_with('/') && !address.starts_with("//") {
            return address;
        }
        let page = self.document().base_uri().ok().flatten().unwrap_or_default();
        web_sys::Url::new_with_base(&address, &page).map_or(address, |url| url.href())
    }
}

fn show_head(widget: &Rc<Widget>, feed: Feed) {
    let before = widget.revision.get();
    let another = *widget.epoch.borrow() != feed.head.epoch;
    if widget.entries.borrow().is_none() {
        return first(widget, feed);
    }
    if !another && feed.head.revision == before && before > 0 {
        return;
    }
    let whole = feed.head.links.older.is_none();
    let Feed { head, timeline } = feed;
    let gone: Option<Vec<EntryId>> = whole.then(|| timeline.all().map(|entry| entry.place.id.clone()).collect());
    if another {
        widget.with_entries(|entries| entries.distrust());
        // They come again, as the new history has them.
        widget.unseen.take();
    }
    widget.head.replace(head);
    let fields: Vec<HeadField> = HeadField::ALL.iter().map(|(field, _)| *field).collect();
    apply(widget, &fields, timeline.into_entries(), gone.as_deref());
}

fn show_delta(widget: &Rc<Widget>, delta: Delta) {
    if let Some(awaited) = &mut *widget.awaited.borrow_mut() {
        return awaited.apply_delta(delta);
    }
    let mut fields = Vec::new();
    let mut head = widget.head.borrow_mut();
    if let Some(mut change) = delta.head {
        for field in change.fields {
            field.swap(&mut change.head, &mut head);
            fields.push(field);
        }
    }
    head.revision = delta.revision;
    head.epoch = delta.epoch;
    if delta.updates.is_some() {
        head.links.updates = delta.updates;
    }
    drop(head);
    apply(widget, &fields, delta.entries, None);
}

/// Shows changes: some fields of the head, which are in the widget's already, and some entries. `whole` are the entries of a
/// feed that is whole: what it leaves out is gone.
fn apply(widget: &Rc<Widget>, fields: &[HeadField], changed: Vec<Entry>, whole: Option<&[EntryId]>) {
    let head = widget.head.take();
    clock::show_head(widget, &head);
    let place = ReadingPlace::of(widget.entries.borrow().as_ref(), bar_bottom(&widget.shadow));
    let keep = place.as_ref().map(|place| &place.id);
    let waits = arrivals::wait(widget);
    let around = Surroundings::of(widget, &head);
    let context = around.context(&head);
    let mut nodes = Nodes::new(widget.document());
    let (mut arrived, mut shown) = (0, 0);
    let mut unseen = widget.unseen.borrow_mut();
    widget.with_entries(|entries| {
        for entry in changed {
            let id = &entry.place.id;
            let known = entries.knows(id);
            let added = !known && !unseen.holds(id) && entry.content.is_some();
            arrived += u32::from(added);
            if unseen.holds(id) || added && waits {
                unseen.merge(entry);
            } else if entries.wants(&entry.place) {
                shown += u32::from(added);
                let row = entry.content.as_ref().and_then(|content| {
                    let fresh = row(widget, &mut nodes, &entry.place, content, &context)?;
                    let Some(live) = entries.row(&entry.place.id).cloned() else { return Some(fresh) };
                    patch(&live.article, &fresh.article);
                    Some(live)
                });
                if row.is_none()
                    && let Some(live) = entries.row(&entry.place.id)
                {
                    stub(live, widget);
                }
                entries.put(Entry { place: entry.place, content: row }, keep);
            }
        }
        if let Some(whole) = whole {
            entries.retain(|id| whole.contains(id));
            unseen.retain(|id| whole.contains(id));
            entries.arrange(keep);
        }
    });
    drop(unseen);
    pieces::revise(widget, fields, &context);
    widget.head.replace(head);
    describe(widget);
    if let Some(place) = place {
        place.restore();
    }
    arrivals::tell(widget, arrived, shown);
}

/// Writes on the host what a server would have written, so that a restart finds it: the HTML is the state. Entries that wait are not
/// in it, so as long as some do, a restart has to ask for all that came since they did.
pub(crate) fn describe(widget: &Widget) {
    let head = widget.head.borrow();
    widget.revision.set(head.revision);
    let another = widget.epoch.replace(head.epoch.clone()) != head.epoch;
    if another || widget.unseen.borrow().count() == 0 {
        let _ = widget.host.set_attribute("data-epoch", &head.epoch);
        let _ = widget.host.set_attribute("data-revision", &print_number(head.revision));
    }
}

/// The first content. Where the page names no language, the feed's is learned before.
fn first(widget: &Rc<Widget>, feed: Feed) {
    let language = feed.head.language.clone().filter(|_| widget.bridge.language().is_empty());
    let Some(language) = language else { return make(widget, feed) };
    widget.awaited.replace(Some(feed));
    let weak = Rc::downgrade(widget);
    wasm_bindgen_futures::spawn_local(async move {
        let Some(words) = weak.upgrade().map(|widget| widget.bridge.load_words(&language)) else { return };
        let words = wasm_bindgen_futures::JsFuture::from(words).await.ok();
        let Some(widget) = weak.upgrade().filter(|widget| widget.host.is_connected()) else { return };
        let Some(feed) = widget.awaited.take() else { return };
        let locale = words.and_then(|words| words.as_string()).and_then(|words| Locale::from_lines(&words));
        let locale = locale.unwrap_or_else(Locale::english).in_region(&language);
        widget.chrome.set(|shown| shown.locale = Arc::new(locale));
        make(&widget, feed);
    });
}

fn make(widget: &Rc<Widget>, feed: Feed) {
    clock::show_head(widget, &feed.head);
    build(widget, &feed);
    widget.head.replace(feed.head);
    describe(widget);
    widget.set_connection(Connection::Quiet);
    opened::arrive(widget);
    reading::look(widget);
}
