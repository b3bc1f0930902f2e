//! Pictures, films, sounds, embeds and cards of a document.

use super::fields::Fields;
use crate::{
    feed::{Audio, Caption, Card, Embed, Image, MediaSource, Picture, Track, TrackKind, Variant, Video},
    source::json::Json,
};

/// Reads what is said under something.
pub(super) fn caption<J: Json>(fields: &Fields<'_, J>) -> Option<Caption> {
    Some(Caption { text: fields.text("caption"), credit: fields.text("credit"), date: fields.date("date") })
}

/// Reads a small picture.
pub(super) fn picture<J: Json>(fields: &Fields<'_, J>) -> Option<Picture> {
    Some(Picture {
        src: fields.need("src", fields.url("src"))?,
        width: fields.small("width"),
        height: fields.small("height"),
    })
}

/// Reads a picture of the story.
pub(super) fn image<J: Json>(fields: &Fields<'_, J>) -> Option<Image> {
    Some(Image {
        src: fields.need("src", fields.url("src"))?,
        width: fields.small("width"),
        height: fields.small("height"),
        variants: fields.list("variants", |variant| {
            Some(Variant {
                src: variant.need("src", variant.url("src"))?,
                width: variant.need("width", variant.small("width"))?,
                mime: variant.text("type"),
            })
        }),
        alt: fields.text("alt").unwrap_or_default(),
        caption: caption(fields)?,
    })
}

fn sources<J: Json>(fields: &Fields<'_, J>) -> Option<Vec<MediaSource>> {
    let sources = fields.list("sources", |source| {
        Some(MediaSource { src: source.need("src", source.url("src"))?, mime: source.text("type") })
    });
    fields.need("sources", (!sources.is_empty()).then_some(sources))
}

/// Reads a film.
pub(super) fn video<J: Json>(fields: &Fields<'_, J>) -> Option<Video> {
    Some(Video {
        sources: sources(fields)?,
        poster: fields.url("poster"),
        width: fields.small("width"),
        height: fields.small("height"),
        tracks: fields.list("tracks", |track| {
            let kind = track.text("kind");
            let known = TrackKind::ALL.into_iter().find(|known| kind.as_deref() == Some(known.as_str()));
            Some(Track {
                kind: known.unwrap_or(TrackKind::Captions),
                src: track.need("src", track.url("src"))?,
                language: track.text("language"),
                label: track.text("label"),
            })
        }),
        caption: caption(fields)?,
    })
}

/// Reads a sound.
pub(super) fn audio<J: Json>(fields: &Fields<'_, J>) -> Option<Audio> {
    Some(Audio { sources: sources(fields)?, caption: caption(fields)? })
}

/// Reads somebody else's post.
pub(super) fn embed<J: Json>(fields: &Fields<'_, J>) -> Option<Embed> {
    let ratio = fields.value.field("ratio").and_then(|ratio| ratio.number());
    Some(Embed {
        provider: fields.text("provider"),
        url: fields.need("url", fields.url("url"))?,
        title: fields.text("title"),
        author: fields.text("author"),
        text: fields.text("text"),
        thumbnail: fields.object("thumbnail", picture),
        ratio: ratio.filter(|ratio| ratio.is_finite() && *ratio > 0.0),
    })
}

/// Reads a related article.
pub(super) fn card<J: Json>(fields: &Fields<'_, J>) -> Option<Card> {
    Some(Card {
        url: fields.need("url", fields.url("url"))?,
        title: fields.need("title", fields.text("title"))?,
        date: fields.date("date"),
        image: fields.object("image", image),
    })
}
