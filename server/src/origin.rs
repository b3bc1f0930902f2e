//! The server's own address without a path, as readers know it: `https://live.example`.

use axum::http::{HeaderMap, header};

use crate::error::{ApiError, CommandError};

/// Reads `--public-url`: `http` or `https`, a host, at most a `/` behind it.
///
/// # Errors
/// [`CommandError::Option`] says what it should be. A path is refused: feeds are served at the root of their origin.
pub(crate) fn public(url: &str) -> Result<String, CommandError> {
    let origin = url.strip_suffix('/').unwrap_or(url);
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    match host {
        Some(host) if is_host(host) => Ok(origin.to_owned()),
        _ => Err(CommandError::Option(format!("--public-url {url}: it is like https://live.example, without a path"))),
    }
}

/// The origin that a request was sent to. What stands in `Host` is printed into pages that others may cache, so it must at least
/// be a host.
///
/// # Errors
/// [`ApiError::BadHost`] where it is none.
pub(crate) fn of(headers: &HeaderMap) -> Result<String, ApiError> {
    let Some(host) = headers.get(header::HOST) else { return Ok("http://localhost".to_owned()) };
    let host = host.to_str().ok().filter(|host| is_host(host)).ok_or(ApiError::BadHost)?;
    Ok(format!("http://{host}"))
}

/// A name or an address, perhaps with a port (RFC 3986, 3.2.2, without its rarer characters).
fn is_host(host: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    !host.is_empty() && host.len() <= 255 && host.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{of, public};

    #[test]
    fn a_public_address_is_an_origin_and_nothing_more() {
        assert_eq!(public("https://live.example/").unwrap(), "https://live.example");
        assert_eq!(public("http://[::1]:8080").unwrap(), "http://[::1]:8080");
        for url in ["live.example", "https://", "https://live.example/blogs", "ftp://live.example", "https://a b"] {
            assert!(public(url).unwrap_err().to_string().contains("https://live.example"), "{url}");
        }
    }

    #[test]
    fn a_host_that_is_none_is_not_printed() {
        let asked = |host| of(&HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]));
        assert_eq!(asked("live.example:8080").unwrap(), "http://live.example:8080");
        for host in ["a\"><script>", "a/b", "", "user@live.example"] {
            assert!(asked(host).is_err(), "{host}");
        }
    }
}
