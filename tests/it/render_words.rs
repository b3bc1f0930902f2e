//! What a body says is what its markup says, whatever the body: no word lost, none added but ours, in reading order.

use live_updates::{
    feed::{Block, Caption, Content, Embed, Inline, Order, Place},
    locale::Locale,
    render::{Context, Text, article},
};
use proptest::prelude::*;

use crate::{
    arbitrary, render_samples as samples,
    render_tree::{Tree, parse},
};

/// What a reader should find, said again and in another way than `render` does.
fn expected(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => words(content, out),
            Block::Quote { body, attribution, .. } => {
                expected(body, out);
                if let Some(who) = attribution {
                    *out += &format!("— {who}");
                }
            }
            Block::List { items, .. } => items.iter().for_each(|item| expected(item, out)),
            Block::Image(image) => *out += &caption(&image.caption),
            Block::Gallery(items) => items.iter().for_each(|item| *out += &caption(&item.caption)),
            Block::Video(video) => *out += &format!("Download{}", caption(&video.caption)),
            Block::Audio(audio) => *out += &format!("Download{}", caption(&audio.caption)),
            Block::Embed(embed) => {
                for text in [&embed.author, &embed.title, &embed.text].into_iter().flatten() {
                    *out += text;
                }
                *out += &format!("Open at {}", provider(embed));
            }
            Block::Card(card) => {
                *out += &card.image.as_ref().map(|image| caption(&image.caption)).unwrap_or_default();
                *out += &format!("Related{}", card.title);
                *out += &card.date.map(|date| date.format(" %d.%m.%Y").to_string()).unwrap_or_default();
            }
        }
    }
}

fn words(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => *out += text,
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => words(content, out),
            Inline::Break => {}
        }
    }
}

/// caption – credit, date
fn caption(caption: &Caption) -> String {
    let date = caption.date.map(|date| date.format("%d.%m.%Y").to_string());
    let below: Vec<String> = [caption.credit.clone(), date].into_iter().flatten().collect();
    let parts = [caption.text.clone(), Some(below.join(", ")).filter(|below| !below.is_empty())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

/// The provider's name, else the host of its address, else that of the blog's own page.
fn provider(embed: &Embed) -> String {
    let resolved = url::Url::parse("https://mill.example/live").and_then(|page| page.join(embed.url.as_str()));
    let host = resolved.ok().and_then(|url| url.host_str().map(str::to_owned));
    embed.provider.clone().or(host).unwrap_or_else(|| "mill.example".to_owned())
}

/// What stands in the body of an article.
fn printed(body: Vec<Block>) -> String {
    let feed = samples::feed();
    let locale = Locale::english();
    let context = Context {
        locale: &locale,
        head: &feed.head,
        order: Order::NewFirst,
        heading_level: 1,
        opened: None,
        prompt: None,
        within: None,
    };
    let place: Place = feed.timeline.shown().next().unwrap().0.clone();
    let mut text = Text::new();
    article(&mut text, &place, &Content { body, ..Content::default() }, &context);
    let mut out = String::new();
    Tree::walk(&parse(&text.into_string()), &mut |_, attributes, children| {
        if attributes.get("class").is_some_and(|class| class == "lu-body") {
            out = Tree::text(children);
        }
    });
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_body_says_all_that_it_holds_and_nothing_else(body in arbitrary::body()) {
        let mut wanted = String::new();
        expected(&body, &mut wanted);
        prop_assert_eq!(printed(body), wanted);
    }
}

#[test]
fn whoever_is_behind_an_embed_is_named() {
    for (address, named) in [
        ("https://forum.example/t/1", "Open at forum.example"),
        ("//forum.example?x", "Open at forum.example"),
        ("https://forum.example:8443#x", "Open at forum.example:8443"),
        ("https://someone@forum.example/", "Open at forum.example"),
        ("//0", "Open at 0"),
        ("/our/own/page", "Open at mill.example"),
        ("page", "Open at mill.example"),
        ("/go//further", "Open at mill.example"),
        ("/go?to=https://forum.example/", "Open at mill.example"),
    ] {
        let url = live_updates::feed::Url::parse(address).unwrap();
        let embed = Embed { provider: None, url, title: None, author: None, text: None, thumbnail: None, ratio: None };
        assert_eq!(printed(vec![Block::Embed(embed)]), named, "{address}");
    }
}
