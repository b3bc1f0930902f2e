//! What is printed, a parser reads back as it was meant: element for element, attribute for attribute, text for text.
//!
//! One test, many promises: printing is balanced, no string of a feed becomes markup, nothing that we nest is taken apart by a
//! parser, and so the nodes that a browser makes are those that a server's page has.

use std::collections::BTreeMap;

use html5ever::tendril::TendrilSink;
use live_updates::{
    feed::{Content, Entry, EntryId, Feed, Order, Place, Stamp},
    locale::Locale,
    render::{Context, Kind, Prompt, Sink, Text, content},
};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

use crate::{arbitrary, render_samples as samples};

/// Sees an element: its name, its attributes, what is in it.
pub(crate) type See<'a> = &'a mut dyn FnMut(&str, &BTreeMap<String, String>, &[Tree]);

/// A piece of markup.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// An element.
    Element {
        /// Its name.
        name: String,
        /// Its attributes, the class among them.
        attributes: BTreeMap<String, String>,
        /// What is in it.
        children: Vec<Tree>,
    },
    /// Text between two elements, in one piece.
    Text(String),
    /// What we never print: a comment, a doctype.
    Foreign(String),
}

impl Tree {
    /// Sees every element, outermost first.
    pub(crate) fn walk(trees: &[Self], see: See<'_>) {
        for tree in trees {
            if let Self::Element { name, attributes, children } = tree {
                see(name, attributes, children);
                Self::walk(children, see);
            }
        }
    }

    /// All text, in reading order.
    pub(crate) fn text(trees: &[Self]) -> String {
        let mut out = String::new();
        for tree in trees {
            match tree {
                Self::Text(text) => out.push_str(text),
                Self::Element { children, .. } => out.push_str(&Self::text(children)),
                Self::Foreign(_) => {}
            }
        }
        out
    }
}

/// Adds text; texts that touch are one to a parser.
fn push_text(trees: &mut Vec<Tree>, text: &str) {
    match trees.last_mut() {
        _ if text.is_empty() => {}
        Some(Tree::Text(last)) => last.push_str(text),
        _ => trees.push(Tree::Text(text.to_owned())),
    }
}

/// A sink that keeps what was meant, and fails where it is used out of turn.
#[derive(Debug, Default)]
pub(crate) struct Meant {
    open: Vec<(&'static Kind, BTreeMap<String, String>, Vec<Tree>)>,
    done: Vec<Tree>,
}

impl Meant {
    /// What was meant; everything that was opened has been closed.
    pub(crate) fn trees(self) -> Vec<Tree> {
        assert!(self.open.is_empty(), "still open: {:?}", self.open);
        self.done
    }

    fn here(&mut self) -> &mut Vec<Tree> {
        match self.open.last_mut() {
            Some((_, _, children)) => children,
            None => &mut self.done,
        }
    }
}

impl Sink for Meant {
    fn open(&mut self, kind: &'static Kind) {
        let class = (!kind.class.is_empty()).then(|| ("class".to_owned(), kind.class.to_owned()));
        self.open.push((kind, class.into_iter().collect(), Vec::new()));
    }

    fn attr(&mut self, name: &'static str, value: &str) {
        let (kind, attributes, children) = self.open.last_mut().expect("an attribute belongs to an element");
        assert!(children.is_empty(), "{name} comes after what is in {}", kind.name);
        let before = attributes.insert(name.to_owned(), value.to_owned());
        assert_eq!(before, None, "{name} of {} is said twice", kind.name);
    }

    fn text(&mut self, text: &str) {
        push_text(self.here(), text);
    }

    fn close(&mut self) {
        let (kind, attributes, children) = self.open.pop().expect("something is open");
        assert!(!kind.is_void() || children.is_empty(), "{} has no content", kind.name);
        self.here().push(Tree::Element { name: kind.name.to_owned(), attributes, children });
    }
}

/// Markup as a browser would read it inside of the host.
pub(crate) fn parse(html: &str) -> Vec<Tree> {
    let context = html5ever::QualName::new(None, html5ever::ns!(html), html5ever::local_name!("div"));
    let parser =
        html5ever::parse_fragment(RcDom::default(), html5ever::ParseOpts::default(), context, Vec::new(), false);
    let document = parser.one(html).document;
    let root = document.children.borrow().first().cloned().expect("a fragment has a root");
    children(&root)
}

fn children(node: &Handle) -> Vec<Tree> {
    let mut out = Vec::new();
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => push_text(&mut out, &contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let attributes =
                    attributes.iter().map(|it| (it.name.local.to_string(), it.value.to_string())).collect();
                out.push(Tree::Element { name: name.local.to_string(), attributes, children: children(child) });
            }
            other => out.push(Tree::Foreign(format!("{other:?}"))),
        }
    }
    out
}

