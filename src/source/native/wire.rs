//! The format as structs, for writing and for the schema. Field names are final.
//!
//! Everything optional is `Option`; `write` leaves out what is absent.

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};
use serde::Serialize;

/// One live blog: its head and the newest entries, or all of them.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "live-updates/1")]
pub(super) struct Document {
    pub(super) format: String,
    pub(super) id: String,
    pub(super) epoch: Option<String>,
    pub(super) revision: Option<u64>,
    pub(super) title: String,
    #[serde(flatten)]
    pub(super) head: Head,
    pub(super) poll_seconds: Option<u32>,
    pub(super) entries: Vec<Entry>,
}

/// What changes in a head, the title apart, which a document must have.
#[derive(Serialize, JsonSchema)]
pub(super) struct Head {
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) time_zone: Option<TimeZone>,
    pub(super) date_style: Option<String>,
    pub(super) state: Option<State>,
    pub(super) coverage: Option<Coverage>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) publisher: Option<Publisher>,
    pub(super) authors: Option<Vec<Author>>,
    pub(super) lead: Option<Image>,
    pub(super) standfirst: Option<Text>,
    pub(super) summary: Option<Text>,
    pub(super) total: Option<u32>,
    pub(super) key_entries: Option<Vec<KeyEntry>>,
    pub(super) pinned: Option<Vec<String>>,
    pub(super) links: Option<Links>,
}

/// The changes since a revision: what a poll answers, what a stream sends.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "live-updates/1, changes")]
pub(super) struct Delta {
    pub(super) format: String,
    pub(super) id: String,
    pub(super) epoch: Option<String>,
    pub(super) from: u64,
    pub(super) revision: u64,
    pub(super) more: Option<bool>,
    pub(super) head: Option<HeadChange>,
    pub(super) entries: Vec<Entry>,
    pub(super) poll_seconds: Option<u32>,
    pub(super) links: Option<DeltaLinks>,
}

/// The fields of the head that changed. One that is absent is as it was; null means that it was removed.
#[derive(Serialize, JsonSchema)]
pub(super) struct HeadChange {
    pub(super) revision: u64,
    pub(super) title: Option<String>,
    #[serde(flatten)]
    pub(super) head: Head,
}

/// Where the changes after these will be.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeltaLinks {
    pub(super) updates: Option<String>,
}

/// Some entries of a feed as they were at a revision.
#[derive(Serialize)]
pub(super) struct Page {
    pub(super) format: String,
    pub(super) id: String,
    pub(super) epoch: Option<String>,
    pub(super) revision: u64,
    pub(super) entries: Vec<Entry>,
    pub(super) links: Option<DeltaLinks>,
}

/// Where the blog stands.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Scheduled,
    Live,
    Paused,
    Ended,
}

/// The newsroom's clock: what its offsets are called.
#[derive(Serialize, JsonSchema)]
pub(super) struct TimeZone {
    pub(super) name: Option<String>,
    pub(super) labels: Option<BTreeMap<String, String>>,
}

/// From when to when the blog is written.
#[derive(Serialize, JsonSchema)]
pub(super) struct Coverage {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
}

/// Who publishes the blog.
#[derive(Serialize, JsonSchema)]
pub(super) struct Publisher {
    pub(super) name: String,
    pub(super) url: Option<String>,
    pub(super) logo: Option<Picture>,
}

/// Who wrote something.
#[derive(Serialize, JsonSchema)]
pub(super) struct Author {
    pub(super) name: String,
    pub(super) role: Option<String>,
    pub(super) url: Option<String>,
    pub(super) image: Option<Picture>,
}

/// A body, or HTML that is cleaned on the way in.
#[derive(Serialize, JsonSchema)]
pub(super) struct Text {
    pub(super) body: Option<Vec<Block>>,
    pub(super) html: Option<String>,
}

/// A line of the contents.
#[derive(Serialize, JsonSchema)]
pub(super) struct KeyEntry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) published: String,
}

/// Where the rest is; an absent link is a feature that the feed has not.
#[derive(Serialize, JsonSchema)]
pub(super) struct Links {
    #[serde(rename = "self")]
    pub(super) this: Option<String>,
    pub(super) updates: Option<String>,
    pub(super) older: Option<String>,
    pub(super) oldest: Option<String>,
    pub(super) entry: Option<String>,
    pub(super) key_entries: Option<String>,
    pub(super) stream: Option<String>,
    pub(super) discussion: Option<Discussion>,
}

/// Where the discussion is, and where to log in for it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Discussion {
    pub(super) url: Option<String>,
    pub(super) log_in: Option<String>,
    pub(super) register: Option<String>,
}

