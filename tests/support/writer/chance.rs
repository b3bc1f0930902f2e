//! Chance with a seed: texts, and what an editor does next.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{Desk, Writer};
use crate::Outcome;

const WORDS: [&str; 24] = [
    "the", "quarry", "a", "crane", "whistle", "under", "slate", "and", "ledge", "rope", "before", "noon", "lantern",
    "cart", "slow", "blue", "dust", "over", "ramp", "keeper", "said", "again", "north", "wall",
];

/// A row of decisions that a seed fixes.
#[derive(Debug)]
pub(super) struct Chance(Rng);

impl Chance {
    pub(super) fn of(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// From 1 to `most - 1`.
    pub(super) fn below(&mut self, most: i64) -> i64 {
        self.0.i64(1..most)
    }

    fn sentence(&mut self) -> String {
        let length = self.0.usize(4..18);
        let mut words: Vec<_> = (0..length).map(|_| *self.0.choice(&WORDS).unwrap_or(&"stone")).collect();
        let first = words.remove(0);
        format!("{}{} {}.", first[..1].to_uppercase(), &first[1..], words.join(" "))
    }

    /// One to five paragraphs.
    pub(super) fn body(&mut self) -> Value {
        let paragraphs = self.0.usize(1..6);
        let paragraph = |chance: &mut Self| {
            let sentences = chance.0.usize(1..5);
            let text: Vec<_> = (0..sentences).map(|_| chance.sentence()).collect();
            json!({"kind": "paragraph", "content": [{"kind": "text", "text": text.join(" ")}]})
        };
        (0..paragraphs).map(|_| paragraph(self)).collect()
    }

    /// A picture at an address of its own.
    pub(super) fn picture(&mut self) -> Value {
        json!({
            "kind": "image", "src": format!("/media/lighthouse-800.webp?{}", self.0.u32(..)), "width": 800, "height": 450,
            "alt": "A lighthouse on a rock", "caption": "Seen from the quarry",
        })
    }

    /// The fields of a new entry: most have a title, each tenth is a key entry.
    pub(super) fn entry(&mut self, sequence: u64) -> Value {
        let mut entry = json!({ "body": self.body() });
        let key = sequence.is_multiple_of(10);
        if key || self.0.u8(..) < 200 {
            entry["title"] = format!("{sequence}: {}", self.sentence().trim_end_matches('.')).into();
        }
        if key {
            entry["key"] = true.into();
        }
        entry
    }
}

impl<D: Desk> Writer<D> {
    /// One change by chance, above, at or below the entry that a reader looks at: an entry comes, is rewritten, gets a picture, is deleted,
    /// or is pinned instead of the last one. Says what it was, for the message of a test that fails. The entry itself is never deleted:
    /// what a reader sees then is a case of its own.
    ///
    /// # Errors
    /// If there is no such entry, or the desk fails.
    pub async fn change(&mut self, viewed: &str) -> Outcome<String> {
        let ids = self.ids();
        let at = ids.iter().position(|id| id == viewed).ok_or_else(|| format!("no entry {viewed}"))?;
        let (place, range) = match self.chance.0.u8(0..3) {
            0 if at > 0 => ("above (in new first)", 0..at),
            1 if at + 1 < ids.len() => ("below (in new first)", at + 1..ids.len()),
            _ => ("at", at..at + 1),
        };
        let id = &ids[self.chance.0.usize(range)];
        let what = match self.chance.0.u8(0..6) {
            0 | 1 => {
                let new = self.add_after(id).await?;
                format!("{new} came after {id}")
            }
            2 => self.picture(id).await.map(|()| format!("{id} got a picture"))?,
            3 if id != viewed => self.delete(id).await.map(|()| format!("{id} was deleted"))?,
            4 => self.pin(&[id.as_str()]).await.map(|()| format!("{id} was pinned"))?,
            _ => self.rewrite(id).await.map(|()| format!("{id} was rewritten"))?,
        };
        Ok(format!("revision {}: {what}, {place} {viewed}", self.revision()))
    }
}
