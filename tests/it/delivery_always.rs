//! What holds for a plan whatever happens, in whatever order.

use live_updates::delivery::{Allowed, Answer, Ask, Facts, Happened, Known, Plan, Say, Turn, Verdict};
use proptest::{collection::vec, prelude::*, sample::select};

/// Requests in any minute: one every two seconds, and twenty a minute that follow an answer at once (two such minutes overlap).
const PER_MINUTE: usize = 30 + 2 * 20;

const FACTS: Facts = Facts { poll_seconds: 2, updates: true, stream: true, ended: false };

fn answer() -> impl Strategy<Value = Answer> {
    let epoch = prop_oneof![8 => Just(7_u64), 1 => 8_u64..10];
    let facts = (0_u32..30, any::<bool>(), prop::bool::weighted(0.05));
    let facts = facts.prop_map(|(poll_seconds, stream, ended)| Facts { poll_seconds, stream, ended, ..FACTS });
    let statuses = select(vec![304_u16, 400, 401, 403, 404, 410, 429, 500, 503]);
    prop_oneof![
        6 => (epoch.clone(), 0_u64..40, 0_u64..40, prop::bool::weighted(0.3), facts.clone())
            .prop_map(|(epoch, from, revision, more, facts)| Answer::Delta { epoch, from, revision, more, facts }),
        3 => (epoch, 0_u64..40, facts).prop_map(|(epoch, revision, facts)| Answer::Head { epoch, revision, facts }),
        2 => Just(Answer::Unchanged),
        2 => (statuses, 0_u32..90_000).prop_map(|(code, retry_after)| Answer::Status { code, retry_after }),
        1 => Just(Answer::Unreachable),
        1 => Just(Answer::Unreadable),
    ]
}

fn event() -> impl Strategy<Value = Happened> {
    use Happened::*;
    let option = (any::<bool>(), any::<bool>()).prop_map(|(updates, stream)| Options(Allowed { updates, stream }));
    let plain = vec![
        Started,
        Timer,
        Shown,
        Hidden,
        Online,
        Offline,
        Asked,
        Paused,
        Resumed,
        StreamOpened,
        Beat,
        Reset,
        StreamClosed,
    ];
    prop_oneof![8 => select(plain), 8 => answer().prop_map(Answered), 2 => answer().prop_map(StreamSaid), 1 => option]
}

/// A plan in a world that keeps to the rules: timers come when they were asked for, answers to what was asked.
struct World {
    plan: Plan,
    now: u64,
    wake: Option<u64>,
    asked: Option<Ask>,
    streaming: bool,
    requests: Vec<u64>,
    opened: Vec<u64>,
    say: Say,
}

impl World {
    fn new(known: Known, allowed: Allowed) -> Self {
        let plan = Plan::new(known, allowed);
        Self {
            plan,
            now: 0,
            wake: None,
            asked: None,
            streaming: false,
            requests: Vec::new(),
            opened: Vec::new(),
            say: Say::Quiet,
        }
    }

    fn happens(&mut self, what: Happened, random: u32) -> Result<Verdict, TestCaseError> {
        match what {
            Happened::Answered(_) => self.asked = None,
            Happened::StreamClosed => self.streaming = false,
            _ => {}
        }
        let to_do = self.plan.happened(what, self.now, random);
        if to_do.abort {
            prop_assert!(self.asked.take().is_some(), "only what is under way can be given up");
        }
        match to_do.stream {
            Some(Turn::Open) => {
                prop_assert!(!self.streaming, "never two streams");
                self.streaming = true;
                self.opened.push(self.now);
            }
            Some(Turn::Close) => self.streaming = false,
            None => {}
        }
        if to_do.ask.is_some() {
            prop_assert!(self.asked.is_none(), "never two requests under way");
            self.asked = to_do.ask;
            self.requests.push(self.now);
        }
        self.wake = to_do.wake_in.map(|wait| self.now + u64::from(wait));
        self.say = to_do.say;
        Ok(to_do.verdict)
    }

    /// Lets time pass, with its timers.
    fn pass(&mut self, millis: u64, random: u32) -> Result<(), TestCaseError> {
        let end = self.now + millis;
        let mut turns = 0;
        while let Some(wake) = self.wake.filter(|wake| *wake <= end) {
            self.now = self.now.max(wake);
            self.happens(Happened::Timer, random)?;
            turns += 1;
            prop_assert!(turns < 1000, "timers that change nothing");
        }
        self.now = end;
        Ok(())
    }
}

fn most_in_a_minute(moments: &[u64]) -> usize {
    (0..moments.len())
        .map(|first| moments[first..].iter().take_while(|at| **at < moments[first] + 60_000).count())
        .max()
        .unwrap_or(0)
}

