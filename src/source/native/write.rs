//! Feed to document: the server's only way to speak.

use serde_json::Value;

use super::{FORMAT, wire};
use crate::feed::{
    self, Block, Caption, Content, DateStyle, Delta, Entry, Feed, Head, HeadChange, Image, Inline, Label, Picture,
    Stamp, State, TimeZone, Url,
};

/// Writes a feed as compact JSON; what is absent is left out.
#[must_use]
pub fn write(feed: &Feed) -> String {
    pruned(document(feed)).to_string()
}

/// Writes a delta as compact JSON. What is absent is left out, but for fields of the head that were removed: those are null.
#[must_use]
pub fn write_delta(delta: &Delta) -> String {
    let mut value = pruned(wire::Delta {
        format: FORMAT.into(),
        id: delta.id.clone(),
        epoch: full(&delta.epoch),
        from: delta.from,
        revision: delta.revision,
        more: Some(delta.more),
        head: None,
        entries: delta.entries.iter().map(entry).collect(),
        poll_seconds: delta.poll_seconds,
        links: delta.updates.as_ref().map(|link| wire::DeltaLinks { updates: Some(link.to_string()) }),
    });
    if let Some(change) = &delta.head {
        value["head"] = head_change(change);
    }
    value.to_string()
}

/// Writes a document with one entry alone, or its tombstone, at the head's revision.
#[must_use]
pub fn write_entry(head: &Head, alone: &Entry) -> String {
    let page = wire::Page {
        format: FORMAT.into(),
        id: head.id.clone(),
        epoch: full(&head.epoch),
        revision: head.revision,
        entries: vec![entry(alone)],
        links: Some(wire::DeltaLinks { updates: url(&head.links.updates) }),
    };
    pruned(page).to_string()
}

fn head_change(change: &HeadChange) -> Value {
    let known = pruned(wire::HeadChange {
        revision: change.revision,
        title: full(&change.head.title),
        head: head(&change.head),
    });
    let mut out = serde_json::Map::from_iter([("revision".to_owned(), change.revision.into())]);
    for (field, name) in feed::HeadField::ALL {
        if change.fields.contains(&field) {
            out.insert(name.into(), known.get(name).cloned().unwrap_or_default());
        }
    }
    out.into()
}

/// What a struct of the wire says, without what is null.
fn pruned(wire: impl serde::Serialize) -> Value {
    let mut value = serde_json::to_value(wire).unwrap_or_default();
    prune(&mut value);
    value
}

/// Takes out whatever is null.
fn prune(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(prune);
        }
        Value::Array(list) => list.iter_mut().for_each(prune),
        _ => {}
    }
}

fn document(feed: &Feed) -> wire::Document {
    wire::Document {
        format: FORMAT.into(),
        id: feed.head.id.clone(),
        epoch: full(&feed.head.epoch),
        revision: (feed.head.revision > 0).then_some(feed.head.revision),
        title: feed.head.title.clone(),
        head: head(&feed.head),
        poll_seconds: (feed.head.poll_seconds > 0).then_some(feed.head.poll_seconds),
        entries: feed.timeline.all().map(entry).collect(),
    }
}

