//! html5ever's document, for servers and tools.

use html5ever::{driver::ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::{Node, walker};
use crate::{feed::Body, source::limits};

/// How many bytes are parsed between two looks at the depth. The parser's work grows with depth times length: without a look,
/// 50 KB of `<div>` would take ten seconds.
const STEP: usize = 4096;

/// Turns HTML into a body. Addresses are seen from `base`. HTML that is nested deeper than [`limits::TEXT_DEPTH`] was not
/// written for readers: its text is kept, without its tags.
#[must_use]
pub fn body(html: &str, base: &str) -> Body {
    // Parsed as a browser's `DOMParser` does, so that both give the same body.
    let mut parser = parse_document(RcDom::default(), ParseOpts::default());
    let mut rest = html;
    while !rest.is_empty() {
        let (step, after) = rest.split_at(rest.floor_char_boundary(STEP));
        parser.process(step.into());
        rest = after;
        if is_too_deep(&parser.tokenizer.sink.sink.document) {
            return super::as_text(html);
        }
    }
    let dom = parser.finish();
    let body = child(&dom.document, "html").and_then(|html| child(&html, "body"));
    body.map_or_else(Vec::new, |root| walker::body(&Parsed(root), base))
}

/// The child element of a name.
fn child(node: &Handle, name: &str) -> Option<Handle> {
    let is = |child: &&Handle| matches!(&child.data, NodeData::Element { name: found, .. } if &*found.local == name);
    node.children.borrow().iter().find(is).cloned()
}

/// Whether something stands deeper than text is collected from. Level by level, since a call for each could go too deep itself.
fn is_too_deep(document: &Handle) -> bool {
    let mut level = vec![document.clone()];
    for _ in 0..limits::TEXT_DEPTH {
        level = level.iter().flat_map(|node| node.children.borrow().clone()).collect();
        if level.is_empty() {
            return false;
        }
    }
    true
}

struct Parsed(Handle);

impl Node for Parsed {
    fn name(&self) -> Option<String> {
        match &self.0.data {
            NodeData::Element { name, .. } => Some(name.local.to_string()),
            _ => None,
        }
    }

    fn text(&self) -> String {
        match &self.0.data {
            NodeData::Text { contents } => contents.borrow().to_string(),
            _ => String::new(),
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        match &self.0.data {
            NodeData::Element { attrs, .. } => {
                attrs.borrow().iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.to_string())
            }
            _ => None,
        }
    }

    fn children(&self) -> Vec<Self> {
        let children = self.0.children.borrow();
        let seen = |child: &&Handle| matches!(child.data, NodeData::Element { .. } | NodeData::Text { .. });
        children.iter().filter(seen).cloned().map(Self).collect()
    }
}
