//! What happened, and the state before it, give the state after it and what to do: every decision of delivery is made here.
//!
//! No clock, no dice, no network: the moment and a random number come with each event. `poll` judges answers, `stream` the
//! stream; this file has the state, the reader's comings and goings, and [`Plan::settle`], which draws the conclusions.

use super::{
    happened::{Allowed, Facts, Happened, Known},
    stream::Stream,
    to_do::{Ask, Say, ToDo, Turn, Verdict},
};

/// No moment at all.
pub(super) const NEVER: u64 = u64::MAX;
/// A second in milliseconds.
pub(super) const SECOND: u64 = 1000;
/// A minute in milliseconds.
pub(super) const MINUTE: u64 = 60 * SECOND;
/// An hour in milliseconds.
pub(super) const HOUR: u64 = 60 * MINUTE;
/// The least time between two requests, however often the reader comes and goes.
pub(super) const GAP: u64 = 2 * SECOND;
/// How long a request may take, and how long a stream may be silent.
const PATIENCE: u64 = 45 * SECOND;
/// A timer this late says that the machine slept.
const SLEPT: u64 = 30 * SECOND;

/// One reader's plan. Moments are milliseconds that never run backwards, and that go on while the machine sleeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is shown.
    pub(super) known: Known,
    pub(super) allowed: Allowed,
    pub(super) hidden: bool,
    pub(super) offline: bool,
    paused: bool,
    /// Somebody asked, and has not been answered.
    pub(super) asked: bool,
    /// Why nothing is asked for any more; `Quiet` as long as there is no reason.
    pub(super) stopped: Say,
    /// The request under way.
    pub(super) asking: Option<Ask>,
    /// When the last request was made.
    asked_at: u64,
    /// When to ask next.
    pub(super) due: u64,
    /// Not before this, whatever happens.
    pub(super) gate: u64,
    /// The changes do not follow on from what is here: the head is needed.
    pub(super) need_head: bool,
    /// The last answer was good and nothing has put it in doubt since.
    pub(super) current: bool,
    /// Requests in a row that failed.
    pub(super) failures: u8,
    /// Answers in a row that were 404.
    pub(super) missing: u8,
    /// Since when there has been trouble.
    pub(super) trouble: u64,
    /// The reader waits for an answer, so the first failure is said.
    pub(super) loud: bool,
    /// The epoch that was left, and when: a cache may still hold answers of it.
    pub(super) left: (u64, u64),
    /// The blog has just ended: one late check.
    pub(super) late: bool,
    /// Requests made at once, since when.
    pub(super) hurries: (u8, u64),
    pub(super) stream: Stream,
    /// The stream was closed from here, and nobody was told yet.
    pub(super) closing: bool,
    /// When the stream last gave a sign.
    pub(super) heard: u64,
    /// Streams in a row that failed without a beat.
    pub(super) stream_failures: u8,
    /// When the stream may be tried.
    pub(super) stream_due: u64,
    /// When the timer was asked for.
    wake_at: u64,
}

impl Plan {
    /// A plan that waits for [`Happened::Started`]. `Hidden`, `Offline` and `Paused` may come before it.
    #[must_use]
    pub fn new(known: Known, allowed: Allowed) -> Self {
        Self {
            known,
            allowed,
            hidden: false,
            offline: false,
            paused: false,
            asked: false,
            stopped: Say::Quiet,
            asking: None,
            asked_at: 0,
            due: NEVER,
            gate: 0,
            need_head: known.epoch == 0 || known.revision == 0,
            current: false,
            failures: 0,
            missing: 0,
            trouble: NEVER,
            loud: false,
            left: (0, 0),
            late: false,
            hurries: (0, 0),
            stream: Stream::Closed,
            closing: false,
            heard: 0,
            stream_failures: 0,
            stream_due: 0,
            wake_at: NEVER,
        }
    }

