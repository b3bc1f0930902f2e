//! Running text.

use super::{Sink, kind};
use crate::feed::Inline;

/// Prints running text.
pub(super) fn inlines(sink: &mut dyn Sink, content: &[Inline]) {
    for inline in content {
        match inline {
            Inline::Text(text) => sink.text(text),
            Inline::Strong(content) => {
                sink.open(&kind::STRONG);
                inlines(sink, content);
                sink.close();
            }
            Inline::Emphasis(content) => {
                sink.open(&kind::EM);
                inlines(sink, content);
                sink.close();
            }
            Inline::Link { url, content } => {
                sink.open(&kind::A);
                sink.attr("href", url.as_str());
                inlines(sink, content);
                sink.close();
            }
            Inline::Code(text) => sink.leaf(&kind::CODE, text),
            Inline::Break => {
                sink.open(&kind::BR);
                sink.close();
            }
        }
    }
}
