//! Bounds: past them a clear error, never a hang.

use live_updates::source::{ReadError, limits, native::read};

#[test]
fn a_document_that_is_too_long_is_refused() {
    let long = vec![b' '; limits::BYTES + 1];
    assert_eq!(read(&long, "/", &|_| Vec::new()), Err(ReadError::TooLong(limits::BYTES + 1)));
}

#[test]
fn a_text_and_a_body_that_are_too_long_cost_their_entry() {
    let entry = |id: &str, more: &str| format!(r#"{{"id":"{id}","published":"2026-01-01T10:00:00+00:00",{more}}}"#);
    let text = "x".repeat(limits::TEXT + 1);
    let blocks = vec![r#"{"kind":"paragraph","content":[]}"#; limits::NODES].join(",");
    let json = format!(
        r#"{{"format":"live-updates/1","title":"T","entries":[{},{},{}]}}"#,
        entry("a", &format!(r#""title":"{text}""#)),
        entry("b", &format!(r#""body":[{blocks}]"#)),
        entry("c", r#""title":"fine""#)
    );
    let parsed = read(json.as_bytes(), "/", &|_| Vec::new()).unwrap();
    let said: Vec<_> = parsed.skipped.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["entries[0].title is too long (entry \"a\")", "entries[1].body is too long (entry \"b\")"]);
    assert_eq!(parsed.feed.timeline.shown().count(), 1);
}
