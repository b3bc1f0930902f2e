//! The native format: what is written is read back, what is broken costs only itself.

use live_updates::{
    feed::{Block, Body, Inline},
    source::native::{read, schema, write},
};
use proptest::prelude::*;

use crate::arbitrary;

fn no_html(_: &str) -> Body {
    Vec::new()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/native/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(&schema()).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(feed in arbitrary::feed()) {
        let written = write(&feed);
        let parsed = read(written.as_bytes(), "/a-feed/feed.json", &no_html).unwrap();
        prop_assert_eq!(&parsed.skipped, &[]);
        prop_assert_eq!(write(&parsed.feed), written);
        // Addresses are resolved once; those of the generator are whole already.
        prop_assert_eq!(parsed.feed, feed);
    }

    #[test]
    fn reading_never_panics(json in "\\PC{0,60}", at in 0_usize..5000, put in "[\\[\\]{}\",:0-9a-z-]{0,4}") {
        let _ = read(json.as_bytes(), "/", &no_html);
        let mut text = String::from_utf8(fixture("feed-example.json")).unwrap();
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        text.replace_range(at..at, &put);
        let _ = read(text.as_bytes(), "/", &no_html);
    }
}

#[test]
fn what_is_written_fits_the_schema() {
    let validator = validator();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..40 {
        let feed = proptest::strategy::ValueTree::current(&arbitrary::feed().new_tree(&mut runner).unwrap());
        let json = serde_json::from_str(&write(&feed)).unwrap();
        let faults: Vec<_> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn the_example_and_the_demo_feeds_fit_the_schema_and_lose_nothing() {
    let validator = validator();
    let demo = |name: &str| std::fs::read(format!("{}/server/demo/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for bytes in [fixture("feed-example.json"), demo("harbour-day"), demo("volny-mol"), demo("mina-nour")] {
        let json: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let faults: Vec<_> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        let parsed = read(&bytes, "https://news.example/x/feed.json", &no_html).unwrap();
        assert_eq!(parsed.skipped, []);
        assert_eq!(parsed.feed.timeline.all().count(), json["entries"].as_array().unwrap().len());
    }
}

#[test]
fn one_broken_entry_costs_that_entry_and_is_reported() {
    let json = br#"{"format":"live-updates/1","title":"T","entries":[
        {"id":"a","published":"2026-01-01T10:00:00+00:00","title":"first"},
        {"id":"b","published":"yesterday"},
        {"id":"c d","published":"2026-01-01T10:00:00+00:00"},
        {"published":"2026-01-01T10:00:00+00:00"},
        {"id":"e","published":"2026-01-01T10:00:00+00:00","title":7},
        {"id":"f","published":"2026-01-01T10:00:00+00:00","authors":[{"role":"nobody"}]},
        "nonsense",
        {"id":"h","published":"2026-01-01T11:00:00+00:00","unknown":{"x":1}}]}"#;
    let parsed = read(json, "/x/feed.json", &no_html).unwrap();
    let ids: Vec<_> = parsed.feed.timeline.shown().map(|(place, _)| place.id.as_str().to_owned()).collect();
    assert_eq!(ids, ["h", "a"]);
    let said: Vec<_> = parsed.skipped.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    entries[1].published is not a time as in RFC 3339 (entry "b")
    entries[2].id is not an id of 1 to 64 letters, digits, `_` or `-` (entry "c d")
    entries[3].id is missing
    entries[4].title is not a text (entry "e")
    entries[5].authors[0].name is missing (entry "f")
    entries[6] is not an object
    "#);
    assert_eq!(parsed.feed.head.total, 2);
}

#[test]
fn a_document_that_is_no_feed_says_where_and_why() {
    let why = |json: &str| read(json.as_bytes(), "/", &no_html).unwrap_err().to_string();
    assert_eq!(why("{\n \"a\": ,}"), "line 2, column 7: expected value");
    assert_eq!(why("{}"), "format is missing; it should be \"live-updates/1\"");
    assert_eq!(why("[]"), "format is missing; it should be \"live-updates/1\"");
    assert_eq!(why("{\"format\":\"live-updates/9\"}"), "format is \"live-updates/9\"; it should be \"live-updates/1\"");
    assert_eq!(why("{\"format\":\"live-updates/1\"}"), "title is missing");
    assert_eq!(
        why("{\"format\":\"live-updates/1\",\"title\":\"T\",\"coverage\":{\"start\":1}}"),
        "coverage.start is not a time as in RFC 3339"
    );
    assert_eq!(why("{\"format\":\"live-updates/1\",\"title\":\"T\",\"entries\":{}}"), "entries is not a list");
}

#[test]
fn what_a_block_says_is_kept_when_the_block_cannot_be_read() {
    let body = |json: &str| {
        let json = format!(
            r#"{{"format":"live-updates/1","title":"T","entries":[{{"id":"a","published":"2026-01-01T10:00:00+00:00","body":[{json}]}}]}}"#
        );
        let parsed = read(json.as_bytes(), "/x/feed.json", &no_html).unwrap();
        assert_eq!(parsed.skipped, []);
        let (_, content) = parsed.feed.timeline.shown().next().unwrap();
        content.body.clone()
    };
    let paragraph = |text: &str| vec![Block::Paragraph(vec![Inline::Text(text.into())])];
    assert_eq!(body(r#"{"kind":"poll","title":"Tea?","items":[{"text":"yes"}]}"#), paragraph("Tea? yes"));
    assert_eq!(body(r#"{"kind":"image","src":"javascript:x","alt":"a","caption":"The quay"}"#), paragraph("The quay"));
    assert_eq!(body(r#"{"kind":"video","sources":[],"caption":"A film"}"#), paragraph("A film"));
    assert_eq!(
        body(
            r#"{"kind":"paragraph","content":[{"kind":"link","url":"javascript:x","content":[{"kind":"text","text":"here"}]},{"kind":"wave","text":" too"}]}"#
        ),
        paragraph("here too")
    );
    let deep = r#"{"kind":"quote","body":["#.repeat(60)
        + r#"{"kind":"paragraph","content":[{"kind":"text","text":"deep"}]}"#
        + &"]}".repeat(60);
    assert!(format!("{:?}", body(&deep)).contains("deep"));
}
