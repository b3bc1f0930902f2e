//! A delta: what is written is read back, what is broken costs only itself, and one feed leads to the next however it is split.

use std::collections::BTreeMap;

use live_updates::{
    feed::{Body, Delta, Entry, EntryId, Feed, Head, HeadChange, HeadField, Timeline, Url},
    source::native::{delta_schema, read_delta, write_delta},
};
use proptest::{collection::vec, option, prelude::*};

use crate::arbitrary;

fn no_html(_: &str) -> Body {
    Vec::new()
}

fn updates(revision: u64) -> Option<Url> {
    Url::parse(&format!("/a-feed/updates/{revision}")).ok()
}

/// A head of which only some fields mean something, as reading gives it.
fn change(head: &Head, fields: Vec<HeadField>, revision: u64) -> HeadChange {
    let mut said = Head { revision, ..Head::default() };
    fields.iter().for_each(|field| field.swap(&mut head.clone(), &mut said));
    HeadChange { revision, fields, head: said }
}

fn some_fields() -> impl Strategy<Value = Vec<HeadField>> {
    proptest::sample::subsequence(HeadField::ALL.map(|(field, _)| field).to_vec(), 0..=HeadField::ALL.len())
}

fn delta() -> impl Strategy<Value = Delta> {
    let head = option::of((arbitrary::feed(), some_fields(), any::<bool>()));
    let counts = (0_u64..1000, 0_u64..300, any::<bool>(), option::of(1_u32..60), option::of(0_u64..1000));
    (head, counts, vec(arbitrary::entry(), 0..4)).prop_map(|(head, counts, entries)| {
        let (from, more_revisions, more, poll_seconds, next) = counts;
        Delta {
            id: "a-feed".into(),
            epoch: "e1".into(),
            from,
            revision: from + more_revisions,
            more,
            // Half of the time every field that is named was removed.
            head: head.map(|(feed, fields, removed)| {
                let head = if removed { Head::default() } else { feed.head };
                change(&head, fields, from + 1)
            }),
            entries,
            poll_seconds,
            updates: next.and_then(updates),
        }
    })
}

/// A feed from its beginning: what it was at each revision. Each step changes some fields of the head and some entries.
fn history() -> impl Strategy<Value = Vec<Feed>> {
    let step = (some_fields(), arbitrary::feed(), vec((0_usize..5, arbitrary::entry()), 0..3));
    (arbitrary::feed(), vec(step, 1..8)).prop_map(|(mut first, steps)| {
        first.timeline = Timeline::default();
        first.head.revision = 1;
        first.head.links.updates = updates(1);
        let mut feeds = vec![first];
        for (revision, (fields, other, entries)) in (2..).zip(steps) {
            let mut next = feeds.last().unwrap().clone();
            fields.iter().for_each(|field| field.swap(&mut other.head.clone(), &mut next.head));
            next.head.revision = revision;
            next.head.links.updates = updates(revision);
            for (name, mut entry) in entries {
                entry.place.revision = revision;
                entry.place.id = EntryId::new(&format!("e{name}")).unwrap();
                next.timeline.merge(entry);
            }
            feeds.push(next);
        }
        feeds
    })
}

/// What a server says between two of the feeds: the entries as the later one has them, and the head's fields that changed in
/// between, even where they changed back.
fn between(feeds: &[Feed], from: u64, to: u64) -> Delta {
    let at = |revision: u64| &feeds[revision as usize - 1];
    let changed = |field: &HeadField| (from..to).any(|r| !field.same(&at(r).head, &at(r + 1).head));
    let fields: Vec<_> = HeadField::ALL.into_iter().map(|(field, _)| field).filter(changed).collect();
    let entries: Vec<Entry> = at(to).timeline.all().filter(|entry| entry.place.revision > from).cloned().collect();
    Delta {
        id: "a-feed".into(),
        epoch: "e1".into(),
        from,
        revision: to,
        more: false,
        head: (!fields.is_empty()).then(|| change(&at(to).head, fields, to)),
        entries,
        poll_seconds: None,
        updates: updates(to),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_delta_that_is_written_is_read_back(delta in delta()) {
        let written = write_delta(&delta);
        let parsed = read_delta(written.as_bytes(), "/a-feed/feed.json", &no_html).unwrap();
        prop_assert_eq!(&parsed.skipped, &[]);
        prop_assert_eq!(write_delta(&parsed.delta), written);
        prop_assert_eq!(parsed.delta, delta);
    }

    #[test]
    fn a_feed_and_its_deltas_split_anyhow_repeated_and_late_give_the_later_feed(
        feeds in history(),
        start in any::<prop::sample::Index>(),
        cuts in vec(any::<prop::sample::Index>(), 0..6),
        late in vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..6),
    ) {
        let last = feeds.len() as u64;
        let start = 1 + start.index(feeds.len()) as u64;
        let mut stops: Vec<u64> = cuts.iter().map(|cut| start + cut.index((last - start) as usize + 1) as u64).collect();
        stops.extend([start, last]);
        stops.sort_unstable();
        let mut deltas: Vec<Delta> = stops.windows(2).map(|pair| between(&feeds, pair[0], pair[1])).collect();
        // Old answers of caches: whatever they say was said before they arrive, or is said again after.
        for (from, to, at) in late {
            let at = at.index(deltas.len() + 1);
            let known = deltas[..at].last().map_or(start, |delta| delta.revision);
            let to = 1 + to.index(known as usize) as u64;
            let from = 1 + from.index(to as usize) as u64;
            deltas.insert(at, between(&feeds, from, to));
        }
        let mut feed = feeds[start as usize - 1].clone();
        for delta in deltas {
            let written = write_delta(&delta);
            feed.apply_delta(read_delta(written.as_bytes(), "/a-feed/feed.json", &no_html).unwrap().delta);
        }
        prop_assert_eq!(&feed, &feeds[last as usize - 1]);
    }

    #[test]
    fn a_delta_that_does_not_follow_on_leaves_the_head_to_be_asked_for(feeds in history()) {
        let last = feeds.len() as u64;
        prop_assume!(last > 2);
        let mut feed = feeds[0].clone();
        feed.apply_delta(between(&feeds, 2, last));
        prop_assert_eq!(&feed.head, &feeds[0].head);
        feed.apply_delta(between(&feeds, 1, last));
        prop_assert_eq!(&feed, &feeds[last as usize - 1]);
    }

    #[test]
    fn reading_a_delta_never_panics(at in 0_usize..2000, put in "[\\[\\]{}\",:0-9a-z-]{0,4}") {
        let mut text = String::from_utf8(example()).unwrap();
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        text.replace_range(at..at, &put);
        let _ = read_delta(text.as_bytes(), "/", &no_html);
    }
}

