//! Blocks and inlines of a document. Nothing here loses text: a block that cannot be read keeps what it says.

use super::{fields::Fields, media};
use crate::{
    feed::{Block, Body, Inline, Url},
    source::{json::Json, limits},
};

/// Reads a list of blocks, at most `depth` levels of them.
pub(super) fn blocks<J: Json>(fields: &Fields<'_, J>, name: &'static str, depth: usize) -> Body {
    let values = fields.values(name);
    // A fault in a block costs that block, not what stands around it.
    let around = fields.reader.take_fault();
    let body = fields.each(name, values, |it| {
        spend(it)?;
        let block = depth.checked_sub(1).and_then(|depth| block(it, depth));
        match (it.reader.take_fault(), block) {
            (None, Some(block)) => Some(block),
            // Unknown, broken or too deep: what it says is kept as a paragraph.
            _ => rescued(&it.value),
        }
    });
    fields.reader.put_fault(around);
    body
}

/// Counts a block or an inline; `None` when the entry has had enough.
fn spend<J: Json>(fields: &Fields<'_, J>) -> Option<()> {
    let left = fields.reader.nodes.get().checked_sub(1)?;
    fields.reader.nodes.set(left);
    (left > 0).then_some(())
}

/// Reads a block; `None` where it is of no kind that we know, or what it needs is broken.
fn block<J: Json>(fields: &Fields<'_, J>, depth: usize) -> Option<Block> {
    let content = || inlines(fields, "content", depth);
    Some(match fields.value.field("kind")?.text()?.as_str() {
        "paragraph" => Block::Paragraph(content()),
        "heading" => Block::Heading { level: fields.small("level").unwrap_or(1).clamp(1, 4) as u8, content: content() },
        "quote" => Block::Quote {
            body: blocks(fields, "body", depth),
            attribution: fields.text("attribution"),
            // A forbidden address costs the address alone: the words matter.
            url: fields.value.field("url").and_then(|url| url_of(fields, &url)),
        },
        "list" => Block::List {
            ordered: fields.flag("ordered"),
            items: fields.each("items", fields.values("items"), |item| Some(blocks(item, "body", depth))),
        },
        "image" => Block::Image(media::image(fields)?),
        "gallery" => {
            let items = fields.list("items", media::image);
            Block::Gallery(fields.need("items", (!items.is_empty()).then_some(items))?)
        }
        "video" => Block::Video(media::video(fields)?),
        "audio" => Block::Audio(media::audio(fields)?),
        "embed" => Block::Embed(media::embed(fields)?),
        "card" => Block::Card(media::card(fields)?),
        _ => return None,
    })
}

fn url_of<J: Json>(fields: &Fields<'_, J>, url: &J) -> Option<Url> {
    Url::parse(&url.text()?).ok().map(|url| url.resolve(fields.reader.base))
}

/// Reads a list of inlines, at most `depth` levels of them.
fn inlines<J: Json>(fields: &Fields<'_, J>, name: &'static str, depth: usize) -> Vec<Inline> {
    let mut out = Vec::new();
    fields.each(name, fields.values(name), |it| {
        spend(it)?;
        match depth.checked_sub(1) {
            Some(depth) => inline(it, depth, &mut out),
            None => {
                let mut text = String::new();
                collect(&it.value, &mut text, limits::TEXT_DEPTH);
                push_text(&mut out, text);
            }
        }
        None::<()>
    });
    out
}

fn inline<J: Json>(fields: &Fields<'_, J>, depth: usize, out: &mut Vec<Inline>) {
    let text = || fields.raw_text("text").unwrap_or_default();
    let content = || inlines(fields, "content", depth);
    let kind = fields.value.field("kind").and_then(|kind| kind.text()).unwrap_or_default();
    match kind.as_str() {
        "text" => push_text(out, text()),
        "code" => out.push(Inline::Code(text())),
        "break" => out.push(Inline::Break),
        "strong" => out.push(Inline::Strong(content())),
        "emphasis" => out.push(Inline::Emphasis(content())),
        "link" => match fields.value.field("url").and_then(|url| url_of(fields, &url)) {
            Some(url) => out.push(Inline::Link { url, content: content() }),
            // An address that we do not link: its text is read all the same.
            None => out.extend(content()),
        },
        // A kind that a later version brings: its content, or its text.
        _ if fields.value.field("content").is_some() => out.extend(content()),
        _ => push_text(out, text()),
    }
}

/// Adds text; texts that touch are one.
fn push_text(out: &mut Vec<Inline>, text: String) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(&text),
        _ => out.push(Inline::Text(text)),
    }
}

/// What a block says, as a paragraph.
fn rescued<J: Json>(value: &J) -> Option<Block> {
    let mut text = String::new();
    collect(value, &mut text, limits::TEXT_DEPTH);
    let text = text.trim();
    (!text.is_empty()).then(|| Block::Paragraph(vec![Inline::Text(text.to_owned())]))
}

/// The fields of unknown things that hold words, in reading order; a space stands before those that are not running text.
const WORDS: [(&str, bool); 8] = [
    ("title", true),
    ("text", false),
    ("content", false),
    ("body", true),
    ("items", true),
    ("caption", true),
    ("attribution", true),
    ("credit", true),
];

fn collect<J: Json>(value: &J, out: &mut String, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Some(text) = value.text() {
        out.push_str(&text);
    } else if let Some(list) = value.list() {
        list.iter().for_each(|value| collect(value, out, depth));
    } else if value.is_object() {
        for (name, apart) in WORDS {
            if let Some(value) = value.field(name) {
                if apart && !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
                collect(&value, out, depth);
            }
        }
    }
}
