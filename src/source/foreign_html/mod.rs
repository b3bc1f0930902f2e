//! Somebody's HTML to a typed body, by allow-list: what is not on it keeps its text, what runs or loads is gone.
//!
//! The walker sees a document through one small trait, so a server's parser and a browser's own give the same body.

#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(any(feature = "native", feature = "hydrate"))]
mod inlines;
#[cfg(feature = "native")]
pub mod native;
#[cfg(any(feature = "native", feature = "hydrate"))]
mod node;
#[cfg(any(feature = "native", feature = "hydrate"))]
mod walker;

#[cfg(any(feature = "native", feature = "hydrate"))]
pub(crate) use node::Node;

#[cfg(any(feature = "native", feature = "hydrate"))]
use crate::feed::{Block, Body, Inline};

/// HTML that may not be parsed, because the page forbids it: its tags are left out and its text is shown.
#[cfg(any(feature = "native", feature = "hydrate"))]
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
    let text = inlines::collapse(&text);
    if text.is_empty() { Vec::new() } else { vec![Block::Paragraph(vec![Inline::Text(text)])] }
}
