//! Whose language a piece is in, said where it is not the language around it: for voices, hyphens and direction.

use super::{Context, Sink};

/// Says the language of a piece, which is its own, else the feed's, if the host does not say it already.
///
/// The host says the reader's language, and so a French feed in a page of English labels is marked as French.
pub(super) fn own(sink: &mut dyn Sink, own: Option<&str>, context: &Context<'_>) {
    let feed = context.head.language.as_deref();
    let reader = context.locale.tag();
    // A region more or less is the same language: `en-GB` around entries without a word of their own is not said 500 times.
    let around = feed.filter(|feed| primary(feed).eq_ignore_ascii_case(primary(reader))).unwrap_or(reader);
    if let Some(language) = own.or(feed).filter(|language| !language.eq_ignore_ascii_case(around)) {
        sink.attr("lang", language);
        sink.attr("dir", direction(language));
    }
}

/// The language of a tag (BCP 47) without script and region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// The direction of a language, by its script where the tag names one; those that run from right to left are few and known.
fn direction(tag: &str) -> &'static str {
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
