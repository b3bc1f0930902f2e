//! When "3 new updates" is said aloud: once per batch, and not every moment on a busy day.

/// The least time between two announcements, in milliseconds.
const QUIET: u64 = 20_000;

/// Keeps the announcements of new entries apart. Moments are milliseconds that never run backwards.
#[derive(Clone, Copy, Debug, Default)]
pub struct Announce {
    unsaid: bool,
    not_before: u64,
}

/// What is to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speak {
    /// Nothing that was not said.
    No,
    /// How many entries wait, now.
    Now,
    /// Not yet: look again after so many milliseconds.
    In(u32),
}

impl Announce {
    /// Entries arrived and wait.
    pub fn arrived(&mut self) {
        self.unsaid = true;
    }

    /// None wait any more: they were shown, or deleted. What was not said need not be said.
    pub fn emptied(&mut self) {
        self.unsaid = false;
    }

    /// Whether to speak. [`Speak::Now`] counts as done.
    pub fn speak(&mut self, now: u64) -> Speak {
        if !self.unsaid {
            return Speak::No;
        }
        if now < self.not_before {
            return Speak::In((self.not_before - now) as u32);
        }
        self.unsaid = false;
        self.not_before = now + QUIET;
        Speak::Now
    }
}
