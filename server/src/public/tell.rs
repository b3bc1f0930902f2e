//! How an error is told: whatever went wrong, and whoever noticed, the answer is made here.

use std::ops::RangeInclusive;

use crate::{error::ApiError, headers, pages, problem};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// What stays of an answer that is told anew: what the protocol asks for with a status, and who may read it.
const KEPT: [HeaderName; 6] = [
    header::ALLOW,
    header::CONTENT_RANGE,
    header::ACCEPT_RANGES,
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    HeaderName::from_static("cross-origin-resource-policy"),
];

/// When what fails for now may be asked for again, in seconds: at random, so that not all come back at once.
const RETRY_AFTER: RangeInclusive<u32> = 5..=20;

/// That a revision is gone is told to a crowd of readers at once, after a backup was restored: a cache may tell them for us.
const GONE: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=2");

/// Gives every failed answer the one shape, a problem (RFC 9457), or a page for those who would rather have one. None of them is
/// cached: a CDN must not keep an error that is mended in a second.
pub(crate) async fn tell(request: Request, next: Next) -> Response {
    let page = prefers_page(request.headers());
    let only_head = request.method() == Method::HEAD;
    let answer = next.run(request).await;
    let status = answer.status();
    if !status.is_client_error() && !status.is_server_error() {
        return answer;
    }
    let error = answer.extensions().get::<ApiError>().copied().unwrap_or_else(|| status.into());
    let detail = error.to_string();
    let mut told = if page {
        (headers::PAGE, pages::error(status.as_u16(), &detail)).into_response()
    } else {
        let document = problem::document(status, &error.code(), &detail);
        ([(header::CONTENT_TYPE, problem::KIND)], document.to_string()).into_response()
    };
    *told.status_mut() = status;
    let out = told.headers_mut();
    for name in KEPT {
        if let Some(value) = answer.headers().get(&name) {
            out.insert(name, value.clone());
        }
    }
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    out.insert(header::VARY, HeaderValue::from_static("accept"));
    if error == ApiError::RevisionGone {
        out.insert(header::CACHE_CONTROL, GONE);
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        out.insert(header::RETRY_AFTER, fastrand::u32(RETRY_AFTER).into());
    }
    if only_head { without_body(told).await } else { told }
}

/// The same answer for `HEAD`: it says how long its body would be and has none.
async fn without_body(told: Response) -> Response {
    let (mut parts, body) = told.into_parts();
    let length = to_bytes(body, usize::MAX).await.map_or(0, |body| body.len());
    parts.headers.insert(header::CONTENT_LENGTH, length.into());
    Response::from_parts(parts, Body::empty())
}

/// Whether `Accept` puts a page before JSON, a problem or any (RFC 9110, 12.5.1). Who names none of them is a program.
fn prefers_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let weight = |kind: &str| -> f32 {
        let range = accept
            .split(',')
            .find(|range| range.split(';').next().is_some_and(|named| named.trim().eq_ignore_ascii_case(kind)));
        let Some(range) = range else { return 0.0 };
        let q = range.split(';').skip(1).find_map(|part| part.trim().strip_prefix("q="));
        q.map_or(1.0, |q| q.parse().unwrap_or(0.0))
    };
    weight("text/html") > weight("application/json").max(weight("application/problem+json"))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::prefers_page;

    #[test]
    fn a_browser_gets_a_page_and_a_program_json() {
        for (accept, page) in [
            ("text/html,application/xhtml+xml,*/*;q=0.8", true),
            ("application/json, text/html;q=0.5", false),
            ("text/html;q=0.9, application/json;q=0.1", true),
            ("*/*", false),
            ("text/html;q=0", false),
            ("application/problem+json, text/html;q=0.9", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]);
            assert_eq!(prefers_page(&headers), page, "{accept}");
        }
        assert!(!prefers_page(&HeaderMap::new()));
    }
}