fn head(head: &Head) -> wire::Head {
    let Head { links, coverage, .. } = head;
    let discussion = [&links.discussion, &links.log_in, &links.register].iter().any(|link| link.is_some());
    wire::Head {
        url: url(&head.url),
        language: head.language.clone(),
        time_zone: head.time_zone.as_ref().map(|zone| wire::TimeZone {
            name: zone.name.clone(),
            labels: some(&zone.labels, |list| {
                list.iter().map(|(offset, label)| (TimeZone::print_offset(*offset), label.clone())).collect()
            }),
        }),
        date_style: (head.date_style == DateStyle::Dots).then(|| "dots".into()),
        state: Some(match head.state {
            State::Scheduled => wire::State::Scheduled,
            State::Live => wire::State::Live,
            State::Paused => wire::State::Paused,
            State::Ended => wire::State::Ended,
        }),
        coverage: (coverage.start.is_some() || coverage.end.is_some())
            .then(|| wire::Coverage { start: stamp(&coverage.start), end: stamp(&coverage.end) }),
        published: stamp(&head.published),
        updated: stamp(&head.updated),
        publisher: head.publisher.as_ref().map(|publisher| wire::Publisher {
            name: publisher.name.clone(),
            url: url(&publisher.url),
            logo: publisher.logo.as_ref().map(picture),
        }),
        authors: some(&head.authors, authors),
        lead: head.lead.as_ref().map(image),
        standfirst: some(&head.standfirst, |body| wire::Text { body: Some(blocks(body)), html: None }),
        summary: some(&head.summary, |body| wire::Text { body: Some(blocks(body)), html: None }),
        total: Some(head.total),
        key_entries: some(&head.key_entries, |list| {
            let line = |key: &feed::KeyEntry| wire::KeyEntry {
                id: key.id.to_string(),
                title: key.title.clone(),
                published: key.published.to_rfc3339(),
            };
            list.iter().map(line).collect()
        }),
        pinned: some(&head.pinned, |list| list.iter().map(ToString::to_string).collect()),
        links: Some(wire::Links {
            this: url(&links.this),
            updates: url(&links.updates),
            older: url(&links.older),
            oldest: url(&links.oldest),
            entry: url(&links.entry),
            key_entries: url(&links.key_entries),
            stream: url(&links.stream),
            discussion: discussion.then(|| wire::Discussion {
                url: url(&links.discussion),
                log_in: url(&links.log_in),
                register: url(&links.register),
            }),
        }),
    }
}

fn entry(entry: &Entry) -> wire::Entry {
    let gone = Content::default();
    let content = entry.content.as_ref().unwrap_or(&gone);
    wire::Entry {
        id: entry.place.id.to_string(),
        sequence: (entry.place.sequence > 0).then_some(entry.place.sequence),
        revision: (entry.place.revision > 0).then_some(entry.place.revision),
        published: entry.place.published.to_rfc3339(),
        deleted: entry.content.is_none().then_some(true),
        updated: stamp(&content.updated),
        title: content.title.clone(),
        label: content.label.as_ref().map(|label| match label {
            Label::Breaking => "breaking".into(),
            Label::Other(text) => text.clone(),
        }),
        key: content.key.then_some(true),
        sponsored: content.sponsored.clone().map(|by| wire::Sponsor { by }),
        authors: some(&content.authors, authors),
        tags: some(&content.tags, <[String]>::to_vec),
        language: content.language.clone(),
        url: url(&content.url),
        corrections: some(&content.corrections, |list| {
            let line = |it: &feed::Correction| wire::Correction {
                at: it.at.to_rfc3339(),
                text: it.text.clone(),
                before: it.before.clone(),
            };
            list.iter().map(line).collect()
        }),
        discussion: content.discussion.as_ref().map(|link| wire::EntryDiscussion { url: link.url.to_string() }),
        body: some(&content.body, blocks),
        html: None,
    }
}

fn blocks(body: &[Block]) -> Vec<wire::Block> {
    body.iter().map(block).collect()
}

