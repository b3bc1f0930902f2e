//! Whose language each piece of text is said to be in.

use live_updates::{locale::Locale, render};

use crate::{
    render_parts::print,
    render_samples as samples,
    render_tree::{Tree, parse},
};

/// Every piece of text with the language that is said around it.
fn spoken(trees: &[Tree], around: &str, out: &mut Vec<(String, String)>) {
    for tree in trees {
        match tree {
            Tree::Element { attributes, children, .. } => {
                let language = attributes.get("lang").map_or(around, String::as_str);
                // A name has the language of its element.
                out.extend(attributes.get("aria-label").map(|label| (language.to_owned(), label.clone())));
                spoken(children, language, out);
            }
            Tree::Text(text) => out.push((around.to_owned(), text.clone())),
            Tree::Foreign(_) => {}
        }
    }
}

#[test]
fn a_feed_in_a_language_that_we_do_not_speak_says_its_own_and_our_words_say_ours() {
    let mut feed = samples::feed_that_says("Çà");
    feed.head.language = Some("fr".into());
    let html = print(&feed, "fr", |_| (), |sink, context| render::content(sink, &feed, context));
    let mut found = Vec::new();
    // The host says the language of our words.
    spoken(&parse(&html), Locale::for_tag("fr").tag(), &mut found);
    let is_word = |text: &str| text.chars().any(char::is_alphabetic);
    let (theirs, ours): (Vec<_>, Vec<_>) =
        found.into_iter().filter(|(_, text)| is_word(text)).partition(|(_, text)| text.contains("Çà"));
    assert!(theirs.len() > 40 && ours.len() > 12, "{} and {}", theirs.len(), ours.len());
    for (language, text) in &ours {
        assert_eq!(language, "en", "{text}");
    }
    // Names have no language, and sentences of ours may hold a title or what the newsroom calls its clock.
    let is_clock = |text: &str| text.len() == "09:20 Çà".len() && text.ends_with(" Çà");
    let held =
        |text: &str| text == "Çà" || is_clock(text) || ["Share", "Updated"].iter().any(|word| text.starts_with(word));
    let wrong: Vec<_> = theirs.iter().filter(|(language, text)| language == "en" && !held(text)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for class in ["lu-title", "lu-standfirst", "lu-entry-title", "lu-caption", "lu-quote", "lu-card", "lu-correction"] {
        assert!(said(&parse(&html), class, "en").iter().all(|language| language == "fr"), "{class}");
    }
}

/// The languages of the feed's words in elements of a class.
fn said(trees: &[Tree], class: &str, around: &str) -> Vec<String> {
    let mut out = Vec::new();
    for tree in trees {
        if let Tree::Element { attributes, children, .. } = tree {
            let language = attributes.get("lang").map_or(around, String::as_str);
            // The one entry in a language of its own is another matter.
            if !["en", "fr"].contains(&language) {
                continue;
            }
            if attributes.get("class").is_some_and(|it| it.split(' ').any(|it| it == class)) {
                let mut found = Vec::new();
                spoken(children, language, &mut found);
                out.extend(found.into_iter().filter(|(_, text)| text == "Çà").map(|(language, _)| language));
            }
            out.extend(said(children, class, language));
        }
    }
    out
}
