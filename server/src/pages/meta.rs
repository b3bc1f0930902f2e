//! What search engines and messengers are told of a page: canonical address, Open Graph, structured data.

use std::fmt::Write;

use live_updates::{
    feed::{Block, Body, Content, EntryId, Image, Url, plain_text},
    render::{Context, structured_data},
};

use super::News;
use crate::html::Escaped;

/// The longest description, in characters: what is shown of it is shorter.
const DESCRIPTION: usize = 200;

impl News<'_> {
    /// The entry that the page is about.
    pub(super) fn opened(&self) -> Option<(&EntryId, &Content)> {
        let id = self.widget.opened?;
        Some((id, self.whole.timeline.get(id)?.content.as_ref()?))
    }

    /// What the page is called: the entry's title, else what stands for it in the reader's language; the blog's without an entry.
    pub(super) fn headline(&self) -> &str {
        match self.opened() {
            Some((_, content)) => {
                content.title.as_deref().unwrap_or_else(|| self.widget.locale.words().opened_placeholder())
            }
            None => &self.whole.head.title,
        }
    }

    /// The lines of the page's head beside its title and the site's own.
    pub(super) fn meta(&self) -> String {
        let head = &self.whole.head;
        let opened = self.opened().map(|(_, content)| content);
        let blog = head.url.as_ref().map_or(self.address, Url::as_str);
        let address = match self.opened() {
            Some((_, content)) => content.url.as_ref().map_or(blog, Url::as_str),
            None => blog,
        };
        let mut out = self.widget.before();
        if !address.is_empty() {
            let _ = writeln!(out, "<link rel=\"canonical\" href=\"{}\">", Escaped(address));
        }
        let _ = writeln!(
            out,
            "<link rel=\"alternate\" type=\"application/json\" href=\"{}\">",
            Escaped(self.widget.address)
        );
        let own = opened.and_then(|content| first_words(&content.body));
        let description = own.or_else(|| first_words(&head.standfirst));
        let image = opened.and_then(|content| picture(&content.body)).or(head.lead.as_ref());
        let published =
            opened.and_then(|_| self.whole.timeline.get(self.widget.opened?)).map(|entry| &entry.place.published);
        let properties = [
            ("og:type", Some("article".to_owned())),
            ("og:title", Some(self.headline().to_owned())),
            ("og:url", (!address.is_empty()).then(|| address.to_owned())),
            ("og:site_name", head.publisher.as_ref().map(|publisher| publisher.name.clone())),
            ("og:locale", head.language.as_deref().filter(|tag| tag.contains('-')).map(|tag| tag.replace('-', "_"))),
            ("og:description", description.clone()),
            ("og:image", image.map(|image| image.src.to_string())),
            ("og:image:alt", image.map(|image| image.alt.clone()).filter(|alt| !alt.is_empty())),
            ("article:published_time", published.or(head.published.as_ref()).map(|stamp| stamp.to_rfc3339())),
        ];
        for (property, value) in properties {
            if let Some(value) = value {
                let _ = writeln!(out, "<meta property=\"{property}\" content=\"{}\">", Escaped(&value));
            }
        }
        let card = if image.is_some() { "summary_large_image" } else { "summary" };
        let _ = writeln!(out, "<meta name=\"twitter:card\" content=\"{card}\">");
        if let Some(description) = description {
            let _ = writeln!(out, "<meta name=\"description\" content=\"{}\">", Escaped(&description));
        }
        // Data, never run: a policy for scripts does not concern it (HTML, "prepare the script element", step 8 and 12).
        let context = Context {
            locale: self.widget.locale,
            head,
            order: self.widget.order,
            heading_level: 1,
            opened: self.widget.opened,
            prompt: None,
            within: None,
        };
        let data = structured_data(self.whole, blog, &context);
        let _ = writeln!(out, "<script type=\"application/ld+json\">{data}</script>");
        out
    }
}

/// The first paragraph of a text, cut at a word.
fn first_words(body: &Body) -> Option<String> {
    let text = body.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(plain_text(content)).filter(|text| !text.trim().is_empty()),
        _ => None,
    })?;
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION) else { return Some(text) };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    Some(format!("{}…", text[..cut].trim_end()))
}

fn picture(body: &Body) -> Option<&Image> {
    body.iter().find_map(|block| match block {
        Block::Image(image) => Some(image),
        Block::Gallery(images) => images.first(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use live_updates::feed::{Block, Inline};

    use super::{DESCRIPTION, first_words};

    fn said(text: &str) -> Option<String> {
        first_words(&vec![Block::Paragraph(vec![Inline::Text(text.into())])])
    }

    #[test]
    fn a_description_is_cut_at_a_word_and_only_where_it_is_long() {
        assert_eq!(said("Short."), Some("Short.".into()));
        assert_eq!(said("  "), None);
        let cut = said(&"слово ".repeat(60)).unwrap();
        assert!(cut.ends_with("слово…") && cut.chars().count() <= DESCRIPTION + 1, "{cut}");
    }
}
