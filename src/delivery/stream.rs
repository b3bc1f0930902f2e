//! The stream: an optimisation that is held while it works, and left alone while it does not.

use super::{
    happened::{Answer, Happened},
    plan::{MINUTE, Plan},
    poll::{BASE, CAP},
    retry::{around, backoff, share},
    to_do::{Say, Verdict},
};

/// How long a stream that failed three times in a row is left alone.
const LEFT_ALONE: u64 = 10 * MINUTE;

/// How the stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    Closed,
    /// It was opened and has not said anything.
    Opening,
    /// It spoke.
    Alive,
}

impl Plan {
    /// Judges what a stream did. What comes from one that is closed is void.
    pub(super) fn streamed(&mut self, what: Happened, now: u64, random: u32) -> Verdict {
        if self.stream == Stream::Closed {
            return Self::UNASKED;
        }
        match what {
            Happened::StreamOpened => self.heard = now,
            Happened::Beat => self.alive(now, random),
            Happened::StreamSaid(answer) => return self.said(answer, now, random),
            Happened::Reset => {
                self.need_head = true;
                self.close_stream();
                self.stream_failed(now, random);
            }
            // It closed by itself; there is nothing to close.
            _ => {
                self.stream = Stream::Closed;
                self.stream_failed(now, random);
            }
        }
        Verdict::Nothing
    }

    fn said(&mut self, answer: Answer, now: u64, random: u32) -> Verdict {
        let Answer::Delta { epoch, from, revision, more, facts } = answer else {
            self.close_stream();
            self.stream_failed(now, random);
            return Verdict::Discard;
        };
        if self.foreign(epoch) {
            if !self.echo(epoch, now) {
                self.need_head = true;
            }
            self.close_stream();
            self.stream_failed(now, random);
            return Verdict::Discard;
        }
        self.alive(now, random);
        if from > self.known.revision {
            self.catch_up(now);
            return Verdict::Discard;
        }
        if revision <= self.known.revision {
            return Verdict::Discard;
        }
        self.learn(epoch, revision, facts);
        if more {
            self.catch_up(now);
        } else if !self.need_head && !self.asked && self.asking.is_none() {
            self.well(now, random);
        }
        Verdict::Apply
    }

    /// It works: from now on it is only checked now and then.
    fn alive(&mut self, now: u64, random: u32) {
        self.heard = now;
        self.stream_failures = 0;
        if self.stream == Stream::Opening {
            self.stream = Stream::Alive;
            if self.current && self.asking.is_none() {
                self.rest(now, random);
            }
        }
    }

    /// Whether a stream should be held at all.
    fn wants_stream(&self) -> bool {
        let facts = self.known.facts;
        let can = facts.stream && !facts.ended && self.known.loaded && self.stopped == Say::Quiet;
        can && self.allowed.stream && self.follows() && !self.hidden && !self.offline
    }

    /// Whether it may be opened: only by a reader who has caught up.
    pub(super) fn may_open(&self) -> bool {
        self.stream == Stream::Closed && self.current && self.wants_stream()
    }

    /// Closes it if there is no reason left to hold it.
    pub(super) fn stream_unless_wanted(&mut self) {
        if !self.wants_stream() {
            self.close_stream();
        }
    }

    pub(super) fn close_stream(&mut self) {
        self.closing |= self.stream != Stream::Closed;
        self.stream = Stream::Closed;
    }

    /// It failed: one poll, not in step with the others that lost it, then it is tried again, later and later.
    pub(super) fn stream_failed(&mut self, now: u64, random: u32) {
        self.stream_failures = self.stream_failures.saturating_add(1);
        let wait = match self.stream_failures {
            0..3 => backoff(self.stream_failures, BASE, CAP, random),
            _ => around(LEFT_ALONE, random),
        };
        self.stream_due = now + wait;
        self.current = false;
        self.due = self.due.min(now + share(BASE, random));
    }
}
