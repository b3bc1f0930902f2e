//! Random authors, random readers, random faults: when all is quiet, every reader shows what the server holds.

mod reader;
mod server;

use live_updates::{
    delivery::{Allowed, Happened},
    feed::State,
};
use proptest::{collection::vec, prelude::*, sample::select};

use reader::{Dice, Reader, World};
use server::{Act, Cache, Server};

/// A step of the simulated clock, in milliseconds.
const STEP: u64 = 500;

/// What a reader does.
#[derive(Clone, Copy, Debug)]
enum Life {
    Happens(Happened),
    /// The lid is closed for so many seconds.
    Sleep(u16),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => any::<u8>().prop_map(Act::Add),
        5 => any::<u8>().prop_map(Act::Edit),
        3 => any::<u8>().prop_map(Act::Delete),
        2 => any::<u8>().prop_map(Act::Pin),
        2 => Just(Act::Title),
        2 => select(State::ALL.to_vec()).prop_map(Act::State),
        1 => Just(Act::Shorten),
        1 => Just(Act::Restore),
    ]
}

fn life() -> impl Strategy<Value = Life> {
    use Happened::*;
    prop_oneof![
        8 => select(vec![Hidden, Shown, Offline, Online, Paused, Resumed, Asked, StreamClosed]).prop_map(Life::Happens),
        2 => (1_u16..600).prop_map(Life::Sleep),
    ]
}

/// How a reader came to the page, and what happened afterwards, with seconds between.
fn script() -> impl Strategy<Value = (Option<usize>, bool, Vec<(u16, Life)>)> {
    (prop::option::weighted(0.8, 0_usize..40), prop::bool::weighted(0.7), vec((0_u16..60, life()), 0..12))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn when_all_is_quiet_every_reader_shows_what_the_server_holds(
        seed in any::<u64>(),
        faults in select(vec![0_u32, 10, 30, 60]),
        keep in select(vec![0_u64, 3_000, 30_000]),
        poll_seconds in select(vec![0_u32, 2, 10, 30]),
        whole in prop::bool::weighted(0.1),
        acts in vec((0_u16..25, act()), 1..40),
        scripts in vec(script(), 1..4),
    ) {
        let mut world = World {
            now: 0,
            server: Server::new(if whole { poll_seconds.max(5) } else { poll_seconds }, whole),
            cache: Cache::default(),
            keep,
            dice: Dice(seed),
            faults,
        };
        let (before, after) = acts.split_at(acts.len() / 3);
        // Pages were made at any time before this one, from what the server held then.
        let mut pages = vec![world.server.feed.clone()];
        for (_, act) in before {
            world.server.act(*act);
            pages.push(world.server.feed.clone());
        }
        let mut readers: Vec<Reader> = scripts
            .iter()
            .map(|(page, stream, _)| {
                let page = page.map(|n| pages[n % pages.len()].clone());
                Reader::new(page, Allowed { updates: true, stream: *stream })
            })
            .collect();
        for reader in &mut readers {
            reader.happens(&mut world, Happened::Started);
        }
        let mut acts = moments(after.iter().copied());
        let mut lives: Vec<_> = scripts.iter().map(|(_, _, life)| moments(life.iter().copied())).collect();
        while !acts.is_empty() || lives.iter().any(|life| !life.is_empty()) {
            world.now += STEP;
            while let Some(act) = due(&mut acts, world.now) {
                world.server.act(act);
            }
            for (reader, life) in readers.iter_mut().zip(&mut lives) {
                if world.now < reader.asleep_until {
                    continue;
                }
                match due(life, world.now) {
                    Some(Life::Happens(what)) => {
                        reader.happens(&mut world, what);
                    }
                    Some(Life::Sleep(seconds)) => reader.asleep_until = world.now + u64::from(seconds) * 1000,
                    None => {}
                }
                reader.step(&mut world);
            }
        }
        world.faults = 0;
        prop_assert!(quiet(&mut world, &mut readers), "{:#?}", readers[0].plan);
        for reader in &readers {
            let most = most_in_a_minute(&reader.requests);
            prop_assert!(most <= 70, "{most} requests in a minute");
        }
    }
}

/// Lets the world calm down; whether every reader caught up within half an hour.
fn quiet(world: &mut World, readers: &mut [Reader]) -> bool {
    for reader in readers.iter_mut() {
        reader.asleep_until = 0;
        for what in [Happened::Resumed, Happened::Online, Happened::Shown] {
            reader.happens(world, what);
        }
    }
    let end = world.now + 30 * 60_000;
    while world.now < end {
        world.now += STEP;
        for reader in readers.iter_mut() {
            reader.step(world);
        }
        if readers.iter().all(|reader| reader.is_current(&world.server)) {
            return true;
        }
        // Who takes the blog for ended looks again when the page is shown an hour later.
        if world.now + 10 * 60_000 == end {
            for reader in readers.iter_mut().filter(|reader| reader.feed.head.state == State::Ended) {
                reader.happens(world, Happened::Hidden);
            }
            world.now += 61 * 60_000;
            for reader in readers.iter_mut() {
                reader.happens(world, Happened::Shown);
            }
            return quiet_again(world, readers);
        }
    }
    false
}

/// Ten minutes more.
fn quiet_again(world: &mut World, readers: &mut [Reader]) -> bool {
    (0..10 * 60_000 / STEP).any(|_| {
        world.now += STEP;
        readers.iter_mut().for_each(|reader| reader.step(world));
        readers.iter().all(|reader| reader.is_current(&world.server))
    })
}

/// From seconds between to moments, the next one last.
fn moments<T>(script: impl DoubleEndedIterator<Item = (u16, T)> + ExactSizeIterator) -> Vec<(u64, T)> {
    let mut at = 0;
    let mut out: Vec<_> = script
        .map(|(seconds, what)| {
            at += u64::from(seconds) * 1000;
            (at, what)
        })
        .collect();
    out.reverse();
    out
}

fn due<T>(script: &mut Vec<(u64, T)>, now: u64) -> Option<T> {
    script.pop_if(|(at, _)| *at <= now).map(|(_, what)| what)
}

fn most_in_a_minute(moments: &[u64]) -> usize {
    (0..moments.len())
        .map(|first| moments[first..].iter().take_while(|at| **at < moments[first] + 60_000).count())
        .max()
        .unwrap_or(0)
}
