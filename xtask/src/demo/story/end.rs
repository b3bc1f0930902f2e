//! A pin is made, carried over and put in; and the old one turns up.

use super::Step::{self, Edit, Feed, Post};

/// The chapter.
pub(super) const STEPS: &[Step] = &[
    Post(
        "shavings",
        &["You can hear it from Market Quay: a high note, and every now and then a word that is not taught there."],
    ),
    Edit("pin", &["--unpin"]),
    Post("bell-2", &["--title", "Nobody has told the pupils at the bell that they may stop"]),
    Edit("bell-2", &["They have been told. They would rather go on.", "--title", "The pupils at the bell may stop"]),
    Post("made", &["--title", "The pin is made", "--label", "breaking"]),
    Post(
        "perpetua",
        &[
            "--json",
            r#"{"title": "Pin goes aboard",
                "authors": [{"name": "Mara Tolliver", "role": "harbour reporter", "image": {"src": "/media/reporter-1.svg", "width": 160, "height": 160}}],
                "body": [{"kind": "image", "src": "/media/ferry.svg", "width": 800, "height": 600, "alt": "An old harbour ferry",
                          "caption": "The ferry makes room. The Perpetua has the pin", "credit": "The Lantern"},
                         {"kind": "paragraph", "content": [{"kind": "text", "text": "The Perpetua carried 1.4 tonnes of glass to the rock. Today she carries forty grams, on the same mattresses."}]}]}"#,
        ],
    ),
    Edit("made", &["--no-label"]),
    Post(
        "fog-here",
        &[
            "--json",
            r#"{"title": "Fog is here", "label": "breaking",
                "body": [{"kind": "image", "src": "/media/fog.svg", "width": 1200, "height": 800,
                          "alt": "A lighthouse and a fishing boat almost hidden by bands of fog", "caption": "The Perpetua is the grey in the grey", "credit": "The Lantern"}]}"#,
        ],
    ),
    Post("hear", &["You cannot see the rock any more. You can hear the tackle, and one person shouting."]),
    Edit("lathe", &["--unpin"]),
    Post("landed", &["In a jam jar, in a bucket, on a rope.", "--title", "Pin reaches the rock", "--key"]),
    Edit("fog-here", &["--no-label"]),
    Post("again", &["--title", "144 steps, for the second time"]),
    Post(
        "crowd",
        &["Market Quay is full again. Stewards send people on to Chapel Steps, and Chapel Steps sends them back."],
    ),
    Edit(
        "landed",
        &["In a jam jar, in a bucket, on a rope. The jar is from the bakery; the bakery would like it to be known."],
    ),
    Post("fits", &["One tap with the handle of a spoon.", "--title", "It fits", "--label", "breaking", "--key"]),
    Edit("fits", &["--pin"]),
    Post("crank", &["Forty turns of the crank. They count along on the quay, and arrive at forty-two."]),
    Post("weight", &["--title", "The weight takes over"]),
    Post(
        "turns",
        &[
            "Seven seconds. Six. **Five.** It stays at five.",
            "--markdown",
            "--title",
            "The beam turns",
            "--label",
            "breaking",
            "--key",
        ],
    ),
    Feed(&[
        "--markdown",
        "--summary",
        "* The beam of Gannet Rock turns again, one flash every five seconds.\n\
         * It stood still for want of a pin, which the school has made.\n\
         * Where the old one is, nobody knows.",
    ]),
    Post(
        "song",
        &["The choir had rehearsed a song for the beam and one for no beam. It turns out that there was a third."],
    ),
    Edit("fits", &["--no-label"]),
    Post("buns", &["--title", "Bakery is sorry to see the light go round"]),
    Edit("fits", &["--unpin"]),
    Post(
        "thin",
        &[
            "The fog thins. First the red of the bands, then the white, then a seal on the landing step that has seen it all.",
        ],
    ),
    Edit("turns", &["--no-label"]),
    Post(
        "kettle",
        &[
            "--json",
            r#"{"title": "The old pin turns up", "key": true,
                "authors": [{"name": "Joss Adeyemi-Rook", "role": "science writer", "image": {"src": "/media/reporter-2.svg", "width": 160, "height": 160}}],
                "body": [{"kind": "paragraph", "content": [{"kind": "text", "text": "Somebody made tea in the lamp room, and the keeper’s kettle rattled."}]},
                         {"kind": "image", "src": "/media/kettle.svg", "width": 800, "height": 600,
                          "alt": "A brown kettle steaming on a wooden shelf", "caption": "Thirty-one years in there, and no rust", "credit": "The Lantern"}]}"#,
        ],
    ),
    Edit("kettle", &["--title", "The old pin turns up, in the kettle"]),
    Post(
        "company",
        &[
            "> It stops every once in a while. He always said that it only wanted company.\n\nPim Corrigan-Vale, granddaughter of the last keeper",
            "--markdown",
            "--title",
            "“It will stop again”",
        ],
    ),
    Post("spare", &["--title", "The old pin stays in the kettle, as a spare"]),
    Post("late", &["If you have only just come: you have missed a good deal, and it may well come round again."]),
];
