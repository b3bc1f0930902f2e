//! Somebody's HTML: what is meant is kept, what runs is gone.

use live_updates::{
    feed::{Block, Body, Inline, plain_text},
    source::foreign_html::{as_text, native::body},
};
use proptest::prelude::*;

fn words(body: &Body) -> String {
    format!("{body:?}")
}

fn read(html: &str) -> Body {
    body(html, "https://news.example/x/feed.json")
}

#[test]
fn basic_elements_become_blocks_and_inlines() {
    insta::assert_debug_snapshot!(read(
        "<h2>News</h2><p>The <b>band</b> has\n <em>started</em>. <a href='/a'>More</a><br>Now.</p>loose <code>x</code>\
         <ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul>\
         <blockquote cite='/q'><p>Drier here.</p><cite>The mayor</cite></blockquote>\
         <figure><img src='/p.webp' alt='A ribbon' width=12 height=8><figcaption>The ribbon</figcaption></figure>\
         <video src='/v.webm' poster='/v.webp'><track src='/v.vtt' kind=captions></video>"
    ));
}

#[test]
fn nothing_that_runs_or_loads_comes_through() {
    for html in [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<iframe src=//evil.example></iframe>",
        "<template><p>x</p></template>",
        "<svg><script>alert(1)</script><a xlink:href='javascript:x'>y</a></svg>",
        "<object data=x><p>z</p></object>",
        "<noscript><img src=x onerror=alert(1)></noscript>",
        "<img src='javascript:alert(1)'>",
        "<form action=x><input name=y><button>z</button></form>",
    ] {
        assert_eq!(read(html), Body::new(), "{html}");
    }
    let kept = read(
        "<p onclick=alert(1) style='x' id=evil>A <a href='java\nscript:alert(1)'>link</a> <b onmouseover=x>bold</b></p>",
    );
    assert_eq!(
        kept,
        [Block::Paragraph(vec![Inline::Text("A link ".into()), Inline::Strong(vec![Inline::Text("bold".into())])])]
    );
}

#[test]
fn unknown_elements_and_loose_text_keep_their_words() {
    let body = read(
        "<div><div>One <span>two</span></div><custom-thing>three</custom-thing></div><table><tr><td>four</td></tr></table>",
    );
    let text: Vec<_> = body
        .iter()
        .map(|block| if let Block::Paragraph(content) = block { plain_text(content) } else { String::new() })
        .collect();
    assert_eq!(text, ["One two", "three", "four"]);
}

#[test]
fn depth_and_breadth_are_bounded() {
    let deep = "<div>".repeat(5000) + "bottom" + &"</div>".repeat(5000);
    let _ = read(&deep);
    let nested = "<b>".repeat(400) + "bold" + &"</b>".repeat(400);
    assert!(words(&read(&nested)).contains("bold"));
    let broad = "<p>x</p>".repeat(40_000);
    assert!(read(&broad).len() <= live_updates::source::limits::NODES);
}

/// html5ever's work grows with depth times length: what follows took eleven seconds, and the text at its bottom was lost.
#[test]
fn what_is_nested_absurdly_keeps_its_text_and_costs_no_time() {
    for open in ["<div>", "<p><div>", "<ul><li>", "<table><div>", "<a href=x><div>"] {
        let html = open.repeat(10_000) + "bottom";
        assert!(words(&read(&html)).contains("bottom"), "{open}");
    }
}

#[test]
fn text_is_all_that_is_left_where_html_may_not_be_parsed() {
    assert_eq!(
        as_text("<p>One &amp; <b>two</b><script"),
        [Block::Paragraph(vec![Inline::Text("One &amp; two".into())])]
    );
    assert_eq!(as_text("<p></p>"), Body::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_markup_is_read_without_a_panic(html in "(<(/)?(p|b|a href=x|ul|li|blockquote|figure|img src=y|cite|script|svg|td)>|[a-z &;<]{1,4}){0,30}") {
        let _ = read(&html);
        let _ = as_text(&html);
    }
}
