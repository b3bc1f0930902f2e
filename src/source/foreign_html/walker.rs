//! The walker: a document's nodes to blocks and inlines.

use super::{
    Node,
    inlines::{Inlines, collapse},
};
use crate::{
    feed::{Audio, Block, Body, Caption, Image, Inline, MediaSource, Track, TrackKind, Url, Video, parse_number},
    source::limits,
};

/// Elements that are gone with everything in them: they run, load or style something, or are no content.
const GONE: [&str; 16] = [
    "script", "style", "template", "iframe", "object", "embed", "noscript", "svg", "math", "head", "title", "form",
    "input", "select", "textarea", "button",
];

/// Turns the children of a root into a body. Addresses are seen from `base`.
pub(super) fn body<N: Node>(root: &N, base: &str) -> Body {
    let mut walker = Walker { base, nodes: limits::NODES, blocks: Vec::new(), line: Inlines::default() };
    walker.flow(root, limits::DEPTH);
    walker.finish()
}

struct Walker<'a> {
    base: &'a str,
    /// How many nodes may still be seen.
    nodes: usize,
    blocks: Body,
    /// The paragraph that is being collected.
    line: Inlines,
}

impl<'a> Walker<'a> {
    fn finish(mut self) -> Body {
        self.end_line();
        self.blocks
    }

    /// Ends the paragraph that is being collected.
    fn end_line(&mut self) {
        if self.line.is_blank() {
            self.line.take();
        } else {
            self.blocks.push(Block::Paragraph(self.line.take_trimmed()));
        }
    }

    /// Blocks and loose text, as they stand in a body, a division, an item.
    fn flow<N: Node>(&mut self, parent: &N, depth: usize) {
        for child in parent.children() {
            let Some(nodes) = self.nodes.checked_sub(1) else { return };
            self.nodes = nodes;
            let Some(name) = child.name() else {
                self.line.text(&child.text());
                continue;
            };
            if GONE.contains(&name.as_str()) {
                continue;
            }
            let Some(depth) = depth.checked_sub(1) else {
                self.line.text(&text(&child, limits::TEXT_DEPTH));
                continue;
            };
            match name.as_str() {
                "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "details"
                | "summary" | "tr" | "dt" | "dd" | "pre" | "address" => {
                    self.end_line();
                    self.flow(&child, depth);
                    self.end_line();
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    self.end_line();
                    let level = name.as_bytes()[1] - b'0';
                    let content = self.inlines(&child, depth);
                    if !content.is_empty() {
                        self.blocks.push(Block::Heading { level: level.saturating_sub(2).clamp(1, 4), content });
                    }
                }
                "ul" | "ol" => {
                    self.end_line();
                    let items = self.items(&child, depth);
                    if !items.is_empty() {
                        self.blocks.push(Block::List { ordered: name == "ol", items });
                    }
                }
                "blockquote" => {
                    self.end_line();
                    let quote = self.quote(&child, depth);
                    self.blocks.extend(quote);
                }
                "figure" => {
                    self.end_line();
                    self.figure(&child, depth);
                }
                "img" => {
                    self.end_line();
                    self.blocks.extend(self.image(&child).map(Block::Image));
                }
                "video" | "audio" => {
                    self.end_line();
                    match self.media(&child, &name) {
                        Some(media) => self.blocks.push(media),
                        None => self.flow(&child, depth),
                    }
                }
                _ => self.inline(&child, &name, depth),
            }
        }
    }

    /// One inline element into the paragraph that is being collected.
    fn inline<N: Node>(&mut self, node: &N, name: &str, depth: usize) {
        match name {
            "br" => self.line.push(Inline::Break),
            "strong" | "b" => self.mark(node, depth, Inline::Strong),
            "em" | "i" | "cite" => self.mark(node, depth, Inline::Emphasis),
            "code" | "kbd" | "samp" => self.line.push(Inline::Code(text(node, limits::TEXT_DEPTH))),
            "a" => match node.attribute("href").and_then(|href| Url::parse(&href).ok()) {
                Some(url) => {
                    let url = url.resolve(self.base);
                    self.mark(node, depth, |content| Inline::Link { url, content });
                }
                None => self.flow(node, depth),
            },
            _ => self.flow(node, depth),
        }
    }

