//! Where a command writes: on a server, or in a database. Both are asked the same way, so both do the same.

use std::{net::IpAddr, thread, time::Duration};

use axum::{Extension, Router, body::Body, body::to_bytes};
use clap::Args;
use serde_json::Value;
use tower::ServiceExt;
use ureq::{
    Agent,
    http::{Method, Request, Response, Uri},
};

use crate::{
    api::{self, Api},
    error::CommandError,
    serve::now,
    store::{By, Store, secret},
};

/// Where to write.
#[derive(Args, Debug)]
pub struct TargetOptions {
    /// The server, `https://live.example`.
    #[arg(long, env = "LIVE_UPDATES_SERVER")]
    pub server: Option<String>,
    /// The token for the server.
    #[arg(long, env = "LIVE_UPDATES_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// The database instead of a server: a file of SQLite, or `postgres://…`.
    #[arg(long)]
    pub database: Option<String>,
}

/// How often a server that does not answer is asked, and how long it is waited between.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(200);

/// A server or a database.
pub(super) enum Target {
    Server { agent: Agent, url: String, token: String },
    Database(Router),
}

impl Target {
    pub(super) async fn open(options: &TargetOptions) -> Result<Self, CommandError> {
        if let Some(database) = &options.database {
            let store = Store::open(database).await?;
            return Ok(Self::Database(api::router(Api::new(store, now)).layer(Extension(By::owner()))));
        }
        let missing = |what: &str| CommandError::Option(what.to_owned());
        let server = options.server.as_deref();
        let url = server.ok_or_else(|| missing("where? say --server URL (LIVE_UPDATES_SERVER) or --database FILE"))?;
        let token = options.token.clone();
        let token = token.ok_or_else(|| missing("a server takes a token: say --token (LIVE_UPDATES_TOKEN)"))?;
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(30)));
        // A proxy would look for this machine's own server elsewhere.
        let config = if is_here(url) { config.proxy(None) } else { config };
        Ok(Self::Server { agent: config.build().into(), url: url.trim_end_matches('/').to_owned(), token })
    }

    /// Asks; `path` is what stands behind `/api`. Gives the answer, or what is wrong in the server's words.
    pub(super) async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        if_version: Option<&str>,
    ) -> Result<Value, CommandError> {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let mut request = Request::builder().method(&method).header("content-type", "application/json");
        if let Some(version) = if_version {
            request = request.header("if-match", format!("\"{version}\""));
        }
        let refused = |error: &dyn std::error::Error| CommandError::Option(error.to_string());
        let (status, text) = match self {
            Self::Database(router) => {
                let request = request.uri(path).body(Body::from(body)).map_err(|error| refused(&error))?;
                let answer = router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
                let status = answer.status();
                (status, to_bytes(answer.into_body(), usize::MAX).await.map_err(|error| refused(&error))?.to_vec())
            }
            Self::Server { agent, url, token } => {
                // With this key it is done once, however often it is sent.
                let request =
                    request.uri(format!("{url}/api{path}")).header("authorization", format!("Bearer {token}"));
                let request = request.header("idempotency-key", secret(24)?);
                let request = request.body(body).map_err(|error| refused(&error))?;
                let mut answer = sent(agent, &method, &request)
                    .map_err(|error| CommandError::Server { url: url.clone(), reason: error.to_string() })?;
                let status = answer.status();
                (status, answer.body_mut().read_to_vec().map_err(|error| refused(&error))?)
            }
        };
        let value: Value = serde_json::from_slice(&text).unwrap_or_default();
        if status.is_success() {
            return Ok(value);
        }
        let detail = value.get("detail").and_then(Value::as_str).unwrap_or(status.as_str());
        Err(CommandError::Refused(detail.to_owned()))
    }
}

/// Whether an address is this machine's own.
fn is_here(url: &str) -> bool {
    let url: Option<Uri> = url.parse().ok();
    let host = url.as_ref().and_then(Uri::host).unwrap_or_default();
    host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Sends a request, again if nobody answers or the server is just starting.
fn sent(agent: &Agent, method: &Method, request: &Request<String>) -> Result<Response<ureq::Body>, ureq::Error> {
    // What has no body must not say that it has one.
    let bare = request.body().is_empty() && [Method::GET, Method::DELETE].contains(method);
    let mut tried = 0;
    loop {
        tried += 1;
        let request = request.clone();
        let answer = if bare { agent.run(request.map(|_| ())) } else { agent.run(request) };
        let again = match &answer {
            Ok(answer) => answer.status().as_u16() == 503,
            Err(error) => matches!(error, ureq::Error::Io(_) | ureq::Error::ConnectionFailed | ureq::Error::Timeout(_)),
        };
        if !again || tried == TRIES {
            return answer;
        }
        thread::sleep(PAUSE * tried);
    }
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn this_machines_own_addresses_are_known() {
        assert!(["http://localhost:8080", "http://127.0.0.1:8080/", "http://[::1]:80"].into_iter().all(is_here));
        assert!(!["https://live.example", "http://10.0.0.1:8080", "localhost.example"].into_iter().any(is_here));
    }
}
