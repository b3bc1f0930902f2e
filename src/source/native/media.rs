//! Pictures, films, sounds, embeds and cards of a document.

use super::fields::{Fault, Fields};
use crate::{
    feed::{Audio, Caption, Card, Embed, Image, MediaSource, Picture, Track, TrackKind, Variant, Video},
    source::SkipReason,
};

/// Reads what is said under something.
pub(super) fn caption(fields: &Fields<'_>) -> Result<Caption, Fault> {
    Ok(Caption { text: fields.text("caption")?, credit: fields.text("credit")?, date: fields.date("date")? })
}

/// Reads a small picture.
pub(super) fn picture(fields: &Fields<'_>) -> Result<Picture, Fault> {
    Ok(Picture {
        src: fields.need("src", fields.url("src")?)?,
        width: fields.small("width")?,
        height: fields.small("height")?,
    })
}

/// Reads a picture of the story.
pub(super) fn image(fields: &Fields<'_>) -> Result<Image, Fault> {
    Ok(Image {
        src: fields.need("src", fields.url("src")?)?,
        width: fields.small("width")?,
        height: fields.small("height")?,
        variants: fields.list("variants", |variant| {
            Ok(Variant {
                src: variant.need("src", variant.url("src")?)?,
                width: variant.need("width", variant.small("width")?)?,
                mime: variant.text("type")?,
            })
        })?,
        alt: fields.text("alt")?.unwrap_or_default(),
        caption: caption(fields)?,
    })
}

fn sources(fields: &Fields<'_>) -> Result<Vec<MediaSource>, Fault> {
    let sources = fields.list("sources", |source| {
        Ok(MediaSource { src: source.need("src", source.url("src")?)?, mime: source.text("type")? })
    })?;
    if sources.is_empty() { Err(fields.fault("sources", SkipReason::Missing)) } else { Ok(sources) }
}

/// Reads a film.
pub(super) fn video(fields: &Fields<'_>) -> Result<Video, Fault> {
    Ok(Video {
        sources: sources(fields)?,
        poster: fields.url("poster")?,
        width: fields.small("width")?,
        height: fields.small("height")?,
        tracks: fields.list("tracks", |track| {
            let kind = track.text("kind")?;
            let known = TrackKind::ALL.into_iter().find(|known| kind.as_deref() == Some(known.as_str()));
            Ok(Track {
                kind: known.unwrap_or(TrackKind::Captions),
                src: track.need("src", track.url("src")?)?,
                language: track.text("language")?,
                label: track.text("label")?,
            })
        })?,
        caption: caption(fields)?,
    })
}

/// Reads a sound.
pub(super) fn audio(fields: &Fields<'_>) -> Result<Audio, Fault> {
    Ok(Audio { sources: sources(fields)?, caption: caption(fields)? })
}

/// Reads somebody else's post.
pub(super) fn embed(fields: &Fields<'_>) -> Result<Embed, Fault> {
    let ratio = fields.value("ratio").and_then(serde_json::Value::as_f64);
    Ok(Embed {
        provider: fields.text("provider")?,
        url: fields.need("url", fields.url("url")?)?,
        title: fields.text("title")?,
        author: fields.text("author")?,
        text: fields.text("text")?,
        thumbnail: fields.object("thumbnail", picture)?,
        ratio: ratio.filter(|ratio| ratio.is_finite() && *ratio > 0.0),
    })
}

/// Reads a related article.
pub(super) fn card(fields: &Fields<'_>) -> Result<Card, Fault> {
    Ok(Card {
        url: fields.need("url", fields.url("url")?)?,
        title: fields.need("title", fields.text("title")?)?,
        date: fields.date("date")?,
        image: fields.object("image", image)?,
    })
}
