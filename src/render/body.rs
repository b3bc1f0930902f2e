//! Bodies: the blocks of an entry, a standfirst, a summary.

use super::{
    Context, Sink,
    inline::{inlines, sentence},
    kind, language, media, stamp,
};
use crate::feed::{Block, Card, Embed, Url};

/// Prints blocks. `level` is that of the heading they stand under; their own stand below it, at most 6.
pub(super) fn body(sink: &mut dyn Sink, blocks: &[Block], level: u8, context: &Context<'_>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) => {
                sink.open(&kind::P);
                inlines(sink, content);
                sink.close();
            }
            Block::Heading { level: below, content } => {
                sink.open(kind::heading(level.saturating_add(*below).min(6)));
                inlines(sink, content);
                sink.close();
            }
            Block::Quote { body: said, attribution, url } => {
                sink.open(&kind::QUOTE);
                sink.open(&kind::BLOCKQUOTE);
                if let Some(url) = url {
                    sink.attr("cite", url.as_str());
                }
                body(sink, said, level, context);
                sink.close();
                if let Some(who) = attribution {
                    sink.open(&kind::FIGCAPTION);
                    sink.text("— ");
                    if let Some(url) = url {
                        sink.open(&kind::A);
                        sink.attr("href", url.as_str());
                        sink.leaf(&kind::CITE, who);
                        sink.close();
                    } else {
                        sink.leaf(&kind::CITE, who);
                    }
                    sink.close();
                }
                sink.close();
            }
            Block::List { ordered, items } => {
                sink.open(if *ordered { &kind::OL } else { &kind::UL });
                for item in items {
                    sink.open(&kind::LI);
                    match item.as_slice() {
                        // The usual item is one line of text: a paragraph around it would only add space.
                        [Block::Paragraph(content)] => inlines(sink, content),
                        [Block::Paragraph(content), rest @ ..] => {
                            inlines(sink, content);
                            body(sink, rest, level, context);
                        }
                        item => body(sink, item, level, context),
                    }
                    sink.close();
                }
                sink.close();
            }
            Block::Image(image) => media::figure(sink, image, context),
            Block::Gallery(items) => media::gallery(sink, items, context),
            Block::Video(video) => media::video(sink, video, context),
            Block::Audio(audio) => media::audio(sink, audio, context),
            Block::Embed(it) => embed(sink, it, context),
            Block::Card(it) => card(sink, it, context),
        }
    }
}

/// Somebody else's post as a card: nothing of theirs is loaded but the picture that the feed names.
fn embed(sink: &mut dyn Sink, embed: &Embed, context: &Context<'_>) {
    sink.open(&kind::EMBED);
    if let Some(thumbnail) = &embed.thumbnail {
        media::thumbnail(sink, thumbnail);
    }
    // Their words may be of any language, so each finds its own direction.
    for text in [&embed.author, &embed.title, &embed.text].into_iter().flatten() {
        sink.open(&kind::P);
        sink.leaf(&kind::BDI, text);
        sink.close();
    }
    sink.open(&kind::A);
    sink.attr("href", embed.url.as_str());
    let page = context.head.url.as_ref().map(Url::host);
    let named = [embed.provider.as_deref(), Some(embed.url.host()), page];
    let named = named.into_iter().flatten().find(|name| !name.is_empty()).unwrap_or(embed.url.as_str());
    language::ours(sink, context);
    sentence(sink, context.locale.words().open_at(), &mut |sink, _| sink.leaf(&kind::BDI, named));
    sink.close();
    sink.close();
}

/// A related article with its picture and what is said under it.
fn card(sink: &mut dyn Sink, card: &Card, context: &Context<'_>) {
    sink.open(&kind::CARD);
    if let Some(image) = &card.image {
        media::figure(sink, image, context);
    }
    sink.open(&kind::P);
    sink.open(&kind::SMALL);
    language::ours(sink, context);
    sink.text(context.locale.words().related());
    sink.close();
    sink.close();
    sink.open(&kind::A);
    sink.attr("href", card.url.as_str());
    sink.text(&card.title);
    sink.close();
    if let Some(date) = card.date {
        sink.text(" ");
        stamp::day(sink, date, context);
    }
    sink.close();
}
