//! What can be wrong with a document, and where.

use core::fmt;

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

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(bytes) => write!(f, "it has {bytes} bytes, more than {}", super::limits::BYTES),
            Self::NotJson(reason) => f.write_str(reason),
            Self::Format(None) => f.write_str("format is missing; it should be \"live-updates/1\""),
            Self::Format(Some(found)) => write!(f, "format is \"{found}\"; it should be \"live-updates/1\""),
            Self::Field { path, reason } => write!(f, "{path} {reason}"),
        }
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

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::NotA(what) => write!(f, "is not {what}"),
            Self::TooLong => f.write_str("is too long"),
        }
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

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.reason)?;
        if let Some(id) = &self.id {
            write!(f, " (entry \"{id}\")")?;
        }
        Ok(())
    }
}
