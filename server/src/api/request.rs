//! What a request brings: who asks, an object of JSON, and under which conditions.

use axum::{
    Extension,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderName, StatusCode, header, request::Parts},
};
use sha2::{Digest, Sha256};

use super::{Api, Problem};
use crate::store::{By, Call, Once, wire::Object};

/// Names a request that may come again (draft-ietf-httpapi-idempotency-key-header).
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Who asks: by a bearer token (RFC 6750), or, within this process, whoever holds the database.
pub(super) struct Caller(pub(super) By);

impl FromRequestParts<Api> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        // No request from outside can bring an extension.
        if let Ok(Extension(by)) = Extension::<By>::from_request_parts(parts, api).await {
            return Ok(Self(by));
        }
        let asked = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, secret) = asked
            .and_then(|value| value.split_once(' '))
            .ok_or_else(|| Problem::unknown("a token is needed: `Authorization: Bearer …`"))?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Problem::unknown("a bearer token is needed"));
        }
        let by = api.store.who(secret.trim()).await?;
        by.map(Self).ok_or_else(|| Problem::unknown("this token is not known, or it was revoked"))
    }
}

/// A request to write: who, when, under which conditions, and an object. No body is an empty object.
pub(super) struct Order {
    pub(super) call: Call,
    pub(super) body: Object,
}

impl FromRequest<Api> for Order {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let Caller(by) = Caller::from_request_parts(&mut parts, api).await?;
        let what = format!("{} {}\n", parts.method, parts.uri.path());
        let if_version = version(&parts.headers)?;
        let key = key(&parts.headers)?;
        let bytes = Bytes::from_request(Request::from_parts(parts, body), api).await;
        let bytes = bytes.map_err(|refused| Problem::status(refused.status(), &refused.body_text()))?;
        let request = || [what.as_bytes(), &bytes].iter().fold(Sha256::new(), |hash, part| hash.chain_update(part));
        let hex = || request().finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let once = key.map(|key| Once { key, request: hex() });
        Ok(Self { call: Call { by, now: (api.clock)(), if_version, once }, body: object(&bytes)? })
    }
}

fn object(bytes: &[u8]) -> Result<Object, Problem> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(Object::new());
    }
    serde_json::from_slice(bytes)
        .map_err(|error| Problem::status(StatusCode::BAD_REQUEST, &format!("the body is no object of JSON: {error}")))
}

/// The version in `If-Match` (RFC 9110, 13.1.1): one of them, or `*` for any.
fn version(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| !text.contains('"'));
    let wrong = || Problem::status(StatusCode::BAD_REQUEST, "`If-Match` is one version in quotes: \"412\"");
    inner.map(|text| Some(text.to_owned())).ok_or_else(wrong)
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim().trim_matches('"');
    if (1..=255).contains(&text.len()) {
        return Ok(Some(text.to_owned()));
    }
    Err(Problem::status(StatusCode::BAD_REQUEST, "`Idempotency-Key` is 1 to 255 letters of ASCII"))
}
