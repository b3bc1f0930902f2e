//! The list of blogs: a page of its own, and what stands beside a blog.

use std::{fmt::Write, sync::Arc};

use live_updates::{
    feed::{Feed, State},
    locale::Locale,
    render::direction,
};

use super::{OWN_HEADER, language, top, words_of};
use crate::{feeds::Published, html::Escaped};

/// The page of all blogs.
pub(crate) fn list(feeds: &[Arc<Published>]) -> String {
    let list = if feeds.is_empty() {
        "<p>There is no live blog yet.</p>\n".to_owned()
    } else {
        items(feeds.iter().map(|feed| feed.feed()))
    };
    format!(
        "{}<body>\n{OWN_HEADER}\n<main class=\"site-main\"><h1>Live blogs</h1>\n{list}\
         <p><a href=\"/app\">Show any other feed</a></p></main>\n</body>\n</html>\n",
        top("en", "ltr", "Live blogs", "")
    )
}

/// Blogs as a list of links, each in its own language, with its state.
pub(super) fn items<'a>(feeds: impl Iterator<Item = &'a Feed>) -> String {
    let mut out = String::from("<ul class=\"site-list\">\n");
    for feed in feeds {
        let head = &feed.head;
        let locale = Locale::for_tag(head.language.as_deref().unwrap_or("en"));
        let words = locale.words();
        let state = match head.state {
            State::Live => words.live(),
            State::Paused => words.paused(),
            State::Ended => words.ended(),
            State::Scheduled => words.not_started(),
        };
        let language = language(head, &locale);
        let ours = if locale.speaks(language) { String::new() } else { words_of(&locale) };
        let _ = writeln!(
            out,
            "<li lang=\"{}\" dir=\"{}\"><a href=\"/{}\">{}</a> <span{ours}>{}</span></li>",
            Escaped(language),
            direction(language),
            Escaped(&head.id),
            Escaped(&head.title),
            Escaped(state),
        );
    }
    out.push_str("</ul>\n");
    out
}