/// What is printed, as it was meant and as a parser reads it.
fn both(feed: &Feed, tag: &str, heading_level: u8, order: Order) -> (Vec<Tree>, Vec<Tree>) {
    let locale = Locale::for_tag(tag);
    let prompt = Some(Prompt { log_in: "/log-in?a=1&b=\"2\"", register: "/register?<x>" });
    let opened = feed.timeline.shown().next().map(|(place, _)| place.id.clone());
    let context = Context {
        locale: &locale,
        head: &feed.head,
        order,
        heading_level,
        opened: opened.as_ref(),
        prompt,
        within: None,
    };
    let (mut meant, mut text) = (Meant::default(), Text::new());
    content(&mut meant, feed, &context);
    content(&mut text, feed, &context);
    (meant.trees(), parse(&text.into_string()))
}

/// Attributes that a script, a style or a form would make something of, and those that name things for a whole page.
fn forbidden(name: &str) -> bool {
    name.starts_with("on") || ["style", "name", "srcdoc", "action", "formaction", "target", "is"].contains(&name)
}

fn check(trees: &[Tree]) -> Result<(), String> {
    let mut faults = Vec::new();
    Tree::walk(trees, &mut |name, attributes, _| {
        if ["script", "style", "iframe", "object", "embed", "base", "link", "meta", "form", "svg", "math"]
            .contains(&name)
        {
            faults.push(name.to_owned());
        }
        for (attribute, value) in attributes {
            let ours = !["id", "aria-labelledby"].contains(&attribute.as_str()) || value.starts_with("lu-");
            if forbidden(attribute) || !ours {
                faults.push(format!("{name} {attribute}={value}"));
            }
            let address = ["href", "src", "poster", "cite"].contains(&attribute.as_str());
            if address && value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                faults.push(format!("{name} {attribute}={value}"));
            }
        }
    });
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_parser_reads_what_was_meant(feed in arbitrary::feed(), level in 1_u8..=5, old_first in any::<bool>()) {
        let order = if old_first { Order::OldFirst } else { Order::NewFirst };
        let (meant, read) = both(&feed, "en", level, order);
        prop_assert_eq!(check(&read), Ok(()));
        prop_assert_eq!(meant, read);
    }
}

#[test]
fn hostile_words_in_every_field_stay_words() {
    for hostile in samples::HOSTILE {
        let feed = samples::feed_that_says(hostile);
        for tag in ["en", "ar", "ru"] {
            let (meant, read) = both(&feed, tag, 1, Order::NewFirst);
            assert_eq!(check(&read), Ok(()), "{hostile}");
            assert_eq!(meant, read, "{hostile}");
            assert!(Tree::text(&read).matches(hostile).count() > 30, "{hostile} is said in every field");
        }
    }
}

#[test]
fn no_two_elements_have_one_id_whatever_entries_are_called() {
    let mut feed = samples::feed();
    let names = ["wheel-title", "wheel_title", "title", "lu-wheel", "wheel", "bell-title", "bell-title-title"];
    for (at, name) in names.iter().enumerate() {
        let id = EntryId::new(name).expect("an id");
        let place = Place { id, revision: 90, published: Stamp::default(), sequence: at as u64 };
        feed.timeline
            .merge(Entry { place, content: Some(Content { title: Some((*name).to_owned()), ..Content::default() }) });
    }
    let (_, read) = both(&feed, "en", 1, Order::NewFirst);
    let mut titles: BTreeMap<String, String> = BTreeMap::new();
    Tree::walk(&read, &mut |_, attributes, children| {
        if let Some(id) = attributes.get("id") {
            let before = titles.insert(id.clone(), Tree::text(children));
            assert_eq!(before, None, "{id} stands twice");
        }
    });
    // Each article is named by its own title.
    Tree::walk(&read, &mut |name, attributes, children| {
        if let (true, Some(by)) = (name == "article", attributes.get("aria-labelledby")) {
            let title = titles.get(by).unwrap_or_else(|| panic!("nothing is called {by}"));
            assert!(Tree::text(children).contains(title.as_str()));
            assert!(!title.contains("Share"), "{by} is an article");
        }
    });
}

#[test]
fn a_link_inside_of_a_link_is_one_link() {
    let (meant, read) = both(&samples::feed_with(samples::link_in_a_link()), "en", 1, Order::NewFirst);
    assert_eq!(meant, read);
    let mut links = 0;
    Tree::walk(&read, &mut |name, attributes, children| {
        if name == "a" && attributes.get("href").is_some_and(|href| href == "/outer") {
            links += 1;
            assert_eq!(Tree::text(children), "outer inner");
        }
    });
    assert_eq!(links, 1);
}
