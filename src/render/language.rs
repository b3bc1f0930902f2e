//! Whose language a piece is in, said where it is not the language around it: for voices, hyphens and direction.

use super::{Context, Sink};

/// Says the language of a piece, which is its own, else the feed's, if what is around does not say it already. Gives what is
/// known within the piece.
///
/// The host says the reader's language, and so a French feed in a page of English labels is marked as French.
pub(super) fn own<'a>(sink: &mut dyn Sink, own: Option<&'a str>, context: &Context<'a>) -> Context<'a> {
    let feed = context.head.language.as_deref();
    let reader = context.locale.tag();
    // A region more or less is the same language: `en-GB` around entries without a word of their own is not said 500 times.
    let around = context.within.or_else(|| feed.filter(|feed| context.locale.speaks(feed))).unwrap_or(reader);
    let mut within = *context;
    if let Some(language) = own.or(feed).filter(|language| !language.eq_ignore_ascii_case(around)) {
        say(sink, language, direction(language));
        within.within = Some(language);
    }
    within
}

/// Whether a piece, by its own language or the feed's, is in another than our words.
pub(super) fn differs(own: Option<&str>, context: &Context<'_>) -> bool {
    let language = own.or(context.head.language.as_deref());
    language.is_some_and(|language| !context.locale.speaks(language))
}

/// Says the reader's language of an element that holds words of ours, where the piece around it is in another.
pub(super) fn ours(sink: &mut dyn Sink, context: &Context<'_>) {
    if context.is_foreign() {
        say(sink, context.locale.tag(), context.locale.direction().as_str());
    }
}

/// Says again the language of the piece, of somebody's words within ours.
pub(super) fn theirs(sink: &mut dyn Sink, context: &Context<'_>) {
    if let Some(language) = context.within.filter(|_| context.is_foreign()) {
        say(sink, language, direction(language));
    }
}

impl Context<'_> {
    /// Whether what is being printed is in another language than our words.
    pub(super) fn is_foreign(&self) -> bool {
        self.within.is_some_and(|within| !self.locale.speaks(within))
    }
}

fn say(sink: &mut dyn Sink, language: &str, direction: &str) {
    sink.attr("lang", language);
    sink.attr("dir", direction);
}

/// The language of a tag (BCP 47) without script and region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// The direction of a language (BCP 47), as `dir` has it, by its script where the tag names one; those that run from right to left are few and known.
#[must_use]
pub fn direction(tag: &str) -> &'static str {
    let second =
        tag.split('-').nth(1).filter(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let (known, part): (&[&str], &str) = match second {
        Some(script) => (&["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"], script),
        None => {
            (&["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"], primary(tag))
        }
    };
    if known.iter().any(|known| known.eq_ignore_ascii_case(part)) { "rtl" } else { "ltr" }
}
