//! The sink that writes HTML text: a server's half of *one renderer*.

use super::{Kind, Sink};

/// Writes markup as HTML text, escaped.
#[derive(Debug, Default)]
pub struct Text {
    out: String,
    open: Vec<&'static Kind>,
    /// Whether the start tag written last still takes attributes.
    in_tag: bool,
}

impl Text {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was written.
    #[must_use]
    pub fn into_string(mut self) -> String {
        self.end_tag();
        self.out
    }

    fn end_tag(&mut self) {
        if core::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    /// Copies text in whole stretches; `quote` also for what stands between double quotes.
    fn escape(&mut self, text: &str, quote: bool) {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            let entity = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' if quote => "&quot;",
                _ => continue,
            };
            self.out.push_str(&text[from..at]);
            self.out.push_str(entity);
            from = at + 1;
        }
        self.out.push_str(&text[from..]);
    }
}

impl Sink for Text {
    fn open(&mut self, kind: &'static Kind) {
        self.end_tag();
        self.out.push('<');
        self.out.push_str(kind.name);
        if !kind.class.is_empty() {
            self.out.push_str(" class=\"");
            self.out.push_str(kind.class);
            self.out.push('"');
        }
        self.in_tag = true;
        self.open.push(kind);
    }

    fn attr(&mut self, name: &'static str, value: &str) {
        debug_assert!(self.in_tag, "an attribute comes before anything is put into its element");
        self.out.push(' ');
        self.out.push_str(name);
        if !value.is_empty() {
            self.out.push_str("=\"");
            self.escape(value, true);
            self.out.push('"');
        }
    }

    fn text(&mut self, text: &str) {
        self.end_tag();
        self.escape(text, false);
    }

    fn close(&mut self) {
        self.end_tag();
        if let Some(kind) = self.open.pop()
            && !kind.is_void()
        {
            self.out.push_str("</");
            self.out.push_str(kind.name);
            self.out.push('>');
        }
    }
}
