//! Addresses that may stand in a link or load a picture: an allow-list of schemes, resolved against the feed's own address.

use core::fmt;

/// A web address that is safe to link: http, https, mailto, tel, or relative to a page of these.
///
/// The text is kept as it was written but for white space and control characters, which browsers would drop anyway and
/// which are how a forbidden scheme hides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Box<str>);

/// What was given is not an address that a feed may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidUrl {
    /// Nothing, or only white space.
    Empty,
    /// Longer than [`Url::MAX_BYTES`].
    TooLong,
    /// A scheme outside the allow-list, `javascript:` for one.
    Scheme,
}

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an address is empty",
            Self::TooLong => "an address is longer than 4096 bytes",
            Self::Scheme => "an address must be http, https, mailto, tel or relative",
        })
    }
}

impl core::error::Error for InvalidUrl {}

impl Url {
    /// The longest address that is read, in bytes.
    pub const MAX_BYTES: usize = 4096;

    /// Reads an address.
    ///
    /// # Errors
    /// [`InvalidUrl`] names what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, InvalidUrl> {
        let clean: String = text.trim().chars().filter(|c| !c.is_control()).collect();
        let clean = clean.trim();
        if clean.is_empty() {
            return Err(InvalidUrl::Empty);
        }
        if clean.len() > Self::MAX_BYTES {
            return Err(InvalidUrl::TooLong);
        }
        match scheme(clean) {
            Some(scheme) if !ALLOWED.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed)) => {
                Err(InvalidUrl::Scheme)
            }
            _ => Ok(Self(clean.into())),
        }
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This address as seen from a page at `base`, which is absolute or begins with `/` (RFC 3986, 5.2).
    #[must_use]
    pub fn resolve(&self, base: &str) -> Self {
        Self(resolve(&self.0, base).into())
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const ALLOWED: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The scheme that a text begins with, if any: everything before a `:` that stands before any `/`, `?` or `#`.
fn scheme(text: &str) -> Option<&str> {
    let end = text.find([':', '/', '?', '#', '\\'])?;
    text[end..].starts_with(':').then(|| &text[..end])
}

fn resolve(text: &str, base: &str) -> String {
    if scheme(text).is_some() {
        return text.to_owned();
    }
    let base = base.split('#').next().unwrap_or_default();
    let (prefix, base_path) = split_origin(base.split('?').next().unwrap_or_default());
    if text.starts_with("//") {
        let scheme_end = prefix.find("//").unwrap_or(0);
        return format!("{}{text}", &prefix[..scheme_end]);
    }
    match text.as_bytes().first() {
        None => base.to_owned(),
        Some(b'#') => format!("{base}{text}"),
        Some(b'?') => format!("{prefix}{base_path}{text}"),
        Some(b'/') => format!("{prefix}{}", without_dots(text)),
        Some(_) => {
            let folder = base_path.rfind('/').map_or("/", |end| &base_path[..=end]);
            format!("{prefix}{}", without_dots(&format!("{folder}{text}")))
        }
    }
}

/// `https://host/path` as `https://host` and `/path`; an address that begins with a path has no origin.
fn split_origin(address: &str) -> (&str, &str) {
    let host = match address.find("://") {
        Some(at) if scheme(address).is_some() => at + 3,
        _ if address.starts_with("//") => 2,
        _ => return ("", address),
    };
    match address[host..].find('/') {
        Some(path) => address.split_at(host + path),
        None => (address, "/"),
    }
}

/// A path without `.` and `..` (RFC 3986, 5.2.4); query and fragment stay as they are.
fn without_dots(text: &str) -> String {
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    format!("/{}{rest}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{InvalidUrl, Url};

    fn resolved(text: &str, base: &str) -> String {
        Url::parse(text).unwrap().resolve(base).as_str().to_owned()
    }

    #[test]
    fn resolves_against_the_heads_address() {
        let base = "https://news.example/tunnel/feed.json?x=1#y";
        for (text, expected) in [
            ("entries/e1", "https://news.example/tunnel/entries/e1"),
            ("/p.webp", "https://news.example/p.webp"),
            ("../a/./b", "https://news.example/a/b"),
            ("..", "https://news.example/"),
            ("//cdn.example/p", "https://cdn.example/p"),
            ("?before=3", "https://news.example/tunnel/feed.json?before=3"),
            ("#lu-e1", "https://news.example/tunnel/feed.json?x=1#lu-e1"),
            ("a?b=../c", "https://news.example/tunnel/a?b=../c"),
            ("mailto:desk@news.example", "mailto:desk@news.example"),
        ] {
            assert_eq!(resolved(text, base), expected, "{text}");
        }
        assert_eq!(resolved("entries/e1", "/tunnel/feed.json"), "/tunnel/entries/e1");
        assert_eq!(resolved("x", "https://news.example"), "https://news.example/x");
    }

    #[test]
    fn refuses_schemes_that_run_something() {
        for text in [
            "javascript:alert(1)",
            " JaVaScript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
        ] {
            assert_eq!(Url::parse(text), Err(InvalidUrl::Scheme), "{text:?}");
        }
        for text in ["a:b/c", "blob:x", "file:///etc"] {
            assert_eq!(Url::parse(text), Err(InvalidUrl::Scheme), "{text:?}");
        }
        for text in ["/a:b", "?a:b", "#a:b", "./a:b", "HTTPS://x"] {
            assert!(Url::parse(text).is_ok(), "{text:?}");
        }
    }
}
