//! Addresses: ours agree with the URL standard's reference where both have an answer.

use live_updates::feed::Url;
use proptest::prelude::*;

proptest! {
    #[test]
    fn resolving_agrees_with_the_standard(
        path in "(/[a-z0-9]{1,4}){1,3}",
        reference in "(\\.\\./|\\./|/)?([a-z0-9]{1,4}/|\\.\\./|\\./){0,3}[a-z0-9]{0,4}(\\?[a-z=/.]{0,5})?(#[a-z]{1,3})?",
    ) {
        let base = format!("https://news.example{path}");
        // A fragment alone is a place on the page, not in the feed's document: there we differ on purpose.
        prop_assume!(!reference.is_empty() && !reference.starts_with('#'));
        let ours = Url::parse(&reference).unwrap().resolve(&base);
        let theirs = url::Url::parse(&base).unwrap().join(&reference).unwrap();
        prop_assert_eq!(ours.as_str(), theirs.as_str());
    }

    #[test]
    fn no_other_scheme_is_let_in(text in "\\PC{0,12}:\\PC{0,12}") {
        if let Ok(url) = Url::parse(&text) {
            // What a browser would make of it, from a page of ours.
            if let Ok(seen) = url::Url::parse("https://news.example/").unwrap().join(url.as_str()) {
                prop_assert!(matches!(seen.scheme(), "http" | "https" | "mailto" | "tel"), "{}", seen);
            }
        }
    }
}
