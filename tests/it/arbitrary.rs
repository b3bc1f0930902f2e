//! Feeds made by chance, in the form that reading gives them.

use live_updates::feed::*;
use proptest::{collection::vec, option, prelude::*};

/// A text without white space at its ends, often of characters that hurt.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z0-9 ,.]{1,20}", "[<>&\"'éж文🌊ا]{1,6}", Just("</script><img src=x onerror=y>".to_owned())]
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("not empty", |text| !text.is_empty())
}

pub(crate) fn url() -> impl Strategy<Value = Url> {
    // A host is a name: a number for one is rewritten by whoever parses it (`//0` is 0.0.0.0), and we leave it as it is written.
    "(https://a\\.example|//[a-z]{1,6})?/([a-z0-9_-][a-z0-9/_-]{0,11})?(\\?[a-z]=[0-9])?"
        .prop_filter_map("an address", |text| Url::parse(&text).ok())
}

pub(crate) fn stamp() -> impl Strategy<Value = Stamp> {
    (0_i64..2_000_000_000, -12_i32..=14).prop_filter_map("a moment", |(seconds, hours)| {
        let offset = chrono::FixedOffset::east_opt(hours * 3600)?;
        Some(chrono::DateTime::from_timestamp(seconds, 0)?.with_timezone(&offset))
    })
}

fn date() -> impl Strategy<Value = chrono::NaiveDate> {
    (1990_i32..2100, 1_u32..=12, 1_u32..=28)
        .prop_filter_map("a day", |(y, m, d)| chrono::NaiveDate::from_ymd_opt(y, m, d))
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![text().prop_map(Inline::Text), text().prop_map(Inline::Code), Just(Inline::Break),];
    let inline = leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..3).prop_map(|content| Inline::Strong(joined(content))),
            vec(inner.clone(), 1..3).prop_map(|content| Inline::Emphasis(joined(content))),
            (url(), vec(inner, 1..3)).prop_map(|(url, content)| Inline::Link { url, content: joined(content) }),
        ]
    });
    vec(inline, 1..4).prop_map(joined)
}

/// Texts that touch are one, as reading makes them.
fn joined(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in content {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (_, inline) => out.push(inline),
        }
    }
    out
}

fn caption() -> impl Strategy<Value = Caption> {
    (option::of(text()), option::of(text()), option::of(date())).prop_map(|(text, credit, date)| Caption {
        text,
        credit,
        date,
    })
}

fn picture() -> impl Strategy<Value = Picture> {
    (url(), option::of(1_u32..4000), option::of(1_u32..4000)).prop_map(|(src, width, height)| Picture {
        src,
        width,
        height,
    })
}

fn image() -> impl Strategy<Value = Image> {
    let variant = (url(), 1_u32..4000, option::of(Just("image/webp".to_owned())));
    let variant = variant.prop_map(|(src, width, mime)| Variant { src, width, mime });
    (picture(), vec(variant, 0..3), option::of(text()), caption()).prop_map(|(picture, variants, alt, caption)| Image {
        src: picture.src,
        width: picture.width,
        height: picture.height,
        variants,
        alt: alt.unwrap_or_default(),
        caption,
    })
}

fn sources() -> impl Strategy<Value = Vec<MediaSource>> {
    let source = (url(), option::of(Just("video/webm".to_owned()))).prop_map(|(src, mime)| MediaSource { src, mime });
    vec(source, 1..3)
}

fn video() -> impl Strategy<Value = Video> {
    let kind = proptest::sample::select(TrackKind::ALL.to_vec());
    let track = (kind, url(), option::of(Just("en".to_owned())), option::of(text()));
    let track = track.prop_map(|(kind, src, language, label)| Track { kind, src, language, label });
    (sources(), option::of(url()), picture(), vec(track, 0..2), caption()).prop_map(
        |(sources, poster, size, tracks, caption)| Video {
            sources,
            poster,
            width: size.width,
            height: size.height,
            tracks,
            caption,
        },
    )
}

fn embed() -> impl Strategy<Value = Embed> {
    let texts = (option::of(text()), option::of(text()), option::of(text()), option::of(text()));
    (url(), texts, option::of(picture()), option::of((1_u32..40).prop_map(|eighths| f64::from(eighths) / 8.0)))
        .prop_map(|(url, (provider, title, author, text), thumbnail, ratio)| Embed {
            provider,
            url,
            title,
            author,
            text,
            thumbnail,
            ratio,
        })
}

