//! A newsroom's system: it has a token and asks the API.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
};
use http_body_util::BodyExt;
use live_updates_server::{
    api::{self, Api},
    store::{Role, Store},
};
use serde_json::Value;
use tower::ServiceExt;

use crate::stage::{Stage, call, noon};

pub(crate) struct Desk {
    router: Router,
    token: String,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Desk {
    /// A desk with an editor's token of the feed `quay`.
    pub(crate) async fn open(store: &Store) -> Self {
        let (_, token) = store.new_token(&call().by, Some("quay"), Role::Editor, "Ida", noon()).await.unwrap();
        Self { router: api::router(Api::new(store.clone(), noon)), token }
    }

    pub(crate) fn with(&self, token: &str) -> Self {
        Self { router: self.router.clone(), token: token.to_owned() }
    }

    pub(crate) async fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        self.ask_with(method, path, body, &[]).await
    }

    pub(crate) async fn ask_with(&self, method: &str, path: &str, body: Value, headers: &[(&str, &str)]) -> Answer {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        self.send(method, path, text, headers).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: String, headers: &[(&str, &str)]) -> Answer {
        let request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let request = request.header("authorization", format!("Bearer {}", self.token)).body(Body::from(body)).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Answer { status, headers, body: serde_json::from_slice(&bytes).unwrap_or_default() }
    }
}

pub(crate) async fn desk(stage: Stage) -> (Stage, Desk) {
    let stage = stage.quay().await;
    let desk = Desk::open(&stage.store).await;
    (stage, desk)
}
