//! Blocks and inlines of a document. Nothing here loses text: a block that cannot be read keeps what it says.

use serde_json::Value;

use super::{
    fields::{Fault, Fields},
    media,
};
use crate::{
    feed::{Block, Body, Inline, Url},
    source::{SkipReason, limits},
};

/// How much of an entry may still be read.
pub(super) struct Budget {
    nodes: usize,
    depth: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { nodes: limits::NODES, depth: limits::DEPTH }
    }

    /// Counts a block or an inline.
    fn count(&mut self, fields: &Fields<'_>, name: &str) -> Result<(), Fault> {
        self.nodes = self.nodes.checked_sub(1).ok_or_else(|| fields.fault(name, SkipReason::TooLong))?;
        Ok(())
    }

    /// Goes one level down; at the bottom nothing is read but text.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
        let Some(depth) = self.depth.checked_sub(1) else { return Ok(None) };
        self.depth = depth;
        let result = read(self);
        self.depth += 1;
        result.map(Some)
    }
}

/// Reads a list of blocks.
pub(super) fn blocks(fields: &Fields<'_>, name: &str, budget: &mut Budget) -> Result<Body, Fault> {
    let mut out = Vec::new();
    for (at, value) in fields.values(name)?.iter().enumerate() {
        budget.count(fields, name)?;
        let path = [&fields.path(name), "[", &at.to_string(), "]"].concat();
        let inside = Fields::of(value, &path, fields.reader)?;
        match budget.deeper(|budget| block(&inside, budget))? {
            Some(Some(block)) => out.push(block),
            // Unknown, broken or too deep: what it says is kept as a paragraph.
            _ => out.extend(rescued(value)),
        }
    }
    Ok(out)
}

/// Reads a block; `None` where it is of no kind that we know, or what it needs is broken.
fn block(fields: &Fields<'_>, budget: &mut Budget) -> Result<Option<Block>, Fault> {
    // What belongs to the block alone costs the block alone; what is in it counts and cuts as everywhere.
    fn own<T>(read: Result<T, Fault>) -> Option<T> {
        read.ok()
    }
    Ok(match fields.value("kind").and_then(Value::as_str).unwrap_or_default() {
        "paragraph" => Some(Block::Paragraph(inlines(fields, "content", budget)?)),
        "heading" => {
            let level = own(fields.small("level")).flatten().unwrap_or(1).clamp(1, 4);
            Some(Block::Heading { level: level as u8, content: inlines(fields, "content", budget)? })
        }
        "quote" => Some(Block::Quote {
            body: blocks(fields, "body", budget)?,
            attribution: own(fields.text("attribution")).flatten(),
            url: own(fields.url("url")).flatten(),
        }),
        "list" => {
            let mut items = Vec::new();
            for (at, value) in fields.values("items")?.iter().enumerate() {
                let path = [&fields.path("items"), "[", &at.to_string(), "]"].concat();
                items.push(blocks(&Fields::of(value, &path, fields.reader)?, "body", budget)?);
            }
            Some(Block::List { ordered: own(fields.flag("ordered")).unwrap_or(false), items })
        }
        "image" => own(media::image(fields)).map(Block::Image),
        "gallery" => own(fields.list("items", media::image)).filter(|items| !items.is_empty()).map(Block::Gallery),
        "video" => own(media::video(fields)).map(Block::Video),
        "audio" => own(media::audio(fields)).map(Block::Audio),
        "embed" => own(media::embed(fields)).map(Block::Embed),
        "card" => own(media::card(fields)).map(Block::Card),
        _ => None,
    })
}

/// Reads a list of inlines.
fn inlines(fields: &Fields<'_>, name: &str, budget: &mut Budget) -> Result<Vec<Inline>, Fault> {
    let mut out = Vec::new();
    for (at, value) in fields.values(name)?.iter().enumerate() {
        budget.count(fields, name)?;
        let path = [&fields.path(name), "[", &at.to_string(), "]"].concat();
        let inside = Fields::of(value, &path, fields.reader)?;
        match budget.deeper(|budget| inline(&inside, budget, &mut out))? {
            Some(()) => {}
            None => {
                let mut text = String::new();
                collect(value, &mut text, limits::DEPTH);
                push_text(&mut out, text);
            }
        }
    }
    Ok(out)
}

fn inline(fields: &Fields<'_>, budget: &mut Budget, out: &mut Vec<Inline>) -> Result<(), Fault> {
    match fields.value("kind").and_then(Value::as_str).unwrap_or_default() {
        "text" => push_text(out, fields.raw_text("text")?.unwrap_or_default().to_owned()),
        "code" => out.push(Inline::Code(fields.raw_text("text")?.unwrap_or_default().to_owned())),
        "break" => out.push(Inline::Break),
        "strong" => out.push(Inline::Strong(inlines(fields, "content", budget)?)),
        "emphasis" => out.push(Inline::Emphasis(inlines(fields, "content", budget)?)),
        "link" => {
            let content = inlines(fields, "content", budget)?;
            let url = fields.raw_text("url")?.and_then(|text| Url::parse(text).ok());
            match url {
                Some(url) => out.push(Inline::Link { url: url.resolve(fields.reader.base), content }),
                // An address that we do not link: its text is read all the same.
                None => out.extend(content),
            }
        }
        // A kind that a later version brings: its text, or its content.
        _ if fields.value("content").is_some() => out.extend(inlines(fields, "content", budget)?),
        _ => push_text(out, fields.raw_text("text")?.unwrap_or_default().to_owned()),
    }
    Ok(())
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
fn rescued(value: &Value) -> Option<Block> {
    let mut text = String::new();
    collect(value, &mut text, limits::DEPTH);
    let text = text.trim();
    (!text.is_empty()).then(|| Block::Paragraph(vec![Inline::Text(text.to_owned())]))
}

/// The fields of unknown things that hold words, in reading order.
const WORDS: [&str; 8] = ["title", "text", "content", "body", "items", "caption", "attribution", "credit"];

fn collect(value: &Value, out: &mut String, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::String(text) => out.push_str(text),
        Value::Array(list) => list.iter().for_each(|value| collect(value, out, depth)),
        Value::Object(map) => {
            for value in WORDS.iter().filter_map(|name| map.get(*name)) {
                if !out.is_empty() && !out.ends_with(char::is_whitespace) && !value.is_array() && map.len() > 2 {
                    out.push(' ');
                }
                collect(value, out, depth);
            }
        }
        _ => {}
    }
}
