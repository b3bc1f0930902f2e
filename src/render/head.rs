//! What stands above and below the list: head, summary, contents, prompt.

use super::{Context, Sink, body::body, entry::authors, inline::sentence, kind, language, media, stamp};
use crate::feed::KeyEntry;

/// Headline, lead picture, introduction.
pub fn head(sink: &mut dyn Sink, context: &Context<'_>) {
    let head = context.head;
    sink.open(&kind::HEADER);
    sink.attr("slot", "head");
    let context = &language::own(sink, None, context);
    sink.leaf(kind::title(context.heading_level), &head.title);
    authors(sink, &head.authors, context);
    if let Some(lead) = &head.lead {
        sink.open(&kind::LEAD);
        media::image(sink, lead, media::Urgency::First);
        media::caption(sink, &lead.caption, context);
        sink.close();
    }
    if !head.standfirst.is_empty() {
        sink.open(&kind::STANDFIRST);
        body(sink, &head.standfirst, context.heading_level, context);
        sink.close();
    }
    sink.close();
}

/// The story in short.
pub fn summary(sink: &mut dyn Sink, context: &Context<'_>) {
    if context.head.summary.is_empty() {
        return;
    }
    let title = context.locale.words().in_short();
    sink.open(&kind::SUMMARY);
    sink.attr("slot", "summary");
    // A name cannot say its language; the heading, which says it too, can.
    if !language::differs(None, context) {
        sink.attr("aria-label", title);
    }
    let context = &language::own(sink, None, context);
    sink.open(kind::heading(context.heading_level.saturating_add(1)));
    language::ours(sink, context);
    sink.text(title);
    sink.close();
    body(sink, &context.head.summary, context.heading_level.saturating_add(1), context);
    sink.close();
}

/// The table of contents.
pub fn contents(sink: &mut dyn Sink, lines: &[KeyEntry], context: &Context<'_>) {
    if lines.is_empty() {
        return;
    }
    let title = context.locale.words().contents();
    sink.open(&kind::CONTENTS);
    sink.attr("slot", "contents");
    sink.attr("aria-label", title);
    sink.leaf(kind::heading(context.heading_level.saturating_add(1)), title);
    sink.open(&kind::OL);
    language::own(sink, None, context);
    for KeyEntry { id, title, published } in lines {
        sink.open(&kind::LI);
        stamp::time(sink, &kind::PLAIN_TIME, published, &context.clock(published));
        sink.text(" ");
        sink.open(&kind::A);
        sink.attr("href", &["#lu-", id.as_str()].concat());
        sink.text(title);
        sink.close();
        sink.close();
    }
    sink.close();
    sink.close();
}

/// The invitation to the discussion, with two real links.
pub fn prompt(sink: &mut dyn Sink, context: &Context<'_>) {
    let Some(prompt) = context.prompt else { return };
    let words = context.locale.words();
    sink.open(&kind::PROMPT);
    sink.attr("slot", "discussion");
    sentence(sink, words.prompt(), &mut |sink, name| {
        let (href, text) =
            if name == "log_in" { (prompt.log_in, words.log_in()) } else { (prompt.register, words.register()) };
        sink.open(&kind::A);
        sink.attr("href", href);
        sink.text(text);
        sink.close();
    });
    sink.close();
}
