//! What can be wrong with a document, and where.

use core::fmt;

use crate::feed::print_number;

/// Why nothing of a document could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// It is longer than [`super::limits::BYTES`].
    TooLong(usize),
    /// It is not JSON: where and why, in the parser's words.
    NotJson(String),
    /// It is JSON of another format.
    Format(Option<String>),
    /// A field of the head is missing or is not what it should be.
    Field {
        /// Where it is: `coverage.start`.
        path: String,
        /// What is wrong with it.
        reason: SkipReason,
    },
}

impl ReadError {
    /// The error in a sentence. `Display` says the same; the browser's build does without the formatter behind it.
    #[must_use]
    pub fn say(&self) -> String {
        match self {
            Self::TooLong(bytes) => {
                let (bytes, limit) = (print_number(*bytes as u64), print_number(super::limits::BYTES as u64));
                ["it has ", &bytes, " bytes, more than ", &limit].concat()
            }
            Self::NotJson(reason) => reason.clone(),
            Self::Format(None) => "format is missing; it should be \"live-updates/1\"".into(),
            Self::Format(Some(found)) => ["format is \"", found, "\"; it should be \"live-updates/1\""].concat(),
            Self::Field { path, reason } => [path, " ", &*reason.say()].concat(),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say())
    }
}

impl core::error::Error for ReadError {}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkipReason {
    /// It has to be there.
    Missing,
    /// It should be of this kind.
    NotA(&'static str),
    /// It is longer than it may be.
    TooLong,
}

impl SkipReason {
    /// The reason as it follows a field's name.
    #[must_use]
    pub fn say(self) -> String {
        match self {
            Self::Missing => "is missing".into(),
            Self::NotA(what) => ["is not ", what].concat(),
            Self::TooLong => "is too long".into(),
        }
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say())
    }
}

/// An entry that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its place in the document's list, counted from 0.
    pub index: usize,
    /// Its id, where it has one.
    pub id: Option<String>,
    /// Where the fault is: `entries[3].published`.
    pub path: String,
    /// What is wrong there.
    pub reason: SkipReason,
}

impl Skipped {
    /// Place, reason and id in a sentence.
    #[must_use]
    pub fn say(&self) -> String {
        let mut out = [&*self.path, " ", &self.reason.say()].concat();
        if let Some(id) = &self.id {
            out.push_str(&[" (entry \"", id, "\")"].concat());
        }
        out
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say())
    }
}
