//! Somebody's HTML to a typed body, by allow-list: what is not on it keeps its text, what runs or loads is gone.
//!
//! The walker sees a document through one small trait, so a server's parser and a browser's own give the same body.

#[cfg(feature = "hydrate")]
pub mod browser;
mod inlines;
#[cfg(feature = "native")]
pub mod native;
mod walker;

use crate::feed::{Block, Body, Inline};

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

/// HTML that may not be parsed, because the page forbids it: its tags are left out and its text is shown.
#[must_use]
pub fn as_text(html: &str) -> Body {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        text.push(' ');
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() { Vec::new() } else { vec![Block::Paragraph(vec![Inline::Text(text)])] }
}
