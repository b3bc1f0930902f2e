//! It is a pin, and everybody looks for it.

use super::Step::{self, Delete, Edit, Feed, Post};

/// The chapter.
pub(super) const STEPS: &[Step] = &[
    Post(
        "pin",
        &[
            "A pin as long as a finger holds the ninth wheel to its axle. The hole is there. The pin is not.",
            "--title",
            "It is a pin",
            "--label",
            "breaking",
            "--key",
        ],
    ),
    Edit("pin", &["--pin"]),
    Post(
        "swept",
        &[
            "They have swept the lamp room. So far: a button, eleven wasps, and a ferry ticket from **1962**.",
            "--markdown",
        ],
    ),
    Edit("stopped", &["--unpin"]),
    Post("choir", &["--title", "Choir offers to look in its hymn books"]),
    Edit(
        "swept",
        &[
            "They have swept the lamp room. So far: a button, eleven wasps, and a ferry ticket from **1926**.",
            "--markdown",
            "--correction",
            "The ticket is from 1926. An earlier version of this update said 1962. It is dark up there, apart from one corner.",
            "--before",
            "1962",
        ],
    ),
    Post(
        "barn",
        &[
            "The lens spent thirty-one years in a barn at Upper Sallow. Perhaps a part of it never left. Two people and a torch \
             are on the road.",
            "--title",
            "Another look into the barn",
        ],
    ),
    Post("cow", &["--title", "Road to Upper Sallow: one cow, no delay", "--label", "service"]),
    Edit("cow", &["--title", "Road to Upper Sallow: four cows, some delay"]),
    Post(
        "fog",
        &[
            "The coast station sees a bank three miles out. In fog, a light that stands still is one more window.",
            "--title",
            "Fog is coming back",
            "--label",
            "breaking",
            "--key",
        ],
    ),
    Edit("pin", &["--no-label"]),
    Post(
        "bell",
        &["The school has sent its two strongest pupils to ring the bell, and a teacher who says that she is neither."],
    ),
    Post("testing", &["Testing. Is this thing on?"]),
    Delete("testing"),
    Post(
        "nets",
        &[
            "--json",
            r#"{"title": "Barn: no pin",
                "body": [{"kind": "paragraph", "content": [{"kind": "text", "text": "There is a bicycle without a saddle, half a figurehead and the net that the lens was wrapped in. They have shaken the net."}]},
                         {"kind": "image", "src": "/media/net.svg", "width": 800, "height": 600,
                          "alt": "A fishing net with red and yellow floats", "caption": "Shaken, and shaken again", "credit": "The Lantern"}]}"#,
        ],
    ),
    Edit(
        "barn",
        &[
            "The lens spent thirty-one years in a barn at Upper Sallow. Nothing else of it did: two people and a torch are on their way back.",
        ],
    ),
    Post(
        "drawer",
        &[
            "> Every crane driver has a drawer. You would be surprised what fits.\n\nWenna Harrowgate, crane driver",
            "--markdown",
            "--title",
            "“I have a drawer”",
        ],
    ),
    Edit("fog", &["--no-label"]),
    Post("first", &["--title", "First pin from the drawer: too short"]),
    Post(
        "second",
        &[
            "It is a hair too thick, but it is **brass**, and that is what it should be.",
            "--markdown",
            "--title",
            "Second pin from the drawer",
        ],
    ),
    Edit(
        "second",
        &[
            "It is a hair too thick, and it is **steel**.",
            "--markdown",
            "--correction",
            "The second pin is steel. An earlier version of this update said brass, which was the paint.",
            "--before",
            "brass",
        ],
    ),
    Post("tea", &["Tea on the breakwater. Nobody has been told to bring cake, and everybody has."]),
    Feed(&[
        "--markdown",
        "--summary",
        "* The beam stands still for want of a pin.\n\
         * It is neither in the lamp room nor in the barn at Upper Sallow.\n\
         * Fog is three miles out.",
    ]),
    Post("third", &["--title", "There is no third pin in the drawer"]),
    Edit(
        "first",
        &[
            "Wenna Harrowgate wants it back. It holds something else.",
            "--title",
            "First pin from the drawer: too short, and missed already",
        ],
    ),
    Post(
        "lathe",
        &[
            "It was last used for a candlestick. It takes a rod of brass, a drawing on the back of the ferry ticket, and whoever is not at \
             the bell.",
            "--title",
            "The school has a lathe",
            "--key",
        ],
    ),
    Edit("lathe", &["--pin"]),
];
