//! Running text as it is collected: white space as HTML collapses it, texts that touch as one.

use crate::feed::Inline;

/// Collects running text.
#[derive(Default)]
pub(super) struct Inlines(Vec<Inline>);

impl Inlines {
    /// Adds a text; runs of white space are one space.
    pub(super) fn text(&mut self, text: &str) {
        let spaced = matches!(self.0.last(), Some(Inline::Text(text)) if text.ends_with(' '))
            || matches!(self.0.last(), Some(Inline::Break));
        let mut add = String::with_capacity(text.len());
        for c in text.chars() {
            if !is_space(c) {
                add.push(c);
            } else if !(add.ends_with(' ') || add.is_empty() && spaced) {
                add.push(' ');
            }
        }
        match self.0.last_mut() {
            _ if add.is_empty() => {}
            Some(Inline::Text(last)) => last.push_str(&add),
            _ => self.0.push(Inline::Text(add)),
        }
    }

    /// Adds something that is not a text.
    pub(super) fn push(&mut self, inline: Inline) {
        self.0.push(inline);
    }

    /// Whether nothing but white space was collected.
    pub(super) fn is_blank(&self) -> bool {
        self.0.iter().all(|inline| match inline {
            Inline::Text(text) => text.trim().is_empty(),
            Inline::Break => true,
            _ => false,
        })
    }

    /// What was collected, without white space and breaks at both ends.
    pub(super) fn take_trimmed(&mut self) -> Vec<Inline> {
        let mut out = std::mem::take(&mut self.0);
        loop {
            match out.last_mut() {
                Some(Inline::Text(text)) => {
                    text.truncate(text.trim_end().len());
                    if !text.is_empty() {
                        break;
                    }
                    out.pop();
                }
                Some(Inline::Break) => {
                    out.pop();
                }
                _ => break,
            }
        }
        while let Some(first) = out.first_mut() {
            match first {
                Inline::Text(text) => {
                    let trimmed = text.trim_start();
                    if !trimmed.is_empty() {
                        *text = trimmed.to_owned();
                        break;
                    }
                    out.remove(0);
                }
                Inline::Break => {
                    out.remove(0);
                }
                _ => break,
            }
        }
        out
    }

    /// What was collected, as it is.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        std::mem::take(&mut self.0)
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

/// A text in which every run of white space is one space, and which has none at its ends.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if !letter.is_whitespace() {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
