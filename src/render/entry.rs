//! Entries: articles that describe themselves, so that a browser can adopt them.

use super::{Context, Kind, Sink, body::body, inline::sentence, kind, language, stamp};
use crate::{
    feed::{Author, Content, Correction, Feed, Label, Place, print_number},
    locale::fill,
};

/// Whether an article is the entry itself or the copy of a pinned one, which has no ids and is not an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Entry,
    Copy,
}

/// What is said where there is no entry.
pub fn empty(sink: &mut dyn Sink, context: &Context<'_>) {
    sink.open(&kind::EMPTY);
    sink.attr("slot", "entries");
    sink.text(context.locale.words().empty());
    sink.close();
}

/// The list of entries.
pub fn entries(sink: &mut dyn Sink, feed: &Feed, context: &Context<'_>) {
    let shown = feed.timeline.ordered(context.order);
    sink.open(&kind::ENTRIES);
    sink.attr("slot", "entries");
    for (place, content) in shown {
        item(sink, place, content, context);
    }
    sink.close();
}

/// Copies of the pinned entries that are loaded; the originals stay in the list.
pub fn pinned(sink: &mut dyn Sink, feed: &Feed, context: &Context<'_>) {
    let found: Vec<_> = context
        .head
        .pinned
        .iter()
        .filter_map(|id| feed.timeline.get(id))
        .filter_map(|entry| entry.content.as_ref().map(|content| (&entry.place, content)))
        .collect();
    if found.is_empty() {
        return;
    }
    open_pins(sink);
    for (place, content) in found {
        print(sink, place, content, Role::Copy, context);
    }
    sink.close();
}

/// The frame of the pinned entries' copies, with nothing in it.
#[cfg(feature = "hydrate")]
pub(crate) fn pins(sink: &mut dyn Sink, _context: &Context<'_>) {
    open_pins(sink);
    sink.close();
}

fn open_pins(sink: &mut dyn Sink) {
    sink.open(&kind::PINNED);
    sink.attr("slot", "entries");
}

/// The mark of a pinned entry, with the space that keeps it apart.
#[cfg(feature = "hydrate")]
pub(crate) fn pin(sink: &mut dyn Sink, context: &Context<'_>) {
    sink.text(" ");
    sink.open(&kind::PIN);
    language::ours(sink, context);
    sink.text(context.locale.words().pinned());
    sink.close();
}

/// An item of the list with its article.
pub fn item(sink: &mut dyn Sink, place: &Place, content: &Content, context: &Context<'_>) {
    sink.open(&kind::LI);
    article(sink, place, content, context);
    sink.close();
}

/// The article of an entry.
pub fn article(sink: &mut dyn Sink, place: &Place, content: &Content, context: &Context<'_>) {
    print(sink, place, content, Role::Entry, context);
}

fn print(sink: &mut dyn Sink, place: &Place, content: &Content, role: Role, context: &Context<'_>) {
    let words = context.locale.words();
    let id = place.id.as_str();
    let opened = role == Role::Entry && context.opened == Some(&place.id);
    sink.open(if opened { &kind::ARTICLE_OPENED } else { &kind::ARTICLE });
    let anchor = ["lu-", id].concat();
    // A dot is in no entry's id, and so the title of `x` is never called like the entry `x-title`.
    let title_id = [&anchor, ".title"].concat();
    match role {
        Role::Entry => {
            sink.attr("id", &anchor);
            sink.attr("data-entry", id);
            sink.attr("data-revision", &print_number(place.revision));
            sink.attr("data-sequence", &print_number(place.sequence));
            if content.key {
                sink.flag("data-key");
            }
        }
        Role::Copy => sink.attr("data-copy", id),
    }
    let when = context.stamp(&place.published);
    match &content.title {
        Some(_) if role == Role::Entry => sink.attr("aria-labelledby", &title_id),
        Some(title) => sink.attr("aria-label", title),
        // A name cannot say its language: where it would be read as another, the time is name enough.
        None if language::differs(content.language.as_deref(), context) => sink.attr("aria-label", &when),
        None => sink.attr("aria-label", &fill(words.update_of(), &[("time", &when)])),
    }
    let context = &language::own(sink, content.language.as_deref(), context);
    stamp::time(sink, &kind::TIME, &place.published, &when);
    marks(sink, place, content, context);
    if let Some(title) = &content.title {
        sink.open(kind::entry_title(context.heading_level.saturating_add(1)));
        if role == Role::Entry {
            sink.attr("id", &title_id);
        }
        sink.text(title);
        sink.close();
    }
    authors(sink, &content.authors, context);
    if let Some(updated) = content.updated {
        sink.open(&kind::UPDATED);
        sink.attr("datetime", &stamp::machine(&updated));
        language::ours(sink, context);
        sink.text(&fill(words.updated(), &[("time", &context.clock(&updated))]));
        sink.close();
    }
    if !content.body.is_empty() {
        sink.open(&kind::BODY);
        body(sink, &content.body, context.heading_level.saturating_add(1), context);
        sink.close();
    }
    for correction in &content.corrections {
        print_correction(sink, correction, context);
    }
    sink.open(&kind::SHARE);
    match &content.url {
        Some(url) => sink.attr("href", url.as_str()),
        None => sink.attr("href", &["#", &anchor].concat()),
    }
    sink.attr("aria-label", &fill(words.share_entry(), &[("title", content.title.as_deref().unwrap_or(&when))]));
    language::ours(sink, context);
    sink.text(words.share());
    sink.close();
    sink.close();
}

