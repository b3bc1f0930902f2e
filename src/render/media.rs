//! Pictures, films and sounds: room reserved, nothing loaded before it is near, caption – credit, date below.

use super::{Context, Sink, kind, language, stamp};
use crate::{
    feed::{Audio, Caption, Image, MediaSource, Picture, Url, Variant, Video, print_number},
    locale::fill,
};

/// How soon a picture is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Urgency {
    /// It is the first thing that a reader sees.
    First,
    /// When it comes near the view.
    Near,
}

/// The widths that a picture is shown in, as a browser has to know them before there is any layout.
const SIZES: &str = "(min-width: 46rem) 42rem, 100vw";

/// An `<img>`, or a `<picture>` where variants differ in type.
pub(super) fn image(sink: &mut dyn Sink, image: &Image, urgency: Urgency) {
    let own = extension(image.src.as_str());
    // Variants of another type than the picture's own stand in `<source>`s that a browser may skip.
    let mut types: Vec<&str> = Vec::new();
    for mime in image.variants.iter().filter_map(|variant| other_type(variant, own)) {
        if !types.contains(&mime) {
            types.push(mime);
        }
    }
    if !types.is_empty() {
        sink.open(&kind::PICTURE);
        for mime in &types {
            sink.open(&kind::SOURCE);
            sink.attr("type", mime);
            sink.attr("srcset", &candidates(image, own, Some(mime)));
            sink.attr("sizes", SIZES);
            sink.close();
        }
    }
    sink.open(&kind::IMG);
    sink.attr("src", image.src.as_str());
    let candidates = candidates(image, own, None);
    if !candidates.is_empty() {
        sink.attr("srcset", &candidates);
        sink.attr("sizes", SIZES);
    }
    size(sink, image.width, image.height);
    match urgency {
        Urgency::First => sink.attr("fetchpriority", "high"),
        Urgency::Near => {
            sink.attr("loading", "lazy");
            sink.attr("decoding", "async");
        }
    }
    sink.attr("alt", &image.alt);
    sink.close();
    if !types.is_empty() {
        sink.close();
    }
}

/// What stands behind the last dot of a path, which is also how its media type ends; SVG's type has a suffix of its own.
fn extension(src: &str) -> &str {
    let end = src.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(src.len());
    let dot = src[..end].bytes().rposition(|byte| byte == b'.').map_or(0, |dot| dot + 1);
    match &src[dot..end] {
        "jpg" => "jpeg",
        "svg" => "svg+xml",
        other => other,
    }
}

/// The type of a variant that is not of the picture's own.
fn other_type<'a>(variant: &'a Variant, own: &str) -> Option<&'a str> {
    variant.mime.as_deref().filter(|mime| !mime.ends_with(own))
}

/// `srcset` of the variants of one other type, or of the picture's own type with the picture itself; empty where there is no
/// choice. An address that holds a comma or white space would read as two, so it is left out.
fn candidates(image: &Image, own: &str, mime: Option<&str>) -> String {
    let mut out = String::new();
    let mut add = |src: &Url, width: u32| {
        if src.as_str().contains([',', ' ']) {
            return;
        }
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(src.as_str());
        out.push(' ');
        out.push_str(&print_number(width.into()));
        out.push('w');
    };
    let mut any = false;
    for variant in image.variants.iter().filter(|variant| other_type(variant, own) == mime) {
        add(&variant.src, variant.width);
        any = true;
    }
    if let (None, Some(width), true) = (mime, image.width, any) {
        add(&image.src, width);
    }
    out
}

/// Width and height, so that the room is there before the picture is.
fn size(sink: &mut dyn Sink, width: Option<u32>, height: Option<u32>) {
    if let (Some(width), Some(height)) = (width, height) {
        sink.attr("width", &print_number(width.into()));
        sink.attr("height", &print_number(height.into()));
    }
}

/// A small picture that repeats what stands beside it.
pub(super) fn thumbnail(sink: &mut dyn Sink, picture: &Picture) {
    sink.open(&kind::IMG);
    sink.attr("src", picture.src.as_str());
    size(sink, picture.width, picture.height);
    sink.attr("loading", "lazy");
    sink.attr("decoding", "async");
    sink.attr("alt", "");
    sink.close();
}

