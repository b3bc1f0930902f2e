//! What the walker asks of a document.

/// A node of a document that somebody else's parser made.
pub(crate) trait Node: Sized {
    /// An element's name in lower case; `None` for a text.
    fn name(&self) -> Option<String>;
    /// A text's text.
    fn text(&self) -> String;
    /// An element's attribute.
    fn attribute(&self, name: &str) -> Option<String>;
    /// The elements and texts in it.
    fn children(&self) -> Vec<Self>;
}