    /// The revision of what is shown.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.known.revision
    }

    /// What is known of the head of what is shown: what [`Answer::delta`](super::Answer::delta) starts from.
    #[must_use]
    pub fn facts(&self) -> Facts {
        self.known.facts
    }

    /// Takes an event and says what to do. `random` is any number, another one each time.
    pub fn happened(&mut self, what: Happened, now: u64, random: u32) -> ToDo {
        let mut to_do = ToDo::default();
        match what {
            Happened::Started => self.catch_up(now),
            Happened::Timer => {
                if !self.hidden && now.saturating_sub(self.wake_at) > SLEPT {
                    to_do.abort = self.asking.take().is_some();
                    self.come_back(now);
                }
            }
            Happened::Shown => {
                self.hidden = false;
                self.come_back(now);
            }
            Happened::Hidden => {
                self.hidden = true;
                self.stream_unless_wanted();
                if self.current && !self.known.facts.ended {
                    self.rest(now, random);
                }
            }
            Happened::Online => {
                self.offline = false;
                if self.failures == 0 {
                    self.trouble = NEVER;
                }
                self.come_back(now);
            }
            Happened::Offline => {
                self.offline = true;
                self.trouble = self.trouble.min(now);
            }
            Happened::Asked => {
                self.stopped = Say::Quiet;
                self.asked = true;
                self.catch_up(now);
            }
            Happened::Paused => self.paused = true,
            Happened::Resumed => {
                self.paused = false;
                self.catch_up(now);
            }
            Happened::Options(allowed) => {
                if allowed.updates && !self.allowed.updates {
                    self.catch_up(now);
                }
                self.allowed = allowed;
            }
            Happened::Answered(answer) => to_do.verdict = self.answered(answer, now, random),
            Happened::StreamOpened
            | Happened::StreamSaid(_)
            | Happened::Beat
            | Happened::Reset
            | Happened::StreamClosed => to_do.verdict = self.streamed(what, now, random),
        }
        self.settle(now, random, &mut to_do);
        to_do
    }

    /// What is here is in doubt: ask as soon as may be.
    pub(super) fn catch_up(&mut self, now: u64) {
        self.current = false;
        self.due = now;
    }

    /// The reader, the network or the machine is back.
    fn come_back(&mut self, now: u64) {
        let idle = if self.current {
            self.period().is_none() || self.known.facts.ended && now < self.asked_at + HOUR
        } else {
            // It has not begun, or was stopped.
            self.due == NEVER
        };
        if !idle {
            self.catch_up(now);
        }
    }

    /// Whether changes are followed at all.
    pub(super) fn follows(&self) -> bool {
        self.allowed.updates && !self.paused
    }

    /// Whether anything may be asked for.
    fn wants(&self) -> bool {
        !self.offline && self.stopped == Say::Quiet && (self.asked || !self.known.loaded || self.follows())
    }

    /// Draws the conclusions: what has come due is done, and the timer is set for what comes due next.
    fn settle(&mut self, now: u64, random: u32, to_do: &mut ToDo) {
        if self.asking.is_some() && now >= self.asked_at + PATIENCE {
            self.asking = None;
            to_do.abort = true;
            self.failed(now, random, 0);
        }
        if self.stream != Stream::Closed && now >= self.heard + PATIENCE {
            self.close_stream();
            self.stream_failed(now, random);
        }
        self.stream_unless_wanted();
        if core::mem::take(&mut self.closing) {
            to_do.stream = Some(Turn::Close);
        } else if self.may_open() && self.stream_due <= now {
            to_do.stream = Some(Turn::Open);
            self.stream = Stream::Opening;
            self.heard = now;
        }
        if self.asking.is_none() && self.wants() && self.due.max(self.gate) <= now {
            let head = self.need_head || !self.known.facts.updates;
            self.asking = Some(if head { Ask::Head } else { Ask::Updates });
            self.asked_at = now;
            self.gate = now + GAP;
            to_do.ask = self.asking;
        }
        self.wake_at = self.next();
        to_do.wake_in = (self.wake_at != NEVER).then(|| self.wake_at.saturating_sub(now).min(24 * HOUR) as u32);
        to_do.say = self.say();
    }

    /// The next moment at which something comes due.
    fn next(&self) -> u64 {
        let request = match self.asking {
            Some(_) => self.asked_at + PATIENCE,
            None if self.wants() => self.due.max(self.gate),
            None => NEVER,
        };
        let stream = match self.stream {
            Stream::Closed if self.may_open() => self.stream_due,
            Stream::Closed => NEVER,
            _ => self.heard + PATIENCE,
        };
        request.min(stream)
    }

    fn say(&self) -> Say {
        let ended = self.known.facts.ended;
        let cut_off = self.offline && self.follows() && !ended;
        if self.stopped != Say::Quiet {
            self.stopped
        } else if self.missing >= 3 {
            Say::Gone
        } else if self.trouble != NEVER && (self.loud || self.failures > 1 || cut_off) {
            Say::Since(self.trouble)
        } else if ended {
            Say::Ended
        } else {
            Say::Quiet
        }
    }

    /// The verdict on an answer that nobody waits for.
    pub(super) const UNASKED: Verdict = Verdict::Discard;
}