/// One update, or with `deleted` the tombstone of one.
#[derive(Serialize, JsonSchema)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) sequence: Option<u64>,
    pub(super) revision: Option<u64>,
    pub(super) published: String,
    pub(super) deleted: Option<bool>,
    pub(super) updated: Option<String>,
    pub(super) title: Option<String>,
    pub(super) label: Option<String>,
    pub(super) key: Option<bool>,
    pub(super) sponsored: Option<Sponsor>,
    pub(super) authors: Option<Vec<Author>>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) corrections: Option<Vec<Correction>>,
    pub(super) discussion: Option<EntryDiscussion>,
    pub(super) body: Option<Vec<Block>>,
    pub(super) html: Option<String>,
}

/// Who paid for an entry.
#[derive(Serialize, JsonSchema)]
pub(super) struct Sponsor {
    pub(super) by: String,
}

/// What was put right.
#[derive(Serialize, JsonSchema)]
pub(super) struct Correction {
    pub(super) at: String,
    pub(super) text: String,
    pub(super) before: Option<String>,
}

/// An entry's own discussion.
#[derive(Serialize, JsonSchema)]
pub(super) struct EntryDiscussion {
    pub(super) url: String,
}

/// A piece of a body that stands on its own.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Block {
    Paragraph { content: Vec<Inline> },
    Heading { level: u8, content: Vec<Inline> },
    Quote { body: Vec<Block>, attribution: Option<String>, url: Option<String> },
    List { ordered: bool, items: Vec<Item> },
    Image(Image),
    Gallery { items: Vec<Image> },
    Video(Video),
    Audio(Audio),
    Embed(Embed),
    Card(Card),
}

/// An item of a list.
#[derive(Serialize, JsonSchema)]
pub(super) struct Item {
    pub(super) body: Vec<Block>,
}

/// A piece of running text.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Inline {
    Text { text: String },
    Strong { content: Vec<Inline> },
    Emphasis { content: Vec<Inline> },
    Link { url: String, content: Vec<Inline> },
    Code { text: String },
    Break,
}

/// A small picture without words of its own.
#[derive(Serialize, JsonSchema)]
pub(super) struct Picture {
    pub(super) src: String,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
}

/// A picture of the story. In a lead and in a gallery `kind` may be said or left out.
#[derive(Serialize, JsonSchema)]
pub(super) struct Image {
    pub(super) src: String,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) variants: Option<Vec<Variant>>,
    pub(super) alt: String,
    #[serde(flatten)]
    pub(super) caption: Caption,
}

/// The same picture in another width or type.
#[derive(Serialize, JsonSchema)]
pub(super) struct Variant {
    pub(super) src: String,
    pub(super) width: u32,
    #[serde(rename = "type")]
    pub(super) mime: Option<String>,
}

/// What is said under a picture, film or sound.
#[derive(Serialize, JsonSchema)]
pub(super) struct Caption {
    pub(super) caption: Option<String>,
    pub(super) credit: Option<String>,
    pub(super) date: Option<String>,
}

/// One file of a film or a sound.
#[derive(Serialize, JsonSchema)]
pub(super) struct Source {
    pub(super) src: String,
    #[serde(rename = "type")]
    pub(super) mime: Option<String>,
}

/// A text track, WebVTT.
#[derive(Serialize, JsonSchema)]
pub(super) struct Track {
    pub(super) kind: String,
    pub(super) src: String,
    pub(super) language: Option<String>,
    pub(super) label: Option<String>,
}

/// A film.
#[derive(Serialize, JsonSchema)]
pub(super) struct Video {
    pub(super) sources: Vec<Source>,
    pub(super) poster: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
    pub(super) tracks: Option<Vec<Track>>,
    #[serde(flatten)]
    pub(super) caption: Caption,
}

/// A sound.
#[derive(Serialize, JsonSchema)]
pub(super) struct Audio {
    pub(super) sources: Vec<Source>,
    #[serde(flatten)]
    pub(super) caption: Caption,
}

/// Somebody else's post, shown as a card.
#[derive(Serialize, JsonSchema)]
pub(super) struct Embed {
    pub(super) provider: Option<String>,
    pub(super) url: String,
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) text: Option<String>,
    pub(super) thumbnail: Option<Picture>,
    pub(super) ratio: Option<f64>,
}

/// A related article.
#[derive(Serialize, JsonSchema)]
pub(super) struct Card {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) date: Option<String>,
    pub(super) image: Option<Image>,
}

/// The JSON Schema (2020-12) of a document, as it stands in `docs/feed.schema.json`.
#[must_use]
pub fn schema() -> String {
    print(&schema_for!(Document))
}

/// The JSON Schema (2020-12) of a delta, as it stands in `docs/delta.schema.json`.
#[must_use]
pub fn delta_schema() -> String {
    print(&schema_for!(Delta))
}

fn print(schema: &schemars::Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema.as_value()).unwrap_or_default();
    text.push('\n');
    text
}
