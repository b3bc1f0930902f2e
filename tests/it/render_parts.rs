//! Every part of the content and every kind of block, as it is printed in English and in Arabic.

use live_updates::{
    contract::{classes, slots},
    feed::{Content, DateStyle, EntryId, Feed, Order, Timeline},
    locale::Locale,
    render::{self, Context, Prompt, Sink, Text},
};

use crate::{
    render_samples as samples,
    render_tree::{Tree, parse},
};

/// What a part is printed with, but for what a test changes.
pub(crate) fn print(
    feed: &Feed,
    tag: &str,
    change: impl Fn(&mut Context<'_>),
    part: impl Fn(&mut dyn Sink, &Context<'_>),
) -> String {
    let locale = Locale::for_tag(tag);
    let prompt = Some(Prompt { log_in: "/log-in?return=%2Flive", register: "/register" });
    let (head, order) = (&feed.head, Order::NewFirst);
    let mut context = Context { locale: &locale, head, order, heading_level: 1, opened: None, prompt, within: None };
    change(&mut context);
    let mut text = Text::new();
    part(&mut text, &context);
    text.into_string()
}

/// One element a line, so that a change shows where it is.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn each_part_is_printed() {
    let feed = &samples::feed();
    // Blocks have a test of their own.
    let mut brief = feed.clone();
    brief.timeline = Timeline::default();
    for entry in feed.timeline.all().cloned() {
        let content = entry.content.map(|content| match content.title.as_deref() {
            Some("The wheel stands still") => Content { body: samples::link_in_a_link(), ..content },
            _ => content,
        });
        brief.timeline.merge(live_updates::feed::Entry { place: entry.place, content });
    }
    let brief = &brief;
    for tag in ["en", "ar"] {
        let snapshot = |name: &str, part: &dyn Fn(&mut dyn Sink, &Context<'_>)| {
            insta::assert_snapshot!(format!("{name}_{tag}"), lines(&print(feed, tag, |_| (), part)));
        };
        snapshot("head", &render::head);
        snapshot("summary", &render::summary);
        snapshot("contents", &|sink, context| render::contents(sink, &feed.contents(context.order), context));
        snapshot("pinned", &|sink, context| render::pinned(sink, feed, context));
        snapshot("entries", &|sink, context| render::entries(sink, brief, context));
        snapshot("empty", &|sink, context| render::empty(sink, context));
        snapshot("prompt", &render::prompt);
    }
}

#[test]
fn each_kind_of_block_is_printed() {
    for tag in ["en", "ar"] {
        let mut out = String::new();
        for (name, block) in samples::blocks() {
            let feed = samples::feed_with(vec![block]);
            let html = print(&feed, tag, |_| (), |sink, context| render::entries(sink, &feed, context));
            let body = html
                .split("<div class=\"lu-body\">")
                .nth(1)
                .and_then(|rest| rest.split("</div><a class=\"lu-share\"").next());
            out.push_str(&format!("== {name}\n{}\n\n", lines(body.expect("a body"))));
        }
        insta::assert_snapshot!(format!("blocks_{tag}"), out);
    }
}

#[test]
fn dates_in_the_languages_own_form_where_the_feed_asks_for_no_dots() {
    let mut feed = samples::feed();
    feed.head.date_style = DateStyle::Short;
    for (tag, expected) in
        [("en", "09:15 CEST 5/2/2031"), ("ru", "09:15 CEST 02.05.2031"), ("ar", "09:15 CEST 2/5/2031")]
    {
        let html = print(&feed, tag, |_| (), |sink, context| render::entries(sink, &feed, context));
        let shown = html.replace('\u{200f}', "");
        assert!(shown.contains(&format!(">{expected}</time>")), "{tag}: {}", &shown[..shown.len().min(600)]);
    }
}

/// The elements that hold a text, with their names.
fn names_of(html: &str, wanted: &[&str]) -> Vec<String> {
    wanted
        .iter()
        .map(|wanted| {
            let mut found = format!("{wanted}: none");
            Tree::walk(&parse(html), &mut |name, _, children| {
                if matches!(children, [Tree::Text(text)] if text == wanted) {
                    found = name.to_owned();
                }
            });
            found
        })
        .collect()
}

#[test]
fn headings_start_where_the_page_says_follow_each_other_and_end_at_six() {
    let feed = samples::feed();
    let wanted =
        ["Live: the mill of Ostrel stands still", "Contents", "The bell rings", "Why it stopped", "A footnote"];
    for (level, expected) in [
        (1, ["h1", "h2", "h2", "h3", "h6"]),
        (2, ["h2", "h3", "h3", "h4", "h6"]),
        (4, ["h4", "h5", "h5", "h6", "h6"]),
        (5, ["h5", "h6", "h6", "h6", "h6"]),
    ] {
        let set = |context: &mut Context<'_>| context.heading_level = level;
        let html = print(&feed, "en", set, |sink, context| render::content(sink, &feed, context));
        assert_eq!(names_of(&html, &wanted), expected, "from {level}");
    }
}

#[test]
fn only_the_entry_that_the_address_asks_for_is_marked_and_not_its_copy() {
    let feed = samples::feed();
    let flour = EntryId::new("flour").unwrap();
    let locale = Locale::english();
    let context = Context {
        locale: &locale,
        head: &feed.head,
        order: Order::OldFirst,
        heading_level: 1,
        opened: Some(&flour),
        prompt: None,
        within: None,
    };
    let mut text = Text::new();
    render::content(&mut text, &feed, &context);
    let mut marked = Vec::new();
    Tree::walk(&parse(&text.into_string()), &mut |_, attributes, _| {
        if attributes.get("class").is_some_and(|class| class.split(' ').any(|class| class == classes::OPENED)) {
            marked.push(attributes.get("data-entry").cloned());
        }
    });
    assert_eq!(marked, [Some("flour".to_owned())]);
}

#[test]
fn language_and_direction_stand_only_where_they_differ() {
    let feed = samples::feed();
    let html = print(&feed, "en", |_| (), |sink, context| render::content(sink, &feed, context));
    let mut found = Vec::new();
    Tree::walk(&parse(&html), &mut |name, attributes, _| {
        if let (Some(lang), Some(dir)) = (attributes.get("lang"), attributes.get("dir")) {
            found.push((name.to_owned(), attributes.get("data-entry").cloned(), lang.clone(), dir.clone()));
        }
    });
    let said = |name: &str, entry: Option<&str>, lang: &str, dir: &str| {
        (name.to_owned(), entry.map(str::to_owned), lang.to_owned(), dir.to_owned())
    };
    // Within an entry of another language, our own word is ours again.
    assert_eq!(found, [said("article", Some("ajala"), "ar", "rtl"), said("a", None, "en", "ltr")]);
}

#[test]
fn the_direction_of_an_entry_follows_its_script() {
    for (language, expected) in [
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("FA-ir", "rtl"),
        ("ks", "rtl"),
        ("az-Arab", "rtl"),
        ("pa-arab-PK", "rtl"),
        ("uz-Latn", "ltr"),
        ("ar-Latn", "ltr"),
        ("fr", "ltr"),
        ("zh-Hant-TW", "ltr"),
        ("arn", "ltr"),
        ("-", "ltr"),
    ] {
        let mut feed = samples::feed_with(Vec::new());
        let mut entry = feed.timeline.forget(&EntryId::new("one").unwrap()).unwrap();
        entry.content.as_mut().unwrap().language = Some(language.to_owned());
        feed.timeline.merge(entry);
        let html = print(&feed, "en", |_| (), |sink, context| render::entries(sink, &feed, context));
        assert!(html.contains(&format!("lang=\"{language}\" dir=\"{expected}\"")), "{language}: {html}");
    }
}

#[test]
fn a_feed_without_key_entries_lists_the_titled_ones_in_the_order_of_the_list() {
    let mut feed = samples::feed();
    feed.head.key_entries.clear();
    for (order, expected) in [
        (Order::NewFirst, ["#lu-wheel", "#lu-bell", "#lu-ajala"]),
        (Order::OldFirst, ["#lu-ajala", "#lu-bell", "#lu-wheel"]),
    ] {
        let html = print(
            &feed,
            "en",
            |context| context.order = order,
            |sink, context| render::contents(sink, &feed.contents(context.order), context),
        );
        let mut links = Vec::new();
        Tree::walk(&parse(&html), &mut |_, attributes, _| links.extend(attributes.get("href").cloned()));
        assert_eq!(links, expected);
    }
}

#[test]
fn what_is_not_there_is_not_printed() {
    let mut feed = samples::feed();
    feed.head.summary.clear();
    feed.head.key_entries.clear();
    feed.head.pinned.clear();
    feed.timeline = Timeline::default();
    let html =
        print(&feed, "en", |context| context.prompt = None, |sink, context| render::content(sink, &feed, context));
    let tops: Vec<_> = tops(&html);
    assert_eq!(tops, [("lu-head", "head"), ("lu-empty", "entries"), ("lu-entries", "entries")].map(own));
}

fn own((class, slot): (&str, &str)) -> (String, String) {
    (class.to_owned(), slot.to_owned())
}

/// Class and slot of what stands directly in the host.
fn tops(html: &str) -> Vec<(String, String)> {
    parse(html)
        .iter()
        .map(|top| match top {
            Tree::Element { attributes, .. } => (attributes["class"].clone(), attributes["slot"].clone()),
            other => panic!("{other:?} has no slot"),
        })
        .collect()
}

#[test]
fn everything_on_top_has_its_promised_class_and_slot_in_reading_order() {
    let feed = samples::feed();
    let html = print(&feed, "en", |_| (), |sink, context| render::content(sink, &feed, context));
    let expected = [
        (classes::HEAD, slots::HEAD),
        (classes::SUMMARY, slots::SUMMARY),
        (classes::CONTENTS, slots::CONTENTS),
        (classes::PINNED, slots::ENTRIES),
        (classes::ENTRIES, slots::ENTRIES),
        (classes::PROMPT, slots::DISCUSSION),
    ];
    assert_eq!(tops(&html), expected.map(own));
}

#[test]
fn every_class_is_promised_and_every_promise_is_kept() {
    let feed = samples::feed();
    let flour = EntryId::new("flour").unwrap();
    let locale = Locale::english();
    let prompt = Some(Prompt { log_in: "/a", register: "/b" });
    let context = Context {
        locale: &locale,
        head: &feed.head,
        order: Order::NewFirst,
        heading_level: 1,
        opened: Some(&flour),
        prompt,
        within: None,
    };
    let mut text = Text::new();
    render::content(&mut text, &feed, &context);
    render::empty(&mut text, &context);
    let mut printed: Vec<String> = Vec::new();
    Tree::walk(&parse(&text.into_string()), &mut |_, attributes, _| {
        printed.extend(attributes.get("class").iter().flat_map(|class| class.split(' ')).map(str::to_owned));
    });
    for class in &printed {
        assert!(classes::ALL.iter().any(|(known, _)| known == class), "{class} is printed and not promised");
    }
    // The way to older entries comes with paging; the others are made in a browser, for the one who reads.
    let elsewhere = [classes::AGE, classes::OLDER, classes::UNSEEN, classes::REMOVED];
    for (class, _) in classes::ALL.iter().filter(|(class, _)| !elsewhere.contains(class)) {
        assert!(printed.iter().any(|printed| printed == class), "{class} is promised and not printed");
    }
}
