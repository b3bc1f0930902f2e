//! A model of a reader: a plan that is carried out as a browser would, over a network with faults.

use live_updates::{
    delivery::{Allowed, Answer, Ask, Facts, Happened, Known, Plan, ToDo, Turn, Verdict, epoch_mark},
    feed::{Delta, Feed, Head, Timeline},
};

use super::server::{Cache, Said, Server, revision_in};

/// Chance, repeatable.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self) -> u32 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 32) as u32
    }

    pub(super) fn below(&mut self, n: u32) -> u32 {
        self.roll() % n
    }
}

/// What readers share.
pub(super) struct World {
    pub(super) now: u64,
    pub(super) server: Server,
    pub(super) cache: Cache,
    /// How long the cache keeps what it has, in milliseconds.
    pub(super) keep: u64,
    pub(super) dice: Dice,
    /// Of a hundred requests and messages, how many meet with a fault.
    pub(super) faults: u32,
}

/// What comes of a request, and when.
enum Coming {
    Said(Said),
    Bad(Answer),
}

struct Connection {
    epoch: String,
    /// What was sent, as far as the server knows.
    sent: u64,
    dead: bool,
    beat_at: u64,
    /// A message that is overtaken by the next.
    held: Option<Box<Delta>>,
}

pub(super) struct Reader {
    pub(super) plan: Plan,
    pub(super) feed: Feed,
    wake_at: Option<u64>,
    coming: Option<(u64, Coming)>,
    connection: Option<Connection>,
    pub(super) asleep_until: u64,
    pub(super) requests: Vec<u64>,
}

impl Reader {
    /// A reader with a page that was made from `page` some time ago, or with a tag alone.
    pub(super) fn new(page: Option<Feed>, allowed: Allowed) -> Self {
        let known = page.as_ref().map_or_else(Known::default, |feed| Known {
            revision: feed.head.revision,
            epoch: epoch_mark(&feed.head.epoch),
            loaded: true,
            facts: Facts::of(&feed.head),
        });
        Self {
            plan: Plan::new(known, allowed),
            feed: page.unwrap_or(Feed { head: Head::default(), timeline: Timeline::default() }),
            wake_at: None,
            coming: None,
            connection: None,
            asleep_until: 0,
            requests: Vec::new(),
        }
    }

    /// Whether this reader shows what the server holds.
    pub(super) fn is_current(&self, server: &Server) -> bool {
        self.feed.head == server.feed.head && self.feed.timeline.shown().eq(server.feed.timeline.shown())
    }

    pub(super) fn happens(&mut self, world: &mut World, what: Happened) {
        if what == Happened::StreamClosed {
            self.connection = None;
        }
        let to_do = self.plan.happened(what, world.now, world.dice.roll());
        self.carry_out(world, to_do);
    }

    /// Hands an answer to the plan, and shows it if that is the verdict: before anything is asked for, as its links count.
    fn comes(&mut self, world: &mut World, what: Happened, apply: impl FnOnce(&mut Feed)) {
        let before = (self.feed.head.epoch.clone(), self.feed.head.revision);
        let to_do = self.plan.happened(what, world.now, world.dice.roll());
        if to_do.verdict == Verdict::Apply {
            apply(&mut self.feed);
        }
        if to_do.verdict == Verdict::Apply {
            assert_eq!(Facts::of(&self.feed.head), self.plan.facts(), "plan and feed agree on the head");
        }
        assert_eq!(self.feed.head.revision, self.plan.revision(), "plan and feed are at one revision");
        assert!(self.feed.head.epoch != before.0 || self.feed.head.revision >= before.1, "older over newer");
        self.carry_out(world, to_do);
    }

    fn carry_out(&mut self, world: &mut World, to_do: ToDo) {
        if to_do.abort {
            assert!(self.coming.take().is_some(), "what is not under way cannot be given up");
        }
        match to_do.stream {
            Some(Turn::Close) => self.connection = None,
            Some(Turn::Open) => {
                assert!(self.connection.is_none(), "never two streams");
                let epoch = world.server.feed.head.epoch.clone();
                let dead = world.dice.below(100) < world.faults / 2;
                let sent = self.plan.revision();
                self.connection = Some(Connection { epoch, sent, dead, beat_at: world.now, held: None });
            }
            None => {}
        }
        self.wake_at = to_do.wake_in.map(|wait| world.now + u64::from(wait));
        if let Some(ask) = to_do.ask {
            assert!(self.coming.is_none(), "never two requests under way");
            self.requests.push(world.now);
            self.coming = Some(self.request(world, ask));
        }
    }

