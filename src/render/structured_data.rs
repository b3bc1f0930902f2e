//! What search engines read: schema.org's `LiveBlogPosting` as JSON-LD.

use serde_json::{Map, Value, json};

use super::Context;
use crate::feed::{Author, Block, Body, Content, Feed, Stamp, plain_text};

/// The blog as JSON-LD, ready for a `<script type="application/ld+json">`: `<` is escaped, so nothing of it ends the element.
///
/// `page` is the blog's own address, empty where it is not known; it and the feed's addresses should be whole, since whoever
/// reads this reads it elsewhere. `coverageEndTime` is left out while the blog is written, since a time in the past takes the
/// live badge away. Every update has a headline, a text, dates and an author of its own, and the blog's address with a fragment.
#[must_use]
pub fn structured_data(feed: &Feed, page: &str, context: &Context<'_>) -> String {
    let head = &feed.head;
    let publisher = head.publisher.as_ref().map(|publisher| {
        let mut out = Map::from_iter([("@type".into(), json!("Organization")), ("name".into(), json!(publisher.name))]);
        put(&mut out, "url", publisher.url.as_ref().map(|url| url.as_str().into()));
        put(
            &mut out,
            "logo",
            publisher.logo.as_ref().map(|logo| json!({"@type": "ImageObject", "url": logo.src.as_str()})),
        );
        Value::Object(out)
    });
    let mut out = Map::new();
    put(&mut out, "@context", Some("https://schema.org".into()));
    put(&mut out, "@type", Some("LiveBlogPosting".into()));
    if !page.is_empty() {
        put(&mut out, "@id", Some(page.into()));
        put(&mut out, "url", Some(page.into()));
        put(&mut out, "mainEntityOfPage", Some(json!({"@type": "WebPage", "@id": page})));
    }
    put(&mut out, "headline", Some(head.title.as_str().into()));
    put(&mut out, "inLanguage", head.language.as_deref().map(Value::from));
    let text = text(&head.standfirst);
    put(&mut out, "description", (!text.is_empty()).then(|| text.into()));
    put(&mut out, "datePublished", stamp(head.published.as_ref().or(head.coverage.start.as_ref())));
    put(&mut out, "dateModified", stamp(head.updated.as_ref()));
    put(&mut out, "coverageStartTime", stamp(head.coverage.start.as_ref().or(head.published.as_ref())));
    if head.state == crate::feed::State::Ended {
        put(&mut out, "coverageEndTime", stamp(head.coverage.end.as_ref().or(head.updated.as_ref())));
    }
    put(&mut out, "image", head.lead.as_ref().map(|lead| lead.src.as_str().into()));
    put(&mut out, "author", people(&head.authors).or_else(|| publisher.clone()));
    put(&mut out, "publisher", publisher.clone());
    let updates = feed.timeline.shown().map(|(place, content)| {
        let mut update = Map::new();
        put(&mut update, "@type", Some("BlogPosting".into()));
        if !page.is_empty() {
            put(&mut update, "url", Some([page, "#lu-", place.id.as_str()].concat().into()));
        }
        let text = self::text(&content.body);
        put(&mut update, "headline", Some(headline(content, &text, &context.stamp(&place.published)).into()));
        put(&mut update, "datePublished", stamp(Some(&place.published)));
        put(&mut update, "dateModified", stamp(content.updated.as_ref()));
        put(
            &mut update,
            "author",
            people(&content.authors).or_else(|| people(&head.authors)).or_else(|| publisher.clone()),
        );
        put(&mut update, "image", image(&content.body).map(Value::from));
        // An update without a text is not taken for one: a title alone says it all, and is the text as well.
        let body = Some(text).filter(|text| !text.is_empty()).or_else(|| content.title.clone());
        put(&mut update, "articleBody", body.map(Value::from));
        Value::Object(update)
    });
    put(&mut out, "liveBlogUpdate", Some(updates.collect()));
    Value::Object(out).to_string().replace('<', "\\u003c")
}

fn put(out: &mut Map<String, Value>, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        out.insert(name.into(), value);
    }
}

fn stamp(stamp: Option<&Stamp>) -> Option<Value> {
    stamp.map(|stamp| crate::feed::write_stamp(stamp).into())
}

fn people(authors: &[Author]) -> Option<Value> {
    let people = authors.iter().map(|author| {
        let mut out = Map::from_iter([("@type".into(), json!("Person")), ("name".into(), json!(author.name))]);
        put(&mut out, "url", author.url.as_ref().map(|url| url.as_str().into()));
        Value::Object(out)
    });
    (!authors.is_empty()).then(|| people.collect())
}

/// An entry's title, else the first words of its text, else its time.
fn headline(content: &Content, text: &str, when: &str) -> String {
    match &content.title {
        Some(title) => title.clone(),
        None if text.is_empty() => when.to_owned(),
        None => text.split_whitespace().take(10).collect::<Vec<_>>().join(" "),
    }
}

/// The text of a body, paragraphs apart.
fn text(body: &Body) -> String {
    let mut parts: Vec<String> = Vec::new();
    collect(body, &mut parts);
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn collect(body: &Body, parts: &mut Vec<String>) {
    for block in body {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => parts.push(plain_text(content)),
            Block::Quote { body, .. } => collect(body, parts),
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, parts)),
            _ => {}
        }
    }
}

fn image(body: &Body) -> Option<&str> {
    body.iter().find_map(|block| match block {
        Block::Image(image) => Some(image.src.as_str()),
        Block::Gallery(items) => items.first().map(|image| image.src.as_str()),
        Block::Video(video) => video.poster.as_ref().map(crate::feed::Url::as_str),
        _ => None,
    })
}
