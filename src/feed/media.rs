//! Pictures, films, sounds and what stands for somebody else's page.

use chrono::NaiveDate;

use super::Url;

/// What is said under a picture, a film, a gallery: caption – credit, date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What it means.
    pub text: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
    /// The day it was made.
    pub date: Option<NaiveDate>,
}

impl Caption {
    /// Whether nothing is to be said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_none() && self.credit.is_none() && self.date.is_none()
    }
}

/// A small picture without words of its own: a logo, a portrait, a thumbnail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Where it is.
    pub src: Url,
    /// Its width in CSS pixels.
    pub width: Option<u32>,
    /// Its height in CSS pixels.
    pub height: Option<u32>,
}

/// The same picture in another width or type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Where it is.
    pub src: Url,
    /// Its width in pixels.
    pub width: u32,
    /// Its media type, `image/webp`.
    pub mime: Option<String>,
}

/// A picture that is part of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it is.
    pub src: Url,
    /// Its width in CSS pixels.
    pub width: Option<u32>,
    /// Its height in CSS pixels.
    pub height: Option<u32>,
    /// The same picture in other widths.
    pub variants: Vec<Variant>,
    /// What is seen on it; empty where it only decorates.
    pub alt: String,
    /// What is said under it.
    pub caption: Caption,
}

/// One file of a film or a sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaSource {
    /// Where it is.
    pub src: Url,
    /// Its media type, `video/webm`.
    pub mime: Option<String>,
}

/// What a text track is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackKind {
    /// Speech and sounds, for those who do not hear them.
    Captions,
    /// A translation of the speech.
    Subtitles,
    /// What is seen, for those who do not see it.
    Descriptions,
    /// Places to jump to.
    Chapters,
}

impl TrackKind {
    /// Every kind, in the order of HTML's own list.
    pub const ALL: [Self; 4] = [Self::Captions, Self::Subtitles, Self::Descriptions, Self::Chapters];

    /// The word of HTML and of the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Captions => "captions",
            Self::Subtitles => "subtitles",
            Self::Descriptions => "descriptions",
            Self::Chapters => "chapters",
        }
    }
}

/// A text track of a film (WebVTT).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// What it is for.
    pub kind: TrackKind,
    /// Where it is.
    pub src: Url,
    /// Its language (BCP 47).
    pub language: Option<String>,
    /// Its name in the player's menu.
    pub label: Option<String>,
}

/// A film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// The same film in one or more types; never empty.
    pub sources: Vec<MediaSource>,
    /// What is shown before it plays.
    pub poster: Option<Url>,
    /// Its width in CSS pixels.
    pub width: Option<u32>,
    /// Its height in CSS pixels.
    pub height: Option<u32>,
    /// Its text tracks.
    pub tracks: Vec<Track>,
    /// What is said under it.
    pub caption: Caption,
}

/// A sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audio {
    /// The same sound in one or more types; never empty.
    pub sources: Vec<MediaSource>,
    /// What is said under it.
    pub caption: Caption,
}

/// Somebody else's post, film or map: shown as a card, nothing of it is loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// Whose it is, `youtube`.
    pub provider: Option<String>,
    /// Where it is.
    pub url: Url,
    /// Its title.
    pub title: Option<String>,
    /// Who made it.
    pub author: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// Its picture.
    pub thumbnail: Option<Picture>,
    /// Width divided by height, for the room it will need; finite and above 0.
    pub ratio: Option<f64>,
}

/// A related article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Where it is.
    pub url: Url,
    /// Its title.
    pub title: String,
    /// The day it was published.
    pub date: Option<NaiveDate>,
    /// Its picture with what is said under it.
    pub image: Option<Image>,
}
