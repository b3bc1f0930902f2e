//! *Any order*: the same changes in any order, split and repeated, give the same feed.

use live_updates::feed::{Change, Entry, Feed, Order, Timeline};
use proptest::{collection::vec, prelude::*};

use crate::arbitrary;

/// Entries whose content follows from id and revision, as a server's does: the first of each pair is the one.
fn history() -> impl Strategy<Value = Vec<Entry>> {
    vec(arbitrary::entry(), 0..12).prop_map(|mut entries| {
        entries.sort_by_key(|entry| (entry.place.id.clone(), entry.place.revision));
        entries.dedup_by_key(|entry| (entry.place.id.clone(), entry.place.revision));
        entries
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_order_of_changes_gives_the_same_timeline(
        (entries, shuffled) in history().prop_flat_map(|entries| {
            let twice: Vec<_> = entries.iter().chain(&entries).cloned().collect();
            (Just(entries), Just(twice).prop_shuffle())
        })
    ) {
        let mut one = Timeline::default();
        for entry in entries {
            one.merge(entry);
        }
        let mut other = Timeline::default();
        for entry in shuffled {
            other.merge(entry);
        }
        prop_assert_eq!(&one, &other);
        let keys: Vec<_> = one.all().map(|entry| entry.place.key()).collect();
        prop_assert!(keys.windows(2).all(|pair| pair[0] > pair[1]), "newest first");
        let mut turned = one.ordered(Order::OldFirst);
        turned.reverse();
        prop_assert_eq!(turned, one.ordered(Order::NewFirst));
    }

    #[test]
    fn the_higher_revision_of_a_head_wins(feed in arbitrary::feed(), more in vec(arbitrary::feed(), 0..4)) {
        let highest = more.iter().map(|feed| feed.head.revision).chain([feed.head.revision]).max();
        let apply = |mut feed: Feed, heads: &mut dyn Iterator<Item = &Feed>| {
            for other in heads {
                feed.apply(Change::Head(Box::new(other.head.clone())));
            }
            feed
        };
        let one = apply(feed.clone(), &mut more.iter());
        let other = apply(feed, &mut more.iter().rev());
        prop_assert_eq!(Some(one.head.revision), highest);
        prop_assert_eq!(one.head.revision, other.head.revision);
    }
}

#[test]
fn a_tombstone_takes_an_entry_away_and_an_older_revision_does_not_bring_it_back() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let content = proptest::strategy::ValueTree::current(&arbitrary::content().new_tree(&mut runner).unwrap());
    let mut entry = proptest::strategy::ValueTree::current(&arbitrary::entry().new_tree(&mut runner).unwrap());
    entry.content = Some(content);
    let mut gone = entry.clone();
    gone.place.revision += 1;
    gone.content = None;
    let mut timeline = Timeline::default();
    timeline.merge(gone);
    timeline.merge(entry);
    assert_eq!(timeline.shown().count(), 0);
}