    fn mark<N: Node>(&mut self, node: &N, depth: usize, make: impl FnOnce(Vec<Inline>) -> Inline) {
        let content = self.raw_inlines(node, depth);
        if !content.is_empty() {
            self.line.push(make(content));
        }
    }

    /// The text of an element that holds no blocks, without white space at its ends.
    fn inlines<N: Node>(&mut self, node: &N, depth: usize) -> Vec<Inline> {
        let before = std::mem::take(&mut self.line);
        self.text_of(node, depth);
        let content = self.line.take_trimmed();
        self.line = before;
        content
    }

    fn raw_inlines<N: Node>(&mut self, node: &N, depth: usize) -> Vec<Inline> {
        let before = std::mem::take(&mut self.line);
        self.text_of(node, depth);
        let content = self.line.take();
        self.line = before;
        content
    }

    /// Collects text and marks alone; blocks inside (a heading in a link) give their text.
    fn text_of<N: Node>(&mut self, node: &N, depth: usize) {
        for child in node.children() {
            let Some(nodes) = self.nodes.checked_sub(1) else { return };
            self.nodes = nodes;
            match child.name() {
                None => self.line.text(&child.text()),
                Some(name) if GONE.contains(&name.as_str()) => {}
                Some(name) => match (depth.checked_sub(1), name.as_str()) {
                    (None, _) => self.line.text(&text(&child, limits::TEXT_DEPTH)),
                    (Some(depth), "br" | "strong" | "b" | "em" | "i" | "cite" | "code" | "kbd" | "samp") => {
                        self.inline(&child, &name, depth);
                    }
                    (Some(depth), "a") if child.attribute("href").is_some_and(|href| Url::parse(&href).is_ok()) => {
                        self.inline(&child, &name, depth);
                    }
                    (Some(depth), _) => self.text_of(&child, depth),
                },
            }
        }
    }

    /// What is inside a node, as a body of its own.
    fn inside<N: Node>(&mut self, node: &N, depth: usize) -> Body {
        let mut walker = Walker { base: self.base, nodes: self.nodes, blocks: Vec::new(), line: Inlines::default() };
        walker.flow(node, depth);
        self.nodes = walker.nodes;
        walker.finish()
    }

    fn items<N: Node>(&mut self, list: &N, depth: usize) -> Vec<Body> {
        let mut items = Vec::new();
        for child in list.children() {
            match child.name().as_deref() {
                Some("ul" | "ol") => {
                    // A list right in a list, as editors write it, belongs to the item above.
                    let nested = self.items(&child, depth.saturating_sub(1));
                    let list = Block::List { ordered: child.name().as_deref() == Some("ol"), items: nested };
                    match items.last_mut() {
                        Some(last) => Body::push(last, list),
                        None => items.push(vec![list]),
                    }
                }
                Some(name) if GONE.contains(&name) => {}
                Some(_) => items.push(self.inside(&child, depth)),
                None if child.text().trim().is_empty() => {}
                None => items.push(vec![Block::Paragraph(vec![Inline::Text(child.text().trim().to_owned())])]),
            }
        }
        items.retain(|item| !item.is_empty());
        items
    }

    fn quote<N: Node>(&mut self, node: &N, depth: usize) -> Option<Block> {
        let last = node.children().into_iter().rfind(|child| child.name().is_some() || !child.text().trim().is_empty());
        let attribution = last.filter(|last| matches!(last.name().as_deref(), Some("cite" | "footer")));
        let mut body = self.inside(node, depth);
        let attribution =
            attribution.map(|node| collapse(&text(&node, limits::TEXT_DEPTH))).filter(|text| !text.is_empty());
        if attribution.is_some() {
            // It was read as the last paragraph, or as the end of it.
            if let Some(Block::Paragraph(last)) = body.last_mut() {
                last.pop();
                if last.is_empty() {
                    body.pop();
                }
            }
        }
        let url = node.attribute("cite").and_then(|url| Url::parse(&url).ok()).map(|url| url.resolve(self.base));
        (!body.is_empty()).then_some(Block::Quote { body, attribution, url })
    }