fn example() -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/native/delta-example.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_example_delta_is_read_and_its_addresses_are_seen_from_the_head() {
    let parsed = read_delta(&example(), "https://news.example/harbour-tunnel/feed.json", &no_html).unwrap();
    assert_eq!(parsed.skipped, []);
    let delta = parsed.delta;
    assert_eq!((delta.from, delta.revision, delta.more, delta.poll_seconds), (409, 412, false, Some(10)));
    let next = delta.updates.as_ref().map(Url::as_str);
    assert_eq!(next, Some("https://news.example/harbour-tunnel/updates/412"));
    let tombstones: BTreeMap<_, _> =
        delta.entries.iter().map(|entry| (entry.place.id.as_str(), entry.content.is_none())).collect();
    assert_eq!(tombstones, BTreeMap::from([("e54", true), ("e57", false)]));
    let head = delta.head.unwrap();
    assert_eq!(head.revision, 411);
    use HeadField::{Coverage, KeyEntries, Pinned, State, Title, Total, Updated};
    assert_eq!(head.fields, [Title, State, Coverage, Updated, Total, KeyEntries, Pinned]);
    assert_eq!(head.head.total, 56);
}

#[test]
fn what_is_written_and_the_example_fit_the_schema() {
    let validator = jsonschema::validator_for(&serde_json::from_str(&delta_schema()).unwrap()).unwrap();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let made = (0..40).map(|_| {
        let made = proptest::strategy::ValueTree::current(&delta().new_tree(&mut runner).unwrap());
        write_delta(&made).into_bytes()
    });
    for bytes in made.chain([example()]) {
        let json = serde_json::from_slice(&bytes).unwrap();
        let faults: Vec<_> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn a_field_of_the_head_that_is_null_was_removed_and_one_that_is_absent_stays() {
    let json = br#"{"format":"live-updates/1","from":1,"revision":2,"head":{"revision":2,"pinned":null,"summary":null,"state":"ended"}}"#;
    let delta = read_delta(json, "/a-feed/feed.json", &no_html).unwrap().delta;
    assert_eq!(delta.head.as_ref().unwrap().fields, [HeadField::State, HeadField::Summary, HeadField::Pinned]);
    let mut feed =
        Feed { head: Head { revision: 1, title: "Tide".into(), ..Head::default() }, timeline: Timeline::default() };
    feed.head.pinned = vec![EntryId::new("a").unwrap()];
    feed.apply_delta(delta);
    assert_eq!((feed.head.title.as_str(), feed.head.pinned.len(), feed.head.state.as_str()), ("Tide", 0, "ended"));
}

#[test]
fn one_broken_entry_of_a_delta_costs_that_entry_and_is_reported() {
    let json = br#"{"format":"live-updates/1","from":1,"revision":9,"entries":[
        {"id":"a","revision":8,"published":"yesterday"},
        {"id":"b","revision":9,"published":"2026-01-01T10:00:00+00:00","title":"Fog lifts"}]}"#;
    let parsed = read_delta(json, "/x/feed.json", &no_html).unwrap();
    assert_eq!(parsed.delta.entries.len(), 1);
    let said: Vec<_> = parsed.skipped.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["entries[0].published is not a time as in RFC 3339 (entry \"a\")"]);
}

#[test]
fn what_is_no_delta_says_where_and_why() {
    let why = |json: &str| read_delta(json.as_bytes(), "/", &no_html).unwrap_err().to_string();
    assert_eq!(why("<!doctype html>"), "line 1, column 1: expected value");
    assert_eq!(why("{}"), "format is missing; it should be \"live-updates/1\"");
    assert_eq!(why("{\"format\":\"live-updates/1\"}"), "from is missing");
    assert_eq!(why("{\"format\":\"live-updates/1\",\"from\":1}"), "revision is missing");
    assert_eq!(
        why("{\"format\":\"live-updates/1\",\"from\":1,\"revision\":2,\"head\":{\"lead\":{}}}"),
        "head.lead.src is missing"
    );
}
