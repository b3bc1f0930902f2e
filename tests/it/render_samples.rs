//! A small blog in which every field says something, in its own words or in those of somebody who means harm.

use live_updates::feed::*;

/// What somebody who means harm would write.
pub(crate) const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' onfocus='alert(1)' autofocus='",
    "--><b>out</b><!--",
    "]]><!DOCTYPE html><plaintext>",
    "&lt;b&gt; &#x3c;i&#x3e; &amp;amp; &notin &",
    "</template></article></li></ol></live-updates>",
    "`${alert(1)}` {text} {time} {names} %3Cb%3E",
];

pub(crate) fn url(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

fn at(time: &str) -> Stamp {
    Stamp::parse_from_rfc3339(time).expect("a moment")
}

pub(crate) fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

fn id(text: &str) -> EntryId {
    EntryId::new(text).expect("an id")
}

/// The blog in its own words.
pub(crate) fn feed() -> Feed {
    Say(&str::to_owned).feed()
}

/// The blog with one text in place of every word that a feed may choose.
pub(crate) fn feed_that_says(text: &str) -> Feed {
    Say(&|_| text.to_owned()).feed()
}

/// The blog with one entry, which holds this.
pub(crate) fn feed_with(body: Body) -> Feed {
    let mut timeline = Timeline::default();
    let place = Place { id: id("one"), revision: 1, published: at("2031-05-02T08:00:00+02:00"), sequence: 1 };
    timeline.merge(Entry { place, content: Some(Content { body, ..Content::default() }) });
    Feed { timeline, ..feed() }
}

/// A link within a link, which the wire allows and HTML does not.
pub(crate) fn link_in_a_link() -> Body {
    let inner = Inline::Link { url: url("/inner"), content: vec![Inline::Text("inner".into())] };
    let inner = Inline::Strong(vec![Inline::Emphasis(vec![inner])]);
    let outer = Inline::Link { url: url("/outer"), content: vec![Inline::Text("outer ".into()), inner] };
    vec![Block::Paragraph(vec![outer])]
}

/// Every kind of block, each with a name.
pub(crate) fn blocks() -> Vec<(&'static str, Block)> {
    Say(&str::to_owned).blocks()
}

/// Whoever has the words.
pub(crate) struct Say<'a>(&'a dyn Fn(&str) -> String);

impl Say<'_> {
    pub(crate) fn say(&self, text: &str) -> String {
        (self.0)(text)
    }

    pub(crate) fn some(&self, text: &str) -> Option<String> {
        Some(self.say(text))
    }

    pub(crate) fn text(&self, text: &str) -> Inline {
        Inline::Text(self.say(text))
    }

    pub(crate) fn paragraph(&self, text: &str) -> Block {
        Block::Paragraph(vec![self.text(text)])
    }

    pub(crate) fn caption(&self, text: &str) -> Caption {
        Caption { text: self.some(text), credit: self.some("Tilda Morrow"), date: Some(day("2031-05-01")) }
    }

    pub(crate) fn image(&self, src: &str, alt: &str) -> Image {
        Image {
            src: url(src),
            width: Some(1200),
            height: Some(800),
            variants: Vec::new(),
            alt: if alt.is_empty() { String::new() } else { self.say(alt) },
            caption: Caption::default(),
        }
    }

    pub(crate) fn variant(&self, src: &str, width: u32, mime: Option<&str>) -> Variant {
        Variant { src: url(src), width, mime: mime.map(|mime| self.say(mime)) }
    }

    fn entries(&self) -> Vec<Entry> {
        let place = |name: &str, sequence: u64, time: &str| Place {
            id: id(name),
            revision: 40 + sequence,
            published: at(time),
            sequence,
        };
        let author = Author {
            name: self.say("Tilda Morrow"),
            role: self.some("river reporter"),
            url: Some(url("https://mill.example/morrow")),
            image: None,
        };
        let second = Author { name: self.say("Asa Finch"), role: None, url: None, image: None };
        let full = Content {
            updated: Some(at("2031-05-02T09:20:00+02:00")),
            title: self.some("The wheel stands still"),
            label: Some(Label::Breaking),
            key: true,
            sponsored: self.some("Rope & Sons"),
            authors: vec![author, second],
            tags: vec![self.say("mill")],
            url: Some(url("https://mill.example/live/wheel")),
            corrections: vec![
                Correction {
                    at: at("2031-05-02T09:20:00+02:00"),
                    text: self.say("The rope was 9 m long."),
                    before: self.some("6 m"),
                },
                Correction { at: at("2031-05-02T09:30:00+02:00"), text: self.say("It was wet."), before: None },
            ],
            body: self.blocks().into_iter().map(|(_, block)| block).collect(),
            ..Content::default()
        };
        let titled = Content {
            title: self.some("The bell rings"),
            label: Some(Label::Other(self.say("Sound"))),
            ..Content::default()
        };
        let elsewhere = Content {
            title: self.some("توقفت العجلة"),
            language: self.some("ar"),
            body: vec![self.paragraph("العجلة لا تدور.")],
            ..Content::default()
        };
        let untitled = Content { body: vec![self.paragraph("Flour is sold out.")], ..Content::default() };
        vec![
            Entry { place: place("wheel", 4, "2031-05-02T09:15:00+02:00"), content: Some(full) },
            Entry { place: place("gone", 5, "2031-05-02T09:14:00+02:00"), content: None },
            Entry { place: place("bell", 3, "2031-05-02T08:55:00+02:00"), content: Some(titled) },
            Entry { place: place("ajala", 2, "2031-05-02T08:40:00+02:00"), content: Some(elsewhere) },
            Entry { place: place("flour", 1, "2031-05-02T08:40:00+02:00"), content: Some(untitled) },
        ]
    }

    fn feed(&self) -> Feed {
        let mut timeline = Timeline::default();
        for entry in self.entries() {
            timeline.merge(entry);
        }
        let lead = Image {
            variants: vec![self.variant("/p/mill-800.webp", 800, Some("image/webp"))],
            caption: self.caption("The mill from the bridge"),
            ..self.image("/p/mill.webp", "A mill beside a river")
        };
        let head = Head {
            id: "mill".into(),
            epoch: "m1".into(),
            revision: 45,
            url: Some(url("https://mill.example/live")),
            language: Some("en".into()),
            time_zone: Some(TimeZone { name: None, labels: vec![(7200, self.say("CEST"))] }),
            date_style: DateStyle::Dots,
            title: self.say("Live: the mill of Ostrel stands still"),
            state: State::Live,
            coverage: Coverage { start: Some(at("2031-05-02T08:00:00+02:00")), end: None },
            published: Some(at("2031-05-02T08:00:00+02:00")),
            updated: Some(at("2031-05-02T09:30:00+02:00")),
            publisher: Some(Publisher { name: self.say("Ostrel Post"), url: None, logo: None }),
            authors: vec![Author { name: self.say("Asa Finch"), role: None, url: None, image: None }],
            lead: Some(lead),
            standfirst: vec![self.paragraph("The wheel stopped at eight."), self.paragraph("Nobody knows why.")],
            summary: vec![Block::List { ordered: false, items: vec![vec![self.paragraph("No bread today")]] }],
            total: 4,
            key_entries: vec![KeyEntry {
                id: id("wheel"),
                title: self.say("The wheel stands still"),
                published: at("2031-05-02T09:15:00+02:00"),
            }],
            pinned: vec![id("flour"), id("gone"), id("unknown")],
            poll_seconds: 10,
            links: Links::default(),
        };
        Feed { head, timeline }
    }
}
