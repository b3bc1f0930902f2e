//! Our own pages: a plain news site around the widget. No script but the loader, no inline style, so that the strictest policy
//! suits them.

mod error;
mod list;
mod meta;
mod news;
mod words;

pub(crate) use error::error;
pub(crate) use list::list;
pub(crate) use news::News;

use live_updates::{feed::Head, locale::Locale};

use crate::html::Escaped;

/// The start of every page, up to its body. `more` are lines for its head.
fn top(lang: &str, dir: &str, title: &str, more: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<link rel=\"icon\" href=\"/site.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"/site.css\" data-live-updates>\n{more}</head>\n",
        Escaped(lang),
        Escaped(title)
    )
}

/// The site's name on top of a page that belongs to no blog.
const OWN_HEADER: &str = "<header class=\"site-header\"><a class=\"site-name\" href=\"/\">live-updates</a></header>";

/// The language of a blog: as we speak it, where we do, else as the feed says it.
fn language<'a>(head: &'a Head, locale: &'a Locale) -> &'a str {
    head.language.as_deref().filter(|language| !locale.speaks(language)).unwrap_or(locale.tag())
}

/// Says that an element holds words of a language of ours.
fn words_of(locale: &Locale) -> String {
    format!(" lang=\"{}\" dir=\"{}\"", locale.tag(), locale.direction().as_str())
}
