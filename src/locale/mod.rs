//! How a language says it: words, plurals, times, numbers, direction.

/// One language, ready to speak.
#[derive(Clone, Debug)]
pub struct Locale {}
