//! The beam stands still, and somebody climbs 144 steps to ask why.

use super::Step::{self, Delete, Edit, Feed, Post};

/// The chapter.
pub(super) const STEPS: &[Step] = &[
    Post(
        "hello",
        &[
            "The choir has gone home, the bakery is open, and the beam comes round every five seconds. We stay until somebody \
             tells us to stop.",
            "--title",
            "Still here, and so is the light",
            "--key",
        ],
    ),
    Post("six", &["We have counted twice. It should be five.", "--title", "One flash every six seconds"]),
    Post("game", &["On Chapel Steps they count aloud now. The children are ahead of the beam."]),
    Edit(
        "six",
        &[
            "We have counted again. It was six when we began to write this down.",
            "--title",
            "One flash every seven seconds",
        ],
    ),
    Post("band", &["--title", "Brass band puts off its second encore"]),
    Post(
        "stopped",
        &[
            "The lamp is lit and does not turn. It points at the bakery, which has never sold so many buns.",
            "--title",
            "The beam stands still",
            "--label",
            "breaking",
            "--key",
        ],
    ),
    Edit("stopped", &["--pin"]),
    Post(
        "master",
        &[
            "Boats may move at **6 knots**, and are not to steer by a light that does not flash.",
            "--markdown",
            "--title",
            "Harbour master: a lit house is not a lighthouse",
            "--label",
            "service",
        ],
    ),
    Feed(&[
        "--markdown",
        "--summary",
        "* Gannet Rock was lit again, and turned, and then stood still.\n\
         * The lamp has current. What turns it is a clockwork with a weight.\n\
         * The keeper’s granddaughter is on her way up.",
    ]),
    Post(
        "night",
        &[
            "--json",
            r#"{"title": "As seen from the water",
                "authors": [{"name": "Mara Tolliver", "role": "harbour reporter", "image": {"src": "/media/reporter-1.svg", "width": 160, "height": 160}}],
                "body": [{"kind": "image", "src": "/media/night.svg", "width": 1200, "height": 800,
                          "alt": "A lit lighthouse at night, its beam over a dark bay with a small boat",
                          "caption": "The beam while it still came round. The boat has gone in since", "credit": "The Lantern"}]}"#,
        ],
    ),
    Edit(
        "master",
        &[
            "Boats may move at **4 knots**, and are not to steer by a light that does not flash.",
            "--markdown",
            "--correction",
            "The limit is 4 knots. An earlier version of this update said 6, which is what the swans do.",
            "--before",
            "6 knots",
        ],
    ),
    Post(
        "clockwork",
        &[
            "The lamp is electric. The turning is not: a weight of **19 kilos** sinks through the tower and drives eleven \
             wheels. It has to be wound up every four hours.\n\n\
             *It was.* Pim Corrigan-Vale has a blister to show for it.",
            "--markdown",
            "--title",
            "What turns a beam",
        ],
    ),
    Post("grid", &["--title", "Grid company: “For once it is not us”"]),
    Edit(
        "clockwork",
        &[
            "The lamp is electric. The turning is not: a weight of **90 kilos** sinks through the tower and drives eleven \
             wheels. It has to be wound up every four hours.\n\n\
             *It was.* Pim Corrigan-Vale has a blister to show for it.",
            "--markdown",
            "--correction",
            "The weight is 90 kilos. An earlier version of this update said 19, as somebody had read the plate upside down and \
             from the left.",
            "--before",
            "19 kilos",
        ],
    ),
    Post(
        "stairs",
        &[
            "--json",
            r#"{"title": "144 steps, and no other way",
                "body": [{"kind": "image", "src": "/media/stairs.svg", "width": 800, "height": 600,
                          "alt": "A spiral staircase seen from below", "caption": "What Pim sees, if she looks up", "credit": "The Lantern"}]}"#,
        ],
    ),
    Edit("stopped", &["--no-label"]),
    Post("step-100", &["--title", "Step 100"]),
    Post("step-144", &["--title", "Step 144"]),
    Delete("step-100"),
    Post(
        "missing",
        &[
            "> Nothing is broken. Something is missing.\n\nPim Corrigan-Vale, by telephone, out of breath",
            "--markdown",
            "--title",
            "A first word from the lamp room",
            "--key",
        ],
    ),
    Post("hush", &["It is quiet on the quay. A dog barks at the bakery, and then at the beam."]),
];
