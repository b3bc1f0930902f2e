//! Running text, and sentences of ours that hold somebody else's words.

use super::{Sink, kind};
use crate::{
    feed::Inline,
    locale::{Piece, pieces},
};

/// Prints running text.
pub(super) fn inlines(sink: &mut dyn Sink, content: &[Inline]) {
    print(sink, content, false);
}

/// Prints a sentence; `place` prints what stands in each of its places, by the place's name.
pub(super) fn sentence(sink: &mut dyn Sink, sentence: &str, place: &mut dyn FnMut(&mut dyn Sink, &str)) {
    for piece in pieces(sentence) {
        match piece {
            Piece::Text(text) => sink.text(text),
            Piece::Place(name) => place(sink, name),
        }
    }
}

/// A link within a link is text: HTML knows none, and a parser would end the outer one there.
fn print(sink: &mut dyn Sink, content: &[Inline], linked: bool) {
    for inline in content {
        match inline {
            Inline::Text(text) => sink.text(text),
            Inline::Strong(content) => {
                sink.open(&kind::STRONG);
                print(sink, content, linked);
                sink.close();
            }
            Inline::Emphasis(content) => {
                sink.open(&kind::EM);
                print(sink, content, linked);
                sink.close();
            }
            Inline::Link { content, .. } if linked => print(sink, content, linked),
            Inline::Link { url, content } => {
                sink.open(&kind::A);
                sink.attr("href", url.as_str());
                print(sink, content, true);
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
