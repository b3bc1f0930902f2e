//! Requests: what an answer means, and when the next one is made.

use super::{
    happened::{Answer, Facts},
    plan::{GAP, HOUR, MINUTE, NEVER, Plan, SECOND},
    retry::{around, backoff, share},
    stream::Stream,
    to_do::{Ask, Say, Verdict},
};

/// The first window of the back-off.
pub(super) const BASE: u64 = 2 * SECOND;
/// The widest window of the back-off, and how often a healthy stream is checked by a poll.
pub(super) const CAP: u64 = 5 * MINUTE;
/// What is waited at least after a 404: it may be a deploy.
const DEPLOY: u64 = 15 * SECOND;
/// How long answers of an epoch that was left are taken for a cache's.
const ECHO: u64 = MINUTE;
/// How many requests a minute may follow an answer at once.
const HURRIES: u8 = 20;

impl Plan {
    /// Judges an answer to what was asked for.
    pub(super) fn answered(&mut self, answer: Answer, now: u64, random: u32) -> Verdict {
        let Some(asking) = self.asking.take() else { return Self::UNASKED };
        match answer {
            Answer::Delta { epoch, from, revision, more, facts } => {
                if self.foreign(epoch) {
                    if self.echo(epoch, now) {
                        self.stale(now, random);
                    } else {
                        self.ask_head(now);
                    }
                    return Verdict::Discard;
                }
                if from > self.known.revision {
                    self.ask_head(now);
                    return Verdict::Discard;
                }
                if revision < self.known.revision {
                    self.stale(now, random);
                    return Verdict::Discard;
                }
                let ahead = revision > self.known.revision;
                self.learn(epoch, revision, facts);
                match (more, ahead) {
                    (true, true) => self.at_once(now),
                    (true, false) => self.failed(now, random, 0),
                    _ => self.well(now, random),
                }
                if ahead { Verdict::Apply } else { Verdict::Discard }
            }
            Answer::Head { epoch, revision, facts } => {
                let foreign = self.foreign(epoch);
                if if foreign { self.echo(epoch, now) } else { revision < self.known.revision } {
                    if self.need_head {
                        self.failed(now, random, 0)
                    } else {
                        self.rest(now, random)
                    }
                    return Verdict::Discard;
                }
                if foreign {
                    self.left = (self.known.epoch, now);
                    self.close_stream();
                }
                self.learn(epoch, revision, facts);
                self.known.loaded = true;
                self.need_head = false;
                self.well(now, random);
                Verdict::Apply
            }
            Answer::Unchanged => {
                if !self.known.loaded {
                    self.failed(now, random, 0);
                } else if self.need_head && asking == Ask::Head {
                    // The head that is here is the newest, and yet its changes could not be had.
                    self.need_head = false;
                    self.failed(now, random, 0);
                } else {
                    self.well(now, random);
                }
                Verdict::Nothing
            }
            Answer::Status { code, retry_after } => {
                match code {
                    401 | 403 => self.stop(Say::NeedsLogin),
                    410 if asking == Ask::Head => self.stop(Say::Gone),
                    410 => self.ask_head(now),
                    404 => {
                        self.missing = self.missing.saturating_add(1);
                        // Links may have moved, and the head says where to.
                        self.need_head = true;
                        self.failed(now, random, DEPLOY);
                    }
                    _ => {
                        if code == 429 || code == 503 {
                            self.gate = self.gate.max(now + u64::from(retry_after).min(HOUR));
                        }
                        self.failed(now, random, 0);
                    }
                }
                Verdict::Nothing
            }
            Answer::Unreachable | Answer::Unreadable => {
                self.failed(now, random, 0);
                Verdict::Nothing
            }
        }
    }

    /// Whether it belongs to another history than what is shown.
    pub(super) fn foreign(&self, epoch: u64) -> bool {
        self.known.epoch != 0 && self.known.epoch != epoch
    }

    /// Whether it belongs to a history that was left a moment ago: a cache still holds it.
    pub(super) fn echo(&self, epoch: u64, now: u64) -> bool {
        self.left.0 == epoch && epoch != 0 && now < self.left.1 + ECHO
    }

    /// Takes over what will be shown.
    pub(super) fn learn(&mut self, epoch: u64, revision: u64, facts: Facts) {
        self.late |= self.known.loaded && facts.ended && !self.known.facts.ended;
        self.known.epoch = epoch;
        self.known.revision = revision;
        self.known.facts = facts;
    }

    /// What is here is as new as can be.
    pub(super) fn well(&mut self, now: u64, random: u32) {
        self.failures = 0;
        self.missing = 0;
        self.trouble = NEVER;
        self.loud = false;
        self.asked = false;
        self.current = true;
        self.rest(now, random);
    }

    /// A cache gave what is older than what is here: it will have something newer by and by.
    fn stale(&mut self, now: u64, random: u32) {
        self.asked = false;
        self.rest(now, random);
    }

    /// The changes cannot be had, the head can.
    fn ask_head(&mut self, now: u64) {
        self.need_head = true;
        self.at_once(now);
    }

    /// An answer calls for another request. Only so many a minute need not keep the distance.
    fn at_once(&mut self, now: u64) {
        self.catch_up(now);
        if now >= self.hurries.1 + MINUTE {
            self.hurries = (0, now);
        }
        if self.hurries.0 < HURRIES {
            self.hurries.0 += 1;
            self.gate = now;
        }
    }

    /// The request failed: again later, and later, but not before `least`.
    pub(super) fn failed(&mut self, now: u64, random: u32, least: u64) {
        let loud = core::mem::take(&mut self.asked) || !self.known.loaded;
        // What the stream brings is enough, as long as it follows on.
        if self.stream == Stream::Alive && self.current && !self.need_head {
            self.rest(now, random);
            return;
        }
        self.loud |= loud;
        self.failures = self.failures.saturating_add(1);
        self.trouble = self.trouble.min(now);
        self.current = false;
        // Nobody looks: a server in trouble is spared.
        let least = if self.hidden { self.period().unwrap_or(0).max(least) } else { least };
        // After what the server asked for, not at it: or all would come back at one moment.
        self.due = self.gate.max(now + GAP).max(now + least) + backoff(self.failures, BASE, CAP, random);
    }

    fn stop(&mut self, why: Say) {
        self.stopped = why;
        self.asked = false;
        self.current = false;
        self.due = NEVER;
        self.trouble = NEVER;
        self.failures = 0;
        self.missing = 0;
    }

    /// Milliseconds between two polls while the stream is silent; `None`: there is nothing to poll for.
    pub(super) fn period(&self) -> Option<u64> {
        let facts = self.known.facts;
        let seconds = match facts.poll_seconds {
            0 if !facts.updates => return None,
            0 => 15,
            seconds => u64::from(seconds.clamp(2, 3600)),
        };
        Some(seconds * SECOND * if self.hidden { 4 } else { 1 })
    }

    /// Sets the next request for its ordinary time.
    pub(super) fn rest(&mut self, now: u64, random: u32) {
        self.due = if self.known.facts.ended {
            if core::mem::take(&mut self.late) { now + CAP + share(CAP, random) } else { NEVER }
        } else if self.stream == Stream::Alive {
            now + around(CAP, random)
        } else {
            self.period().map_or(NEVER, |period| now + around(period, random))
        };
    }
}
