//! html5ever's document, for servers and tools.

use html5ever::{driver::ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::{Node, walker};
use crate::feed::Body;

/// Turns HTML into a body. Addresses are seen from `base`.
#[must_use]
pub fn body(html: &str, base: &str) -> Body {
    // Parsed as a browser's `DOMParser` does, so that both give the same body.
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    match find(&dom.document, "body") {
        Some(root) => walker::body(&Parsed(root), base),
        None => Vec::new(),
    }
}

fn find(node: &Handle, name: &str) -> Option<Handle> {
    node.children.borrow().iter().find_map(|child| match &child.data {
        NodeData::Element { name: found, .. } if &*found.local == name => Some(child.clone()),
        NodeData::Element { .. } => find(child, name),
        _ => None,
    })
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
