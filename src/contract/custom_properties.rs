//! Custom properties that a page may set; `style/tokens.css` gives each its default.

/// One custom property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomProperty {
    /// Its name.
    pub name: &'static str,
    /// What it sets.
    pub sentence: &'static str,
}

/// Every custom property.
pub const CUSTOM_PROPERTIES: &[CustomProperty] = &[
    CustomProperty { name: "--lu-accent", sentence: "Badge, marks and what is current." },
    CustomProperty { name: "--lu-on-accent", sentence: "Text on the accent." },
    CustomProperty { name: "--lu-link", sentence: "Links." },
    CustomProperty { name: "--lu-muted", sentence: "Times, captions, credits." },
    CustomProperty { name: "--lu-line", sentence: "Lines between entries and around cards." },
    CustomProperty { name: "--lu-tint", sentence: "The ground of the summary and of pictures on their way." },
    CustomProperty { name: "--lu-mark", sentence: "The ground of corrections and of the opened entry." },
    CustomProperty { name: "--lu-background", sentence: "The ground of the bar that stays on top." },
    CustomProperty { name: "--lu-title-font", sentence: "The font of titles." },
    CustomProperty { name: "--lu-measure", sentence: "The longest line of text." },
    CustomProperty { name: "--lu-radius", sentence: "How round corners are." },
    CustomProperty { name: "--lu-sticky-top", sentence: "The height of whatever of the page stays on top." },
];
