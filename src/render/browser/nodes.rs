//! Nodes, made by cloning one prototype per kind of element: never by parsing a string.

use web_sys::{Document, DocumentFragment, Element, Node};

use crate::render::{Kind, Sink};

/// Writes markup as nodes into a fragment.
pub(crate) struct Nodes {
    document: Document,
    /// One element per kind; kinds are statics, so their addresses tell them apart.
    prototypes: Vec<(usize, Element)>,
    /// The elements that are open, outermost first.
    open: Vec<Element>,
    fragment: DocumentFragment,
}

impl Nodes {
    /// An empty sink.
    pub(crate) fn new(document: Document) -> Self {
        let fragment = document.create_document_fragment();
        Self { document, prototypes: Vec::new(), open: Vec::new(), fragment }
    }

    /// What was written since the last call; the sink is ready for the next piece.
    pub(crate) fn take(&mut self) -> DocumentFragment {
        self.open.clear();
        // Texts that touch are one to a parser; only then are fresh nodes equal to those that a server printed.
        self.fragment.normalize();
        core::mem::replace(&mut self.fragment, self.document.create_document_fragment())
    }

    /// The first element of what was written since the last call.
    pub(crate) fn take_element(&mut self) -> Option<Element> {
        self.take().first_element_child()
    }

    fn make(&mut self, kind: &'static Kind) -> Option<Element> {
        let key = core::ptr::from_ref(kind).addr();
        let known = self.prototypes.iter().find(|(known, _)| *known == key);
        let prototype = match known {
            Some((_, prototype)) => prototype.clone(),
            None => {
                // Names are constants of ours, so making one cannot fail; if it did, its content would go to its parent.
                let element = self.document.create_element(kind.name).ok()?;
                if !kind.class.is_empty() {
                    element.set_class_name(kind.class);
                }
                self.prototypes.push((key, element.clone()));
                element
            }
        };
        Some(wasm_bindgen::JsCast::unchecked_into(prototype.clone_node().ok()?))
    }

    fn append(&self, node: &Node) {
        let parent: &Node = match self.open.last() {
            Some(element) => element,
            None => &self.fragment,
        };
        // Appending a fresh node to a node of ours cannot fail.
        let _ = parent.append_child(node);
    }
}

impl Sink for Nodes {
    fn open(&mut self, kind: &'static Kind) {
        if let Some(element) = self.make(kind) {
            self.append(&element);
            self.open.push(element);
        }
    }

    fn attr(&mut self, name: &'static str, value: &str) {
        if let Some(element) = self.open.last() {
            // Attribute names are constants of ours; none is a handler or a style.
            let _ = element.set_attribute(name, value);
        }
    }

    fn text(&mut self, text: &str) {
        self.append(&self.document.create_text_node(text));
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn leaf(&mut self, kind: &'static Kind, text: &str) {
        if let Some(element) = self.make(kind) {
            element.set_text_content(Some(text));
            self.append(&element);
        }
    }
}