fn start() -> impl Strategy<Value = World> {
    (any::<bool>(), any::<bool>(), any::<bool>(), prop::bool::weighted(0.9)).prop_map(
        |(loaded, stream, unbidden, links)| {
            let facts = Facts { updates: links, ..FACTS };
            let known = if loaded { Known { revision: 10, epoch: 7, loaded, facts } } else { Known::default() };
            World::new(known, Allowed { updates: unbidden, stream })
        },
    )
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.plan.fmt(f)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn one_request_at_a_time_and_no_storm_whatever_happens(
        mut world in start(),
        events in vec((0_u64..20_000, event(), any::<u32>()), 1..200),
        haste in prop_oneof![Just(1_u64), Just(20), Just(400)],
    ) {
        world.happens(Happened::Started, 0)?;
        for (delay, what, random) in events {
            world.pass(delay / haste, random)?;
            if matches!(what, Happened::Answered(_)) && world.asked.is_none() {
                // An answer that nobody waits for.
                prop_assert_eq!(world.happens(what, random)?, Verdict::Discard);
                continue;
            }
            world.happens(what, random)?;
        }
        prop_assert!(most_in_a_minute(&world.requests) <= PER_MINUTE, "{:?}", world.requests);
        prop_assert!(most_in_a_minute(&world.opened) <= PER_MINUTE, "{:?}", world.opened);
    }

    #[test]
    fn a_revision_never_goes_down_within_an_epoch(
        mut world in start(),
        events in vec((0_u64..5_000, event(), any::<u32>()), 1..200),
    ) {
        world.happens(Happened::Started, 0)?;
        let mut shown = if world.plan.revision() == 0 { 0 } else { 7 };
        for (delay, what, random) in events {
            world.pass(delay, random)?;
            let before = world.plan.revision();
            let verdict = world.happens(what, random)?;
            let after = world.plan.revision();
            let (Happened::Answered(answer) | Happened::StreamSaid(answer)) = what else {
                prop_assert_eq!(before, after);
                continue;
            };
            match (verdict, answer) {
                (Verdict::Apply, Answer::Delta { from, revision, epoch, .. }) => {
                    prop_assert!(epoch == shown || shown == 0);
                    shown = epoch;
                    prop_assert!(from <= before && revision > before);
                    prop_assert_eq!(after, revision);
                }
                (Verdict::Apply, Answer::Head { revision, epoch, .. }) => {
                    prop_assert_eq!(after, revision);
                    prop_assert!(revision >= before || epoch != shown);
                    shown = epoch;
                }
                (Verdict::Apply, _) => prop_assert!(false, "there is nothing to show in {answer:?}"),
                _ => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn something_is_always_scheduled_and_after_trouble_it_asks_soon(
        mut world in start(),
        events in vec((0_u64..20_000, event(), any::<u32>()), 1..100),
        random in any::<u32>(),
    ) {
        world.happens(Happened::Started, 0)?;
        for (delay, what, random) in events {
            // Neither the end of the blog nor a refusal: after those it may rest.
            let ended = match what {
                Happened::Answered(Answer::Delta { facts, .. } | Answer::Head { facts, .. })
                | Happened::StreamSaid(Answer::Delta { facts, .. } | Answer::Head { facts, .. }) => facts.ended,
                Happened::Answered(Answer::Status { code, .. }) => matches!(code, 401 | 403 | 410),
                _ => false,
            };
            world.pass(delay, random)?;
            if !ended {
                world.happens(what, random)?;
            }
        }
        for what in [
            Happened::Options(Allowed { updates: true, stream: true }),
            Happened::Resumed,
            Happened::Online,
            Happened::Shown,
        ] {
            world.happens(what, random)?;
            world.pass(1, random)?;
        }
        prop_assert!(world.wake.is_some());
        if world.asked.is_none() {
            let requests = world.requests.len();
            // The longest `Retry-After` of these events, and the gap.
            world.pass(90_000 + 2_000, random)?;
            prop_assert!(world.requests.len() > requests, "{:?}", world);
        }
        // From now on all goes well: never more than a period, or the time between two checks of a stream, without an answer.
        for _ in 0..50 {
            if let Some(ask) = world.asked {
                let revision = world.plan.revision() + 1;
                let answer = match ask {
                    Ask::Head => Answer::Head { epoch: 7, revision: 100 + revision, facts: FACTS },
                    Ask::Updates => Answer::Unchanged,
                };
                world.happens(Happened::Answered(answer), random)?;
            }
            if world.streaming {
                world.happens(Happened::Beat, random)?;
            }
            prop_assert!(world.wake.is_some());
            world.pass(15_000, random)?;
        }
        let last = world.requests.last().copied().unwrap_or(0);
        prop_assert!(world.now - last < 331_000, "{:?}", world);
        prop_assert!(world.say == Say::Quiet, "{:?}", world);
    }
}

#[test]
fn a_server_that_cuts_everything_short_is_not_asked_without_end() {
    let mut world = World::new(
        Known { revision: 1, epoch: 7, loaded: true, facts: FACTS },
        Allowed { updates: true, stream: false },
    );
    world.happens(Happened::Started, 0).unwrap();
    while world.now < 300_000 {
        if world.asked.is_some() {
            let from = world.plan.revision();
            let answer = Answer::Delta { epoch: 7, from, revision: from + 1, more: true, facts: FACTS };
            world.happens(Happened::Answered(answer), 0).unwrap();
        }
        world.pass(10, 0).unwrap();
    }
    assert!(world.requests[..20].last().is_some_and(|at| *at < 1000), "the first ones follow at once");
    assert!(most_in_a_minute(&world.requests) <= PER_MINUTE, "{}", most_in_a_minute(&world.requests));
}
