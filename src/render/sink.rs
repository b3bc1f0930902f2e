//! What markup is written to: text on a server, nodes in a browser. Nothing here takes a tag or an attribute's name from a feed.

/// An element that we print: its name and its class. All are constants of [`super::kind`], so a browser can clone one prototype each.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The element's name.
    pub name: &'static str,
    /// Its class; empty for none.
    pub class: &'static str,
}

impl Kind {
    /// Whether the element has no content and no end tag.
    #[must_use]
    pub fn is_void(&self) -> bool {
        matches!(self.name, "img" | "br" | "hr" | "source" | "track")
    }
}

/// Receives markup in document order.
pub trait Sink {
    /// Opens an element.
    fn open(&mut self, kind: &'static Kind);
    /// Sets an attribute of the element opened last, before anything is put into it. The value is escaped by the sink.
    fn attr(&mut self, name: &'static str, value: &str);
    /// Adds text; escaped by the sink.
    fn text(&mut self, text: &str);
    /// Closes the element opened last.
    fn close(&mut self);

    /// Sets an attribute without a value.
    fn flag(&mut self, name: &'static str) {
        self.attr(name, "");
    }

    /// An element that holds one text and has no attributes: one step instead of three.
    fn leaf(&mut self, kind: &'static Kind, text: &str) {
        self.open(kind);
        self.text(text);
        self.close();
    }
}