pub(crate) fn body() -> impl Strategy<Value = Body> {
    let card = (url(), text(), option::of(date()), option::of(image()));
    let leaf = prop_oneof![
        4 => inlines().prop_map(Block::Paragraph),
        1 => (1_u8..=4, inlines()).prop_map(|(level, content)| Block::Heading { level, content }),
        1 => image().prop_map(Block::Image),
        1 => vec(image(), 1..3).prop_map(Block::Gallery),
        1 => video().prop_map(Block::Video),
        1 => (sources(), caption()).prop_map(|(sources, caption)| Block::Audio(Audio { sources, caption })),
        1 => embed().prop_map(Block::Embed),
        1 => card.prop_map(|(url, title, date, image)| Block::Card(Card { url, title, date, image })),
    ];
    let block = leaf.prop_recursive(2, 8, 3, |inner| {
        let quote = (vec(inner.clone(), 0..3), option::of(text()), option::of(url()));
        prop_oneof![
            quote.prop_map(|(body, attribution, url)| Block::Quote { body, attribution, url }),
            (any::<bool>(), vec(vec(inner, 0..3), 0..3)).prop_map(|(ordered, items)| Block::List { ordered, items }),
        ]
    });
    vec(block, 0..4)
}

pub(crate) fn content() -> impl Strategy<Value = Content> {
    let correction =
        (stamp(), text(), option::of(text())).prop_map(|(at, text, before)| Correction { at, text, before });
    let author = (text(), option::of(text()), option::of(url()), option::of(picture()));
    let author = author.prop_map(|(name, role, url, image)| Author { name, role, url, image });
    let label = prop_oneof![Just(Label::Breaking), "[A-Z][a-z]{2,8}".prop_map(Label::Other)];
    let marks = (option::of(label), any::<bool>(), option::of(text()), option::of(Just("fr".to_owned())));
    let lists = (vec(author, 0..2), vec(text(), 0..2), vec(correction, 0..2));
    (option::of(stamp()), option::of(text()), marks, lists, option::of(url()), option::of(url()), body()).prop_map(
        |(updated, title, (label, key, sponsored, language), (authors, tags, corrections), url, discussion, body)| {
            Content {
                updated,
                title,
                label,
                key,
                sponsored,
                authors,
                tags,
                language,
                url,
                corrections,
                discussion: discussion.map(|url| DiscussionLink { url }),
                body,
            }
        },
    )
}

fn id() -> impl Strategy<Value = EntryId> {
    "[A-Za-z0-9_-]{1,6}".prop_filter_map("an id", |text| EntryId::new(&text).ok())
}

pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    (id(), 1_u64..50, stamp(), 0_u64..50, option::weighted(0.8, content())).prop_map(
        |(id, revision, published, sequence, content)| Entry {
            place: Place { id, revision, published, sequence },
            content,
        },
    )
}

pub(crate) fn feed() -> impl Strategy<Value = Feed> {
    let zone = (option::of(text()), vec((-12_i32..=14, text()), 0..3));
    let zone = zone.prop_map(|(name, mut labels)| {
        // As an object of JSON keeps them: by offset as text, each once.
        labels.sort_by_key(|(hours, _)| TimeZone::print_offset(hours * 3600));
        labels.dedup_by_key(|(hours, _)| *hours);
        TimeZone { name, labels: labels.into_iter().map(|(hours, label)| (hours * 3600, label)).collect() }
    });
    let key = (id(), text(), stamp()).prop_map(|(id, title, published)| KeyEntry { id, title, published });
    let links = (option::of(url()), option::of(url()), option::of(url()), option::of(url()), option::of(url()))
        .prop_map(|(this, updates, older, log_in, register)| Links {
            this,
            updates,
            older,
            log_in,
            register,
            ..Links::default()
        });
    let publisher =
        (text(), option::of(url()), option::of(picture())).prop_map(|(name, url, logo)| Publisher { name, url, logo });
    let state = proptest::sample::select(State::ALL.to_vec());
    let times = (option::of(stamp()), option::of(stamp()), option::of(stamp()), option::of(stamp()));
    let texts = (text(), option::of(url()), option::of(Just("en".to_owned())), body(), body());
    let rest = (option::of(zone), any::<bool>(), state, times, option::of(publisher), option::of(image()));
    let lists = (vec(key, 0..3), vec(id(), 0..2), links, 0_u32..100);
    (texts, rest, lists, 1_u64..1000, vec(entry(), 0..6)).prop_map(|(texts, rest, lists, revision, entries)| {
        let (title, url, language, standfirst, summary) = texts;
        let (time_zone, dots, state, (start, end, published, updated), publisher, lead) = rest;
        let (key_entries, pinned, links, poll_seconds) = lists;
        let mut timeline = Timeline::default();
        for entry in entries {
            timeline.merge(entry);
        }
        let head = Head {
            id: "a-feed".into(),
            epoch: "e1".into(),
            revision,
            url,
            language,
            time_zone,
            date_style: if dots { DateStyle::Dots } else { DateStyle::Short },
            title,
            state,
            coverage: Coverage { start, end },
            published,
            updated,
            publisher,
            authors: Vec::new(),
            lead,
            standfirst,
            summary,
            total: 7,
            key_entries,
            pinned,
            poll_seconds,
            links,
        };
        Feed { head, timeline }
    })
}
