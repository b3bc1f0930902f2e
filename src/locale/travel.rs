//! How a language reaches a browser: a JSON list of texts, refused where it does not fit this build.

use std::borrow::Cow;

use serde_json::Value;

use super::{Direction, Locale, Plurals, Tables, Words};

impl Locale {
    /// Reads a language. `None` where the list is not one, or is one of another build: English is spoken then.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Self> {
        let Ok(Value::Array(list)) = serde_json::from_str(json) else { return None };
        if list.len() != Words::COUNT + 4 {
            return None;
        }
        let mut texts = list.into_iter().map_while(|value| match value {
            Value::String(text) => Some(text),
            _ => None,
        });
        let tag = Cow::Owned(texts.next()?);
        let direction = if texts.next()? == "rtl" { Direction::RightToLeft } else { Direction::LeftToRight };
        let tables = Tables { direction, date: Cow::Owned(texts.next()?), plurals: Plurals(Cow::Owned(texts.next()?)) };
        Some(Self { tag, tables, words: Words::from_list(&mut texts)? })
    }

    /// Writes a language for [`Self::from_json`]: tag, direction, date pattern, plural table, then the sentences in order.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut list = vec![&*self.tag, self.direction().as_str(), &*self.tables.date, &*self.tables.plurals.0];
        list.extend(self.words.list());
        Value::from(list).to_string()
    }
}
