//! Whether the chrome arrived as it was printed: Leptos compares almost nothing while it hydrates, and traps or goes
//! quietly wrong on what is missing, so we compare first.
//!
//! The fingerprint covers element names, text nodes and comments in document order (FNV-1a, 32 bits), not the words.
//! The same code hashes a server's string and a browser's nodes.

use std::fmt::Write;

/// A node as the fingerprint sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen<'a> {
    /// An element of this name.
    Element(&'a str),
    /// A text, whatever it says.
    Text,
    /// A comment, whatever it says.
    Comment,
}

/// A running fingerprint.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fingerprint {
    count: u32,
    hash: u32,
}

impl Fingerprint {
    /// The fingerprint of nothing.
    pub(crate) const fn new() -> Self {
        Self { count: 0, hash: 0x811c_9dc5 }
    }

    /// Adds the next node in document order.
    pub(crate) fn see(&mut self, node: Seen<'_>) {
        self.count += 1;
        match node {
            Seen::Element(name) => {
                self.byte(b'<');
                name.bytes().for_each(|b| self.byte(b.to_ascii_lowercase()));
            }
            Seen::Text => self.byte(b'#'),
            Seen::Comment => self.byte(b'!'),
        }
    }

    fn byte(&mut self, byte: u8) {
        self.hash = (self.hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }

    /// `count:hash`, as it stands in `data-fingerprint`.
    pub(crate) fn print(self) -> String {
        let mut out = String::new();
        let _ = write!(out, "{}:{}", self.count, self.hash);
        out
    }
}

/// The fingerprint of markup that we printed: elements, texts and comments, no raw-text elements, every `<` escaped.
#[must_use]
pub fn fingerprint(html: &str) -> String {
    let mut print = Fingerprint::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(comment) = rest.strip_prefix("<!") {
            print.see(Seen::Comment);
            // `<!>` is a whole comment to a parser, as `<!--x-->` is.
            let end = if comment.starts_with("--") {
                comment.find("-->").map(|at| at + 3)
            } else {
                comment.find('>').map(|at| at + 1)
            };
            rest = end.and_then(|end| comment.get(end..)).unwrap_or_default();
        } else if let Some(tag) = rest.strip_prefix('<') {
            if !tag.starts_with('/') {
                let end = tag.find([' ', '>', '/']).unwrap_or(tag.len());
                print.see(Seen::Element(tag.get(..end).unwrap_or_default()));
            }
            rest = after_tag(tag);
        } else {
            print.see(Seen::Text);
            rest = rest.find('<').and_then(|at| rest.get(at..)).unwrap_or_default();
        }
    }
    print.print()
}

/// What stands behind a tag; a `>` inside a quoted attribute does not end it.
fn after_tag(tag: &str) -> &str {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return tag.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn sees_structure_and_not_words() {
        let printed = fingerprint("<p a=\">\">Being updated<!></p><a>x</a>");
        assert_eq!(printed, fingerprint("<p>Ended<!----></p><a href=\"y\">z</a>"));
        for altered in [
            "<p>x</p><a>x</a>",
            "<p>x<!></p> <a>x</a>",
            "<p><!></p><a>x</a>",
            "<p><font>x</font><!></p><a>x</a>",
            "<a>x</a>",
        ] {
            assert_ne!(printed, fingerprint(altered), "{altered}");
        }
    }
}
