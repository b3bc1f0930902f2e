//! The browser's own parser's document, which was parsed without running or loading anything.

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{Node, walker};
use crate::feed::Body;

/// Turns what is inside an element of an inert document into a body. Addresses are seen from `base`.
pub(crate) fn body(root: &Element, base: &str) -> Body {
    walker::body(&Live(root.clone().into()), base)
}

struct Live(web_sys::Node);

impl Node for Live {
    fn name(&self) -> Option<String> {
        self.0.dyn_ref::<Element>().map(Element::local_name)
    }

    fn text(&self) -> String {
        self.0.node_value().unwrap_or_default()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.dyn_ref::<Element>()?.get_attribute(name)
    }

    fn children(&self) -> Vec<Self> {
        let mut out = Vec::new();
        let mut next = self.0.first_child();
        while let Some(node) = next {
            next = node.next_sibling();
            if matches!(node.node_type(), web_sys::Node::ELEMENT_NODE | web_sys::Node::TEXT_NODE) {
                out.push(Self(node));
            }
        }
        out
    }
}
