//! Feed to markup: the whole example, hostile strings, and that nothing is lost.

use html5ever::tendril::TendrilSink;
use live_updates::{
    feed::{Feed, Order},
    locale::Locale,
    render::{Context, Prompt, Text, content, structured_data},
    source::{foreign_html, native},
};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

use crate::arbitrary;

fn example() -> Feed {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/native/feed-example.json")).unwrap();
    native::read(&bytes, "/harbour-tunnel/feed.json", &|html| foreign_html::native::body(html, "/")).unwrap().feed
}

fn print(feed: &Feed, tag: &str, heading_level: u8, order: Order) -> String {
    let locale = Locale::for_tag(tag);
    let prompt = Some(Prompt { log_in: "/log-in?return=%2Fx", register: "/register" });
    let context =
        Context { locale: &locale, head: &feed.head, order, heading_level, opened: None, prompt, within: None };
    let mut text = Text::new();
    content(&mut text, feed, &context);
    text.into_string()
}

/// One element a line, so that a change shows where it is.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn the_example_is_printed() {
    insta::assert_snapshot!(lines(&print(&example(), "en", 1, Order::NewFirst)));
}

#[test]
fn the_example_is_printed_in_arabic_and_old_first() {
    insta::assert_snapshot!(lines(&print(&example(), "ar", 3, Order::OldFirst)));
}

#[test]
fn an_empty_feed_says_so() {
    let mut feed = example();
    feed.timeline = live_updates::feed::Timeline::default();
    let html = print(&feed, "en", 1, Order::NewFirst);
    assert!(html.contains("There are no updates yet."));
    assert!(html.contains("<ol class=\"lu-entries\" slot=\"entries\"></ol>"));
}

/// Attributes that we print; each has been thought about.
const ATTRIBUTES: [&str; 37] = [
    "alt",
    "aria-label",
    "aria-labelledby",
    "cite",
    "class",
    "controls",
    "data-copy",
    "data-entry",
    "data-key",
    "data-revision",
    "data-sequence",
    "datetime",
    "decoding",
    "dir",
    "fetchpriority",
    "height",
    "href",
    "id",
    "kind",
    "label",
    "lang",
    "loading",
    "media",
    "playsinline",
    "poster",
    "preload",
    "sizes",
    "slot",
    "src",
    "srclang",
    "srcset",
    "type",
    "width",
    "role",
    "rel",
    "start",
    "hidden",
];

fn walk(node: &Handle, see: &mut dyn FnMut(&Handle)) {
    see(node);
    node.children.borrow().iter().for_each(|child| walk(child, see));
}

fn parse(html: &str) -> Handle {
    html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html).document
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_string_of_a_feed_becomes_markup(feed in arbitrary::feed()) {
        let html = print(&feed, "en", 1, Order::NewFirst);
        let mut faults = Vec::new();
        walk(&parse(&html), &mut |node| {
            if let NodeData::Element { name, attrs, .. } = &node.data {
                let tag = name.local.to_string();
                if ["script", "style", "iframe", "object"].contains(&&*tag) {
                    faults.push(tag.clone());
                }
                for attribute in attrs.borrow().iter() {
                    let attribute_name = attribute.name.local.to_string();
                    if !ATTRIBUTES.contains(&&*attribute_name) {
                        faults.push(format!("{tag} {attribute_name}"));
                    }
                    if attribute_name == "id" && !attribute.value.starts_with("lu-") {
                        faults.push(format!("id {}", attribute.value));
                    }
                }
            }
        });
        prop_assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn every_title_and_text_arrives(feed in arbitrary::feed()) {
        let html = print(&feed, "en", 1, Order::NewFirst);
        let mut text = String::new();
        walk(&parse(&html), &mut |node| {
            if let NodeData::Text { contents } = &node.data {
                text.push_str(&contents.borrow());
            }
        });
        for (_, content) in feed.timeline.shown() {
            for title in content.title.iter() {
                prop_assert!(text.contains(title.as_str()), "{title}");
            }
            for block in &content.body {
                if let live_updates::feed::Block::Paragraph(inlines) = block {
                    for inline in inlines {
                        if let live_updates::feed::Inline::Text(said) = inline {
                            prop_assert!(text.contains(said.as_str()), "{said}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn structured_data_is_json_that_cannot_end_its_element(feed in arbitrary::feed()) {
        let locale = Locale::english();
        let context = Context { locale: &locale, head: &feed.head, order: Order::NewFirst, heading_level: 1, opened: None, prompt: None, within: None };
        let json = structured_data(&feed, "https://news.example/x", &context);
        prop_assert!(!json.contains('<'));
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(value["liveBlogUpdate"].as_array().unwrap().len(), feed.timeline.shown().count());
    }
}

#[test]
fn a_pinned_copy_has_no_ids_and_is_no_entry() {
    let html = print(&example(), "en", 1, Order::NewFirst);
    let copy = html.split("<div class=\"lu-pinned\"").nth(1).unwrap().split("<ol class=\"lu-entries\"").next().unwrap();
    assert!(copy.contains("data-copy=\"e56\""));
    assert!(!copy.contains(" id=") && !copy.contains("data-entry"));
}
