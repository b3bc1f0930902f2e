//! The page of a blog, or of an entry of it: masthead, the widget, other blogs, a foot.

use live_updates::{feed::Feed, render::direction};

use super::{language, list::items, top, words, words_of};
use crate::{html::Escaped, widget::Widget};

/// A news page with the widget in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct News<'a> {
    /// The widget.
    pub(crate) widget: &'a Widget<'a>,
    /// The same feed with whole addresses, for those who read the page elsewhere.
    pub(crate) whole: &'a Feed,
    /// The blog's own address, whole; empty where it is not known.
    pub(crate) address: &'a str,
    /// Other blogs of the site.
    pub(crate) others: &'a [&'a Feed],
}

impl News<'_> {
    /// The page.
    #[must_use]
    pub(crate) fn print(&self) -> String {
        let (widget, head) = (self.widget, &self.widget.feed.head);
        // The page is in the language of what it is about, also where the site and the widget have no words of it.
        let lang = language(head, widget.locale);
        let words = words::of(widget.locale.tag());
        let ours = self.ours();
        let title = match self.opened() {
            Some(_) => format!("{} · {}", self.headline(), head.title),
            None => head.title.clone(),
        };
        let name = Escaped(head.publisher.as_ref().map_or("live-updates", |publisher| publisher.name.as_str()));
        let aside = match self.others {
            [] => String::new(),
            others => format!(
                "<aside class=\"site-aside\"{ours} aria-labelledby=\"site-more\">\n<h2 id=\"site-more\">{}</h2>\n{}</aside>\n",
                words.more,
                items(others.iter().copied())
            ),
        };
        format!(
            "{top}<body>\n<header class=\"site-header\"><a class=\"site-name\" href=\"/\">{masthead}</a></header>\n{path}\
             <div class=\"site-columns{two}\">\n<main class=\"site-main\">\n{element}\n</main>\n{aside}</div>\n\
             <footer class=\"site-footer\"{ours}><p>{name}</p>\n<p><a href=\"/\">{all}</a> <a href=\"{data}\">{as_data}</a></p></footer>\n\
             </body>\n</html>\n",
            top = top(lang, direction(lang), &title, &self.meta()),
            masthead = self.masthead(),
            path = self.path(),
            two = if self.others.is_empty() { "" } else { " site-columns-two" },
            element = widget.element(),
            all = words.all,
            data = Escaped(widget.address),
            as_data = words.data,
        )
    }

    /// The publisher's logo, which holds its name; without one the name.
    fn masthead(&self) -> String {
        let Some(publisher) = &self.widget.feed.head.publisher else { return "live-updates".to_owned() };
        let name = Escaped(&publisher.name);
        let Some(logo) = &publisher.logo else { return name.to_string() };
        let size = match (logo.width, logo.height) {
            (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
            _ => String::new(),
        };
        format!("<img class=\"site-logo\" src=\"{}\"{size} alt=\"{name}\">", Escaped(logo.src.as_str()))
    }

    /// Says the language of the site's own words, where the page is in another.
    fn ours(&self) -> String {
        let locale = self.widget.locale;
        if locale.speaks(language(&self.widget.feed.head, locale)) {
            return String::new();
        }
        words_of(locale)
    }

    /// From an entry's page back to its blog; the blog's own page has the masthead for that.
    fn path(&self) -> String {
        let head = &self.widget.feed.head;
        if self.opened().is_none() {
            return String::new();
        }
        let words = words::of(self.widget.locale.tag());
        format!(
            "<nav class=\"site-path\" aria-label=\"{}\"><a href=\"/\"{}>{}</a> <a href=\"/{}\">{}</a></nav>\n",
            words.path,
            self.ours(),
            words.all,
            Escaped(&head.id),
            Escaped(&head.title)
        )
    }
}
