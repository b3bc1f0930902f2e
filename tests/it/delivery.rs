//! Small parts of delivery: `Retry-After`, announcements, entries that wait, facts.

use live_updates::{
    delivery::{Announce, Answer, Facts, Speak, epoch_mark, http_date, retry_after},
    feed::{Delta, Entry, EntryId, Head, HeadChange, HeadField, Links, Order, Place, State, Unseen, Updates, Url},
};

#[test]
fn retry_after_is_read_as_seconds_and_as_a_date() {
    let now = http_date("Sun, 15 Mar 2026 08:49:37 GMT").unwrap();
    assert_eq!(now, 1_773_564_577);
    for (text, expected) in [
        ("0", 0),
        ("120", 120_000),
        (" 7 ", 7000),
        ("Sun, 15 Mar 2026 08:50:00 GMT", 23_000),
        ("Sun, 15 Mar 2026 08:00:00 GMT", 0),
        ("99999999999999999999999999", u32::MAX),
        ("", 0),
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("Sun, 15 Mär 2026 08:50:00 GM", 0),
        ("Sun, 31 Feb 2026 08:50:00 GMT", 0),
        ("Sun, 15 Mar 2026 25:50:00 GMT", 0),
        ("Sun, 15 Mar 2026 08:50:00 CET", 0),
        ("日本日本日本日本日 GMT", 0),
    ] {
        assert_eq!(retry_after(text, now), expected, "{text:?}");
    }
    assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
}

#[test]
fn a_batch_is_announced_once_and_at_most_every_twenty_seconds() {
    let mut announce = Announce::default();
    assert_eq!(announce.speak(5), Speak::No, "nothing came");
    announce.arrived();
    announce.arrived();
    assert_eq!(announce.speak(1_000), Speak::Now);
    assert_eq!(announce.speak(1_000), Speak::No, "said already");
    announce.arrived();
    assert_eq!(announce.speak(6_000), Speak::In(15_000));
    announce.arrived();
    assert_eq!(announce.speak(21_000), Speak::Now, "both at once");
    announce.arrived();
    announce.emptied();
    assert_eq!(announce.speak(90_000), Speak::No, "the reader has taken them");
}

fn entry(id: &str, revision: u64, minute: i64, title: Option<&str>) -> Entry {
    let published = chrono::DateTime::from_timestamp(minute * 60, 0).unwrap().fixed_offset();
    let place = Place { id: EntryId::new(id).unwrap(), revision, published, sequence: 0 };
    let content = title.map(|title| live_updates::feed::Content { title: Some(title.into()), ..Default::default() });
    Entry { place, content }
}

#[test]
fn edits_and_deletions_reach_entries_that_wait() {
    let mut unseen = Unseen::default();
    unseen.merge(entry("a", 1, 10, Some("Fog over the ferry")));
    unseen.merge(entry("b", 2, 20, Some("The band has strated")));
    unseen.merge(entry("c", 3, 15, Some("A third")));
    assert_eq!(unseen.count(), 3);
    unseen.merge(entry("b", 4, 20, Some("The band has started")));
    unseen.merge(entry("a", 5, 10, None));
    assert_eq!(unseen.count(), 2, "a deleted one is no longer counted");
    unseen.merge(entry("a", 1, 10, Some("Fog over the ferry")));
    assert_eq!(unseen.count(), 2, "and an older answer does not bring it back");
    assert!(unseen.holds(&EntryId::new("a").unwrap()), "what comes of it later belongs here");
    assert_eq!(unseen.first(Order::NewFirst).unwrap().id.as_str(), "b");
    assert_eq!(unseen.first(Order::OldFirst).unwrap().id.as_str(), "c");
    let taken = unseen.take();
    let titles: Vec<_> = taken.shown().filter_map(|(_, content)| content.title.as_deref()).collect();
    assert_eq!(titles, ["The band has started", "A third"]);
    assert_eq!((unseen.count(), unseen.first(Order::NewFirst)), (0, None));
}

#[test]
fn what_a_whole_head_leaves_out_no_longer_waits() {
    let mut unseen = Unseen::default();
    unseen.merge(entry("a", 1, 10, Some("One")));
    unseen.merge(entry("b", 2, 20, Some("Two")));
    unseen.retain(|id| id.as_str() == "b");
    assert_eq!((unseen.count(), unseen.holds(&EntryId::new("a").unwrap())), (1, false));
}

#[test]
fn new_entries_go_in_only_where_they_disturb_nobody() {
    use Updates::{Ask, Auto, Off};
    //   updates, paused, end in view, engaged, waits
    for (updates, paused, end_in_view, engaged, waits) in [
        (Ask, false, true, false, false),
        (Ask, false, true, true, true),
        (Ask, false, false, false, true),
        (Ask, true, true, false, true),
        (Auto, false, false, true, false),
        (Auto, true, true, false, true),
        (Off, false, true, false, false),
        (Off, false, false, false, true),
    ] {
        let found = updates.waits(paused, end_in_view, engaged);
        assert_eq!(found, waits, "{updates:?} paused {paused} in view {end_in_view} engaged {engaged}");
    }
    assert_eq!(Updates::parse("auto"), Some(Auto));
    assert_eq!(Updates::parse("sometimes"), None);
}

#[test]
fn facts_follow_a_delta() {
    let url = |text| Url::parse(text).ok();
    let links = Links { updates: url("/h/updates/1"), stream: url("/h/stream"), ..Links::default() };
    let before = Facts::new(10, State::Live, &links);
    assert_eq!(before, Facts { poll_seconds: 10, updates: true, stream: true, ended: false });
    let mut delta = Delta {
        id: "h".into(),
        epoch: "e1".into(),
        from: 1,
        revision: 2,
        more: false,
        head: None,
        entries: Vec::new(),
        poll_seconds: None,
        updates: url("/h/updates/2"),
    };
    assert_eq!(before.after(&delta), before);
    let head = Head { state: State::Ended, ..Head::default() };
    delta.poll_seconds = Some(60);
    delta.head = Some(HeadChange { revision: 2, fields: vec![HeadField::Title], head: head.clone() });
    assert!(!before.after(&delta).ended, "a field that does not count says nothing");
    delta.head = Some(HeadChange { revision: 2, fields: vec![HeadField::State, HeadField::Links], head });
    let after = Facts { poll_seconds: 60, updates: true, stream: false, ended: true };
    assert_eq!(before.after(&delta), after);
    let epoch = epoch_mark("e1");
    assert_eq!(Answer::delta(&delta, before), Answer::Delta { epoch, from: 1, revision: 2, more: false, facts: after });
    assert_ne!(epoch, epoch_mark("e2"));
    assert_eq!(epoch_mark(""), 0);
}
