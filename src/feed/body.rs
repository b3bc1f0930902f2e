//! The content of an entry, a standfirst or a summary: a typed tree, never an HTML string (*typed body*).

use super::{Audio, Card, Embed, Image, Url, Video};

/// Blocks in reading order.
pub type Body = Vec<Block>;

/// A piece of a body that stands on its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A heading inside an entry.
    Heading {
        /// 1 is the level right below the entry's own title; at most 4.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// Somebody's words.
    Quote {
        /// What was said.
        body: Body,
        /// Who said it.
        attribution: Option<String>,
        /// Where it was said.
        url: Option<Url>,
    },
    /// A list.
    List {
        /// Whether the order counts.
        ordered: bool,
        /// The items, each a body of its own.
        items: Vec<Body>,
    },
    /// A picture.
    Image(Image),
    /// Several pictures that belong together; never empty.
    Gallery(Vec<Image>),
    /// A film.
    Video(Video),
    /// A sound.
    Audio(Audio),
    /// Somebody else's post, film or map.
    Embed(Embed),
    /// A related article.
    Card(Card),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Of importance.
    Strong(Vec<Inline>),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads.
        url: Url,
        /// Its text.
        content: Vec<Inline>,
    },
    /// Code, or what is typed.
    Code(String),
    /// A line ends here, the paragraph does not.
    Break,
}

/// The text of inlines without their marks; a break becomes a space.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    text
}

fn collect(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => collect(content, out),
            Inline::Break => out.push(' '),
        }
    }
}
