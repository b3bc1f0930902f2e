//! Every kind of block in a few shapes, for the blog of `render_samples`.

use live_updates::feed::*;

use crate::render_samples::{Say, day, url};

impl Say<'_> {
    /// Every kind of block, each with a name.
    pub(crate) fn blocks(&self) -> Vec<(&'static str, Block)> {
        let variants = vec![
            self.variant("/p/weir-600.avif", 600, Some("image/avif")),
            self.variant("/p/weir-600.jpg", 600, Some("image/jpeg")),
            self.variant("/p/weir-300.jpg", 300, None),
            self.variant("/p/weir,900.jpg", 900, None),
        ];
        let weir = Image { variants, caption: self.caption("The weir at dawn"), ..self.image("/p/weir.jpg", "A weir") };
        let plain = Image { width: None, height: None, ..self.image("/p/rope.webp", "") };
        let credited = Caption { text: None, ..self.caption("") };
        let picture = |src: &str| Picture { src: url(src), width: Some(480), height: Some(270) };
        vec![
            (
                "paragraph",
                Block::Paragraph(vec![
                    self.text("The mill wheel "),
                    Inline::Strong(vec![self.text("turned "), Inline::Emphasis(vec![self.text("twice")])]),
                    Inline::Break,
                    Inline::Link { url: url("https://mill.example/?a=1&b=2"), content: vec![self.text("and stopped")] },
                    Inline::Code(self.say("wheel --stop")),
                ]),
            ),
            ("heading", Block::Heading { level: 1, content: vec![self.text("Why it stopped")] }),
            ("heading far below", Block::Heading { level: 4, content: vec![self.text("A footnote")] }),
            (
                "quote",
                Block::Quote {
                    body: vec![self.paragraph("A rope, of all things."), self.paragraph("A wet one.")],
                    attribution: self.some("Benno Quill, miller"),
                    url: Some(url("https://quill.example/rope")),
                },
            ),
            (
                "quote of nobody",
                Block::Quote { body: vec![self.paragraph("Somebody pulled.")], attribution: None, url: None },
            ),
            (
                "list",
                Block::List {
                    ordered: true,
                    items: vec![
                        vec![self.paragraph("Open the sluice")],
                        vec![
                            self.paragraph("Wait for"),
                            Block::List { ordered: false, items: vec![vec![self.paragraph("the bell")], Vec::new()] },
                        ],
                    ],
                },
            ),
            ("image with variants", Block::Image(weir)),
            ("image of one type", {
                let variants = vec![self.variant("/p/oar-400.webp", 400, None)];
                Block::Image(Image { variants, caption: credited, ..self.image("/p/oar.webp", "An oar") })
            }),
            ("image without a size", Block::Image(plain.clone())),
            (
                "gallery",
                Block::Gallery(vec![
                    Image { caption: self.caption("The rope"), ..self.image("/p/rope.webp", "A rope on a wheel") },
                    plain,
                ]),
            ),
            (
                "video",
                Block::Video(Video {
                    sources: vec![
                        MediaSource { src: url("/v/wheel.webm"), mime: self.some("video/webm") },
                        MediaSource { src: url("/v/wheel.mp4"), mime: None },
                    ],
                    poster: Some(url("/p/wheel.webp")),
                    width: Some(640),
                    height: Some(360),
                    tracks: vec![Track {
                        kind: TrackKind::Captions,
                        src: url("/v/wheel.en.vtt"),
                        language: self.some("en"),
                        label: self.some("English"),
                    }],
                    caption: self.caption("The wheel at work"),
                }),
            ),
            (
                "audio",
                Block::Audio(Audio {
                    sources: vec![MediaSource { src: url("/s/bell.mp3"), mime: self.some("audio/mpeg") }],
                    caption: Caption { text: self.some("The bell"), ..Caption::default() },
                }),
            ),
            (
                "embed",
                Block::Embed(Embed {
                    provider: self.some("Pondtube"),
                    url: url("https://pondtube.example/w/1"),
                    title: self.some("The wheel, in full"),
                    author: self.some("Mill Society"),
                    text: self.some("Four minutes of a wheel."),
                    thumbnail: Some(picture("/p/pondtube.webp")),
                    ratio: Some(1.5),
                }),
            ),
            (
                "embed of somebody",
                Block::Embed(Embed {
                    provider: None,
                    url: url("https://forum.example/t/77?page=2#post"),
                    title: None,
                    author: None,
                    text: None,
                    thumbnail: None,
                    ratio: None,
                }),
            ),
            (
                "card",
                Block::Card(Card {
                    url: url("https://mill.example/history"),
                    title: self.say("Two hundred years of flour"),
                    date: Some(day("2031-04-30")),
                    image: Some(Image {
                        caption: self.caption("The old sign"),
                        ..self.image("/p/sign.webp", "A sign")
                    }),
                }),
            ),
            (
                "card without a picture",
                Block::Card(Card { url: url("/bread"), title: self.say("Bread, tomorrow"), date: None, image: None }),
            ),
        ]
    }
}