    /// What comes of a request, and when.
    fn request(&self, world: &mut World, ask: Ask) -> (u64, Coming) {
        let delay = u64::from(world.dice.below(1500));
        if world.dice.below(100) < world.faults {
            let retry_after = world.dice.below(40_000);
            let (after, answer) = match world.dice.below(11) {
                0 => (delay, Answer::Unreachable),
                1 | 2 => (delay, Answer::Unreadable),
                3 => (delay, Answer::Status { code: 500, retry_after: 0 }),
                4 => (delay, Answer::Status { code: 503, retry_after }),
                5 => (delay, Answer::Status { code: 429, retry_after }),
                6 => (delay, Answer::Status { code: 404, retry_after: 0 }),
                7 => (delay, Answer::Status { code: 410, retry_after: 0 }),
                // One byte a second.
                8 | 9 => (600_000, Answer::Unreachable),
                _ => (delay, Answer::Unchanged),
            };
            // The head that is gone is gone for good: that is no fault.
            let refused = matches!(answer, Answer::Status { code: 410, .. }) && ask == Ask::Head;
            return (world.now + after, Coming::Bad(if refused { Answer::Unreachable } else { answer }));
        }
        let World { cache, server, now, keep, .. } = world;
        let said = match ask {
            Ask::Head => cache.ask("head", *now, *keep, || server.head()),
            Ask::Updates => {
                let from = self.feed.head.links.updates.as_ref().map_or(0, revision_in);
                cache.ask(&format!("updates/{from}"), *now, *keep, || server.delta(from))
            }
        };
        (world.now + delay, Coming::Said(said))
    }

    /// One step of time: whatever has come due happens.
    pub(super) fn step(&mut self, world: &mut World) {
        if world.now < self.asleep_until {
            return;
        }
        if self.coming.as_ref().is_some_and(|(at, _)| *at <= world.now) {
            let coming = self.coming.take().unwrap().1;
            match coming {
                Coming::Bad(answer) => {
                    self.happens(world, Happened::Answered(answer));
                }
                Coming::Said(Said::TooOld) => {
                    self.happens(world, Happened::Answered(Answer::Status { code: 410, retry_after: 0 }));
                }
                Coming::Said(Said::Head(feed)) => {
                    let what = Happened::Answered(Answer::head(&feed.head));
                    self.comes(world, what, |mine| mine.renew(*feed));
                }
                Coming::Said(Said::Delta(delta)) => {
                    let what = Happened::Answered(Answer::delta(&delta, self.plan.facts()));
                    self.comes(world, what, |mine| mine.apply_delta(*delta));
                }
            }
        }
        self.stream(world);
        while self.wake_at.is_some_and(|at| at <= world.now) {
            self.happens(world, Happened::Timer);
        }
    }

    fn stream(&mut self, world: &mut World) {
        let Some(connection) = &mut self.connection else { return };
        if connection.dead {
            return;
        }
        let server = &world.server;
        if connection.epoch != server.feed.head.epoch {
            // The server was restarted.
            self.happens(world, Happened::StreamClosed);
            return;
        }
        if world.now >= connection.beat_at {
            connection.beat_at = world.now + 15_000;
            connection.dead = world.dice.below(400) < world.faults;
            self.happens(world, Happened::Beat);
        }
        // Beats may have closed it.
        let Some(connection) = &mut self.connection else { return };
        if connection.sent == world.server.feed.head.revision {
            return;
        }
        let delta = match world.server.delta(connection.sent) {
            Said::Delta(delta) => delta,
            _ => {
                self.happens(world, Happened::Reset);
                return;
            }
        };
        connection.sent = delta.revision;
        let mut messages = Vec::new();
        match if world.dice.below(100) < world.faults { world.dice.below(4) } else { 9 } {
            // Lost, doubled, overtaken, broken.
            0 => {}
            1 => messages = vec![Ok(delta.clone()), Ok(delta)],
            2 => connection.held = Some(delta),
            3 => messages.push(Err(())),
            _ => {
                messages.push(Ok(delta));
                messages.extend(connection.held.take().map(Ok));
            }
        }
        for message in messages {
            match message {
                Ok(delta) => {
                    let mut delta = delta;
                    // A stream sends the rest by itself.
                    delta.more = false;
                    let what = Happened::StreamSaid(Answer::delta(&delta, self.plan.facts()));
                    self.comes(world, what, |mine| mine.apply_delta(*delta));
                }
                Err(()) => {
                    self.happens(world, Happened::StreamSaid(Answer::Unreadable));
                }
            }
        }
    }
}
