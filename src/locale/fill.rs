//! Sentences with places to fill: `Starts {time}`.

/// A piece of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they are.
    Text(&'a str),
    /// The name of what stands here.
    Place(&'a str),
}

/// A sentence in pieces, for those that hold more than text: links.
pub fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = sentence;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let open = rest.find('{').unwrap_or(rest.len());
        if open > 0 {
            let (text, after) = rest.split_at(open);
            rest = after;
            return Some(Piece::Text(text));
        }
        match rest.find('}') {
            Some(close) => {
                let name = &rest[1..close];
                rest = &rest[close + 1..];
                Some(Piece::Place(name))
            }
            None => {
                let text = rest;
                rest = "";
                Some(Piece::Text(text))
            }
        }
    })
}

/// A sentence with its places filled; a place without a value stays empty.
#[must_use]
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for piece in pieces(sentence) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Place(name) => {
                if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                    out.push_str(value);
                }
            }
        }
    }
    out
}