/// Label, key, pinned, sponsored.
fn marks(sink: &mut dyn Sink, place: &Place, content: &Content, context: &Context<'_>) {
    let words = context.locale.words();
    if let Some(Label::Other(text)) = &content.label {
        sink.text(" ");
        sink.leaf(&kind::LABEL, text);
    }
    let mut mark = |element: &'static Kind, text: &str| {
        // Spaces keep the marks apart where no stylesheet does.
        sink.text(" ");
        sink.open(element);
        language::ours(sink, context);
        sink.text(text);
        sink.close();
    };
    if content.label == Some(Label::Breaking) {
        mark(&kind::LABEL, words.breaking());
    }
    if content.key {
        mark(&kind::KEY, words.key_event());
    }
    if context.head.pinned.contains(&place.id) {
        mark(&kind::PIN, words.pinned());
    }
    if let Some(name) = &content.sponsored {
        sink.text(" ");
        sink.open(&kind::SPONSORED);
        language::ours(sink, context);
        sentence(sink, words.sponsored(), &mut |sink, _| sink.leaf(&kind::BDI, name));
        sink.close();
    }
}

/// "By A, B".
pub(super) fn authors(sink: &mut dyn Sink, authors: &[Author], context: &Context<'_>) {
    if authors.is_empty() {
        return;
    }
    let words = context.locale.words();
    sink.open(&kind::AUTHORS);
    language::ours(sink, context);
    sentence(sink, words.by(), &mut |sink, _| {
        for (at, author) in authors.iter().enumerate() {
            if at > 0 {
                sink.text(words.list_joiner());
            }
            author_name(sink, author);
            if let Some(role) = &author.role {
                sink.text(words.list_joiner());
                if context.is_foreign() {
                    sink.open(&kind::BDI);
                    language::theirs(sink, context);
                    sink.text(role);
                    sink.close();
                } else {
                    sink.text(role);
                }
            }
        }
    });
    sink.close();
}

fn author_name(sink: &mut dyn Sink, author: &Author) {
    match &author.url {
        Some(url) => {
            sink.open(&kind::A);
            sink.attr("href", url.as_str());
            sink.leaf(&kind::BDI, &author.name);
            sink.close();
        }
        None => sink.leaf(&kind::BDI, &author.name),
    }
}

fn print_correction(sink: &mut dyn Sink, correction: &Correction, context: &Context<'_>) {
    let words = context.locale.words();
    let said = |sink: &mut dyn Sink, element: &'static Kind, text: &str| {
        sink.open(element);
        language::theirs(sink, context);
        sink.text(text);
        sink.close();
    };
    sink.open(&kind::CORRECTION);
    language::ours(sink, context);
    sentence(sink, words.corrected(), &mut |sink, place| match place {
        "time" => stamp::time(sink, &kind::PLAIN_TIME, &correction.at, &context.clock(&correction.at)),
        _ => said(sink, &kind::BDI, &correction.text),
    });
    if let Some(before) = &correction.before {
        sink.text(" ");
        sentence(sink, words.said_before(), &mut |sink, _| said(sink, &kind::DEL, before));
    }
    sink.close();
}
