//! Our own pages: a plain news site around the widget. No script but the loader, no inline style.

use std::{fmt::Write, sync::Arc};

use live_updates::{
    feed::{Block, Feed, Url, plain_text},
    locale::{Locale, fill},
    render::{Context, structured_data},
};

use crate::{html::Escaped, widget::Widget};

/// The start of every page.
fn top(lang: &str, dir: &str, title: &str, more: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<link rel=\"stylesheet\" href=\"/site.css\">\n{more}</head>\n",
        Escaped(title)
    )
}

/// A news page with the widget. `canonical` is the blog's own address, whole.
pub(crate) fn news(widget: &Widget<'_>, canonical: &str) -> String {
    let (feed, locale) = (widget.feed, widget.locale);
    let head = &feed.head;
    let context = Context { locale, head, order: widget.order, heading_level: 1, opened: widget.opened, prompt: None };
    let entry = widget.opened.and_then(|id| Some((id, feed.timeline.get(id)?.content.as_ref()?)));
    // An entry without a title is named as what it is: the title of what is being opened.
    let (title, address) = match entry {
        Some((id, content)) => {
            let title = content.title.as_deref().unwrap_or(locale.words().opened_placeholder());
            (format!("{title} · {}", head.title), format!("{canonical}/entries/{id}"))
        }
        None => (head.title.clone(), head.url.as_ref().map_or(canonical, Url::as_str).to_owned()),
    };
    let og_title = entry.map_or(head.title.as_str(), |(_, content)| {
        content.title.as_deref().unwrap_or(locale.words().opened_placeholder())
    });
    let description = head.standfirst.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(plain_text(content)),
        _ => None,
    });
    let publisher = head.publisher.as_ref().map_or("live-updates", |publisher| publisher.name.as_str());
    let mut more = format!(
        "<link rel=\"stylesheet\" href=\"{}\">\n<link rel=\"canonical\" href=\"{}\">\n",
        Escaped(&widget.stylesheet()),
        Escaped(&address)
    );
    let mut meta = |name: &str, value: &str| {
        let _ = writeln!(more, "<meta property=\"{name}\" content=\"{}\">", Escaped(value));
    };
    meta("og:type", "article");
    meta("og:title", og_title);
    meta("og:url", &address);
    meta("og:site_name", publisher);
    if let Some(description) = &description {
        meta("og:description", description);
    }
    if let Some(lead) = &head.lead {
        let origin = canonical.strip_suffix(&format!("/{}", head.id)).unwrap_or_default();
        meta("og:image", lead.src.resolve(&format!("{origin}/")).as_str());
    }
    if let Some(description) = &description {
        let _ = writeln!(more, "<meta name=\"description\" content=\"{}\">", Escaped(description));
    }
    // Data, never run: engines leave it alone under any policy for scripts.
    let _ =
        writeln!(more, "<script type=\"application/ld+json\">{}</script>", structured_data(feed, canonical, &context));
    let (lang, dir) = (locale.tag(), locale.direction().as_str());
    format!(
        "{top}<body>\n<header class=\"site-header\"><a class=\"site-name\" href=\"/\">{name}</a></header>\n\
         <main class=\"site-main\">\n{element}\n</main>\n\
         <footer class=\"site-footer\"><p>{name}</p></footer>\n\
         <script type=\"module\" src=\"{loader}\"></script>\n</body>\n</html>\n",
        top = top(lang, dir, &title, &more),
        name = Escaped(publisher),
        element = widget.element(),
        loader = Escaped(&widget.loader()),
    )
}

/// The list of blogs.
pub(crate) fn list(feeds: &[Arc<Feed>]) -> String {
    let mut items = String::new();
    for feed in feeds {
        let head = &feed.head;
        let locale = Locale::for_tag(head.language.as_deref().unwrap_or("en"));
        let words = locale.words();
        let state = match head.state {
            live_updates::feed::State::Live => words.live().to_string(),
            live_updates::feed::State::Paused => words.paused().to_string(),
            live_updates::feed::State::Ended => words.ended().to_string(),
            live_updates::feed::State::Scheduled => words.not_started().to_string(),
        };
        let _ = writeln!(
            items,
            "<li lang=\"{}\" dir=\"{}\"><a href=\"/{}\">{}</a> <span>{}</span></li>",
            locale.tag(),
            locale.direction().as_str(),
            Escaped(&head.id),
            Escaped(&head.title),
            Escaped(&fill(&state, &[])),
        );
    }
    format!(
        "{}<body>\n<header class=\"site-header\"><a class=\"site-name\" href=\"/\">live-updates</a></header>\n\
         <main class=\"site-main\"><h1>Live blogs</h1>\n<ul class=\"site-list\">\n{items}</ul>\n\
         <p><a href=\"/app\">Show any other feed</a></p></main>\n</body>\n</html>\n",
        top("en", "ltr", "Live blogs", "")
    )
}

/// What is said where there is nothing to show.
pub(crate) fn error(status: u16, message: &str) -> axum::response::Html<String> {
    axum::response::Html(format!(
        "{}<body>\n<header class=\"site-header\"><a class=\"site-name\" href=\"/\">live-updates</a></header>\n\
         <main class=\"site-main\"><h1>{status}</h1><p>{}.</p><p><a href=\"/\">All live blogs</a></p></main>\n</body>\n</html>\n",
        top("en", "ltr", message, ""),
        Escaped(message),
    ))
}