/// caption – credit, date
pub(super) fn caption(sink: &mut dyn Sink, caption: &Caption, context: &Context<'_>) {
    if caption.is_empty() {
        return;
    }
    sink.open(&kind::CAPTION);
    if let Some(text) = &caption.text {
        sink.text(text);
        if caption.credit.is_some() || caption.date.is_some() {
            sink.text(" – ");
        }
    }
    if let Some(credit) = &caption.credit {
        sink.leaf(&kind::CREDIT, credit);
        if caption.date.is_some() {
            // A comma of the caption's own language, as far as we know it.
            sink.text(if context.is_foreign() { ", " } else { context.locale.words().list_joiner() });
        }
    }
    if let Some(date) = caption.date {
        stamp::day(sink, date, context);
    }
    sink.close();
}

/// A picture with what is said under it.
pub(super) fn figure(sink: &mut dyn Sink, picture: &Image, context: &Context<'_>) {
    sink.open(&kind::MEDIA);
    image(sink, picture, Urgency::Near);
    caption(sink, &picture.caption, context);
    sink.close();
}

/// Several pictures: a list of links to the large ones, so that it needs no script.
pub(super) fn gallery(sink: &mut dyn Sink, items: &[Image], context: &Context<'_>) {
    sink.open(&kind::GALLERY);
    sink.open(&kind::UL);
    for (at, item) in items.iter().enumerate() {
        sink.open(&kind::LI);
        sink.open(&kind::FIGURE);
        sink.open(&kind::A);
        sink.attr("href", item.src.as_str());
        if item.alt.is_empty() {
            let (n, total) = (print_number(at as u64 + 1), print_number(items.len() as u64));
            sink.attr("aria-label", &fill(context.locale.words().picture_of(), &[("n", &n), ("total", &total)]));
            language::ours(sink, context);
        }
        image(sink, item, Urgency::Near);
        sink.close();
        caption(sink, &item.caption, context);
        sink.close();
        sink.close();
    }
    sink.close();
    sink.close();
}

/// A film in the browser's own player; nothing of it is loaded before it is played.
pub(super) fn video(sink: &mut dyn Sink, video: &Video, context: &Context<'_>) {
    sink.open(&kind::MEDIA);
    sink.open(&kind::VIDEO);
    sink.flag("controls");
    sink.flag("playsinline");
    sink.attr("preload", "none");
    if let Some(poster) = &video.poster {
        sink.attr("poster", poster.as_str());
    }
    size(sink, video.width, video.height);
    if let Some(text) = &video.caption.text {
        sink.attr("aria-label", text);
    }
    sources(sink, &video.sources);
    for track in &video.tracks {
        sink.open(&kind::TRACK);
        sink.attr("kind", track.kind.as_str());
        sink.attr("src", track.src.as_str());
        if let Some(language) = &track.language {
            sink.attr("srclang", language);
        }
        if let Some(label) = &track.label {
            sink.attr("label", label);
        }
        sink.close();
    }
    fallback(sink, &video.sources, context);
    sink.close();
    caption(sink, &video.caption, context);
    sink.close();
}

/// A sound in the browser's own player.
pub(super) fn audio(sink: &mut dyn Sink, audio: &Audio, context: &Context<'_>) {
    sink.open(&kind::MEDIA);
    sink.open(&kind::AUDIO);
    sink.flag("controls");
    sink.attr("preload", "none");
    if let Some(text) = &audio.caption.text {
        sink.attr("aria-label", text);
    }
    sources(sink, &audio.sources);
    fallback(sink, &audio.sources, context);
    sink.close();
    caption(sink, &audio.caption, context);
    sink.close();
}

fn sources(sink: &mut dyn Sink, sources: &[MediaSource]) {
    for source in sources {
        sink.open(&kind::SOURCE);
        sink.attr("src", source.src.as_str());
        if let Some(mime) = &source.mime {
            sink.attr("type", mime);
        }
        sink.close();
    }
}

/// For browsers without a player.
fn fallback(sink: &mut dyn Sink, sources: &[MediaSource], context: &Context<'_>) {
    if let Some(source) = sources.first() {
        sink.open(&kind::A);
        sink.attr("href", source.src.as_str());
        language::ours(sink, context);
        sink.text(context.locale.words().download());
        sink.close();
    }
}
