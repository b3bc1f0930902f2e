//! How much we read: enough for the longest blog that we know of, too little to hang a reader's phone.

/// The longest document, in bytes.
pub const BYTES: usize = 16 * 1024 * 1024;
/// The most entries of one document: a month of a busy desk.
pub const ENTRIES: usize = 20_000;
/// The deepest nesting of blocks and inlines; what is deeper keeps its text.
pub const DEPTH: usize = 24;
/// The most blocks and inlines of one entry, counted together.
pub const NODES: usize = 20_000;
/// The longest single text, in bytes: a long article, twice.
pub const TEXT: usize = 200_000;
/// The most of any other list: authors, tags, variants, tracks, corrections.
pub const LIST: usize = 500;
/// The deepest nesting that text is still collected from; what is deeper than that was not written for readers.
pub const TEXT_DEPTH: usize = 512;