    /// A figure's picture or film takes the figure's caption.
    fn figure<N: Node>(&mut self, node: &N, depth: usize) {
        let caption = find(node, "figcaption", depth).map(|node| collapse(&text(&node, limits::TEXT_DEPTH)));
        let caption = Caption { text: caption.filter(|text| !text.is_empty()), ..Caption::default() };
        if let Some(mut image) = find(node, "img", depth).and_then(|node| self.image(&node)) {
            image.caption = caption;
            self.blocks.push(Block::Image(image));
            return;
        }
        for name in ["video", "audio"] {
            match find(node, name, depth).and_then(|node| self.media(&node, name)) {
                Some(Block::Video(video)) => return self.blocks.push(Block::Video(Video { caption, ..video })),
                Some(Block::Audio(audio)) => return self.blocks.push(Block::Audio(Audio { caption, ..audio })),
                _ => {}
            }
        }
        self.flow(node, depth);
        self.end_line();
    }

    fn url<N: Node>(&self, node: &N, name: &str) -> Option<Url> {
        Some(Url::parse(&node.attribute(name)?).ok()?.resolve(self.base))
    }

    fn image<N: Node>(&self, node: &N) -> Option<Image> {
        Some(Image {
            src: self.url(node, "src")?,
            width: number(node, "width"),
            height: number(node, "height"),
            variants: Vec::new(),
            alt: node.attribute("alt").unwrap_or_default(),
            caption: Caption::default(),
        })
    }

    fn media<N: Node>(&self, node: &N, name: &str) -> Option<Block> {
        let mut sources: Vec<MediaSource> =
            self.url(node, "src").map(|src| MediaSource { src, mime: None }).into_iter().collect();
        let mut tracks = Vec::new();
        for child in node.children() {
            match child.name().as_deref() {
                Some("source") => {
                    sources
                        .extend(self.url(&child, "src").map(|src| MediaSource { src, mime: child.attribute("type") }));
                }
                Some("track") => {
                    let kind = child.attribute("kind");
                    let kind = TrackKind::ALL.into_iter().find(|known| kind.as_deref() == Some(known.as_str()));
                    tracks.extend(self.url(&child, "src").map(|src| Track {
                        kind: kind.unwrap_or(TrackKind::Subtitles),
                        src,
                        language: child.attribute("srclang"),
                        label: child.attribute("label"),
                    }));
                }
                _ => {}
            }
        }
        if sources.is_empty() {
            return None;
        }
        let caption = Caption::default();
        Some(match name {
            "audio" => Block::Audio(Audio { sources, caption }),
            _ => Block::Video(Video {
                sources,
                poster: self.url(node, "poster"),
                width: number(node, "width"),
                height: number(node, "height"),
                tracks,
                caption,
            }),
        })
    }
}

/// The first element of a name in a node, in document order.
fn find<N: Node>(node: &N, name: &str, depth: usize) -> Option<N> {
    for child in node.children() {
        if child.name().as_deref() == Some(name) {
            return Some(child);
        }
        if let Some(depth) = depth.checked_sub(1)
            && let Some(found) = find(&child, name, depth)
        {
            return Some(found);
        }
    }
    None
}

/// The text of a node and what is in it, `depth` levels down.
fn text<N: Node>(node: &N, depth: usize) -> String {
    match node.name() {
        None => node.text(),
        Some(name) if GONE.contains(&name.as_str()) => String::new(),
        Some(_) => match depth.checked_sub(1) {
            Some(depth) => node.children().iter().map(|child| text(child, depth)).collect(),
            None => node.children().iter().filter(|child| child.name().is_none()).map(Node::text).collect(),
        },
    }
}

fn number<N: Node>(node: &N, name: &str) -> Option<u32> {
    parse_number(node.attribute(name)?.trim())?.try_into().ok()
}
