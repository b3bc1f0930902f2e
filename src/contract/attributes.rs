//! The attributes of the element. Each is a property of the same name in camel case, and reflected.

/// One attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// What may stand in it.
    pub values: &'static str,
    /// What an absent or unknown value means.
    pub default: &'static str,
    /// What it is for.
    pub sentence: &'static str,
}

/// Every attribute, in the order of the documentation.
pub const ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "feed", values: "URL", default: "", sentence: "The feed to show." },
    Attribute {
        name: "feed-parameter",
        values: "a name",
        default: "",
        sentence: "The page's query parameter that chooses the feed, for a page that shows any feed: the browser app.",
    },
    Attribute {
        name: "order",
        values: "`new-first`, `old-first`",
        default: "new-first",
        sentence: "Which end comes first; follows the reader's choice.",
    },
    Attribute {
        name: "updates",
        values: "`ask`, `auto`, `off`",
        default: "ask",
        sentence: "What happens to new entries: they wait behind a notice where they would disturb the reader, go in at once, or \
                   are not asked for.",
    },
    Attribute {
        name: "stream",
        values: "`auto`, `off`",
        default: "auto",
        sentence: "Whether a stream may be held open where the feed has one; without it the feed is polled.",
    },
    Attribute {
        name: "clock",
        values: "`feed`, `reader`",
        default: "feed",
        sentence: "Whose clock the times are read from: the newsroom's, or the reader's own, with the newsroom's as `title`.",
    },
    Attribute {
        name: "relative-times",
        values: "`off`, `on`",
        default: "off",
        sentence: "Whether the time of an entry of the last day also says how long ago that was (\"2 min ago\"), and counts on.",
    },
    Attribute {
        name: "theme",
        values: "`auto`, `light`, `dark`",
        default: "auto",
        sentence: "Colours: the page's own (`auto`), or ours on a ground of our own.",
    },
    Attribute {
        name: "load",
        values: "`visible`, `idle`, `eager`",
        default: "visible",
        sentence: "When the script starts: near the view, when the browser is idle, at once.",
    },
    Attribute {
        name: "heading-level",
        values: "`1` to `5`",
        default: "1",
        sentence: "The level of the headline; deeper ones follow, at most 6.",
    },
    Attribute {
        name: "discussion",
        values: "`prompt`, `off`",
        default: "prompt",
        sentence: "Whether the invitation to the discussion stands at the foot.",
    },
    Attribute {
        name: "login-url",
        values: "URL",
        default: "",
        sentence: "Where to log in, instead of the feed's own address; `{return}` stands for the page to come back to.",
    },
    Attribute {
        name: "register-url",
        values: "URL",
        default: "",
        sentence: "Where to register, instead of the feed's own address; `{return}` stands for the page to come back to.",
    },
    Attribute {
        name: "assets",
        values: "URL",
        default: "",
        sentence: "The folder of the script's other files, where it is not the loader's own.",
    },
    Attribute {
        name: "stylesheet",
        values: "URL",
        default: "",
        sentence: "The stylesheet, where it is not the one beside the loader.",
    },
];
