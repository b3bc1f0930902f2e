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

    /// The address with a place filled in: `value` for `{name}`, wherever it stands.
    #[must_use]
    pub fn filled(&self, name: &str, value: &str) -> String {
        let (mut out, mut rest) = (String::new(), self.as_str());
        loop {
            let (before, place) = rest.split_at(first(rest, b"{"));
            out.push_str(before);
            let Some(place) = place.strip_prefix('{') else { return out };
            match place.strip_prefix(name).and_then(|after| after.strip_prefix('}')) {
                Some(after) => {
                    out.push_str(value);
                    rest = after;
                }
                None => {
                    out.push('{');
                    rest = place;
                }
            }
        }
    }

    /// The host, to name who is behind a link; empty where the address has none. A user's name in front of it, which could pass
    /// for a host, is left out.
    #[must_use]
    pub fn host(&self) -> &str {
        let end = path_of(&self.0);
        let start = scheme(&self.0).map_or(0, |scheme| scheme.len() + 1);
        let Some(host) = self.0[start..end].strip_prefix("//") else { return "" };
        let user = host.bytes().rposition(|byte| byte == b'@').map_or(0, |at| at + 1);
        &host[user..]
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
    let end = first(text, b":/?#\\");
    (text.as_bytes().get(end) == Some(&b':')).then(|| &text[..end])
}

/// Where the first of some ASCII characters stands, or the end. (`find` and `split` with their searchers are general, and cost
/// the browser's build three times the bytes of all that is here.)
fn first(text: &str, of: &[u8]) -> usize {
    text.bytes().position(|byte| of.contains(&byte)).unwrap_or(text.len())
}

fn resolve(text: &str, base: &str) -> String {
    // A fragment alone is a place on the page that shows it, not in the feed's document.
    if scheme(text).is_some() || text.starts_with('#') {
        return text.to_owned();
    }
    let base = &base[..first(base, b"?#")];
    let path = path_of(base);
    let folder = base.bytes().rposition(|byte| byte == b'/').map_or(path, |slash| slash + 1).max(path);
    let kept = match text.as_bytes() {
        [b'/', b'/', ..] => scheme(base).map_or(0, |scheme| scheme.len() + 1),
        [b'/', ..] => path,
        [b'?', ..] => base.len(),
        _ => folder,
    };
    let whole =
        [&base[..kept], if kept > 0 && kept == path && !text.starts_with('/') { "/" } else { "" }, text].concat();
    without_dots(&whole)
}

/// Where the path of an address begins: after `https://host`, or at once.
fn path_of(address: &str) -> usize {
    let host = scheme(address).map_or(0, |scheme| scheme.len() + 1);
    if !address[host..].starts_with("//") {
        return host;
    }
    host + 2 + first(&address[host + 2..], b"/\\?#")
}

/// An address without `.` and `..` in its path (RFC 3986, 5.2.4); query and fragment stay as they are.
fn without_dots(address: &str) -> String {
    let start = path_of(address);
    let end = start + first(&address[start..], b"?#");
    let mut out = String::with_capacity(address.len());
    out.push_str(&address[..start]);
    let mut at = start;
    while at < end {
        // A segment with the `/` in front of it.
        let next = at + 1 + first(&address[at + 1..end], b"/");
        let segment = &address[at..next];
        let dots = matches!(segment, "/." | "/..");
        if segment == "/.." {
            while out.len() > start && out.pop() != Some('/') {}
        }
        if !dots {
            out.push_str(segment);
        } else if next == end {
            out.push('/');
        }
        at = next;
    }
    out.push_str(&address[end..]);
    out
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
            ("#lu-e1", "#lu-e1"),
            ("a?b=../c", "https://news.example/tunnel/a?b=../c"),
            ("mailto:desk@news.example", "mailto:desk@news.example"),
        ] {
            assert_eq!(resolved(text, base), expected, "{text}");
        }
        assert_eq!(resolved("entries/e1", "/tunnel/feed.json"), "/tunnel/entries/e1");
        assert_eq!(resolved("x", "https://news.example"), "https://news.example/x");
        assert_eq!(resolved("?x", "https://news.example"), "https://news.example/?x");
        assert_eq!(resolved("x", "//news.example/a/b"), "//news.example/a/x");
    }

    #[test]
    fn names_the_host_and_nobody_who_poses_as_one() {
        for (text, host) in [
            ("https://news.example/a", "news.example"),
            ("//news.example:8080?x", "news.example:8080"),
            ("https://bank.example@evil.example/", "evil.example"),
            ("https://a\\@b", "a"),
            ("mailto:desk@news.example", ""),
            ("/a//b", ""),
        ] {
            assert_eq!(Url::parse(text).unwrap().host(), host, "{text}");
        }
    }

    #[test]
    fn places_are_filled_and_other_braces_stay() {
        let url = Url::parse("/login?{x}&to={return}&{return").unwrap();
        assert_eq!(url.filled("return", "here"), "/login?{x}&to=here&{return");
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