fn block(block: &Block) -> wire::Block {
    match block {
        Block::Paragraph(content) => wire::Block::Paragraph { content: inlines(content) },
        Block::Heading { level, content } => wire::Block::Heading { level: *level, content: inlines(content) },
        Block::Quote { body, attribution, url: from } => {
            wire::Block::Quote { body: blocks(body), attribution: attribution.clone(), url: url(from) }
        }
        Block::List { ordered, items } => wire::Block::List {
            ordered: *ordered,
            items: items.iter().map(|item| wire::Item { body: blocks(item) }).collect(),
        },
        Block::Image(it) => wire::Block::Image(image(it)),
        Block::Gallery(items) => wire::Block::Gallery { items: items.iter().map(image).collect() },
        Block::Video(video) => wire::Block::Video(wire::Video {
            sources: sources(&video.sources),
            poster: url(&video.poster),
            width: video.width,
            height: video.height,
            tracks: some(&video.tracks, |list| {
                let line = |track: &feed::Track| wire::Track {
                    kind: track.kind.as_str().into(),
                    src: track.src.to_string(),
                    language: track.language.clone(),
                    label: track.label.clone(),
                };
                list.iter().map(line).collect()
            }),
            caption: caption(&video.caption),
        }),
        Block::Audio(audio) => {
            wire::Block::Audio(wire::Audio { sources: sources(&audio.sources), caption: caption(&audio.caption) })
        }
        Block::Embed(embed) => wire::Block::Embed(wire::Embed {
            provider: embed.provider.clone(),
            url: embed.url.to_string(),
            title: embed.title.clone(),
            author: embed.author.clone(),
            text: embed.text.clone(),
            thumbnail: embed.thumbnail.as_ref().map(picture),
            ratio: embed.ratio,
        }),
        Block::Card(card) => wire::Block::Card(wire::Card {
            url: card.url.to_string(),
            title: card.title.clone(),
            date: card.date.map(|date| date.to_string()),
            image: card.image.as_ref().map(image),
        }),
    }
}

fn inlines(content: &[Inline]) -> Vec<wire::Inline> {
    let inline = |inline: &Inline| match inline {
        Inline::Text(text) => wire::Inline::Text { text: text.clone() },
        Inline::Strong(content) => wire::Inline::Strong { content: inlines(content) },
        Inline::Emphasis(content) => wire::Inline::Emphasis { content: inlines(content) },
        Inline::Link { url, content } => wire::Inline::Link { url: url.to_string(), content: inlines(content) },
        Inline::Code(text) => wire::Inline::Code { text: text.clone() },
        Inline::Break => wire::Inline::Break,
    };
    content.iter().map(inline).collect()
}

fn image(image: &Image) -> wire::Image {
    wire::Image {
        src: image.src.to_string(),
        width: image.width,
        height: image.height,
        variants: some(&image.variants, |list| {
            let line =
                |it: &feed::Variant| wire::Variant { src: it.src.to_string(), width: it.width, mime: it.mime.clone() };
            list.iter().map(line).collect()
        }),
        alt: image.alt.clone(),
        caption: caption(&image.caption),
    }
}

fn picture(picture: &Picture) -> wire::Picture {
    wire::Picture { src: picture.src.to_string(), width: picture.width, height: picture.height }
}

fn caption(caption: &Caption) -> wire::Caption {
    wire::Caption {
        caption: caption.text.clone(),
        credit: caption.credit.clone(),
        date: caption.date.map(|date| date.to_string()),
    }
}

fn sources(sources: &[feed::MediaSource]) -> Vec<wire::Source> {
    sources.iter().map(|source| wire::Source { src: source.src.to_string(), mime: source.mime.clone() }).collect()
}

fn authors(authors: &[feed::Author]) -> Vec<wire::Author> {
    let line = |author: &feed::Author| wire::Author {
        name: author.name.clone(),
        role: author.role.clone(),
        url: url(&author.url),
        image: author.image.as_ref().map(picture),
    };
    authors.iter().map(line).collect()
}

fn url(url: &Option<Url>) -> Option<String> {
    url.as_ref().map(ToString::to_string)
}

fn stamp(stamp: &Option<Stamp>) -> Option<String> {
    stamp.map(|stamp| stamp.to_rfc3339())
}

fn full(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A list that is empty is left out.
fn some<T, U>(list: &[T], write: impl FnOnce(&[T]) -> U) -> Option<U> {
    (!list.is_empty()).then(|| write(list))
}
