//! What stands behind the `?` of an address: read so that nothing a reader's link carries can fail.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use live_updates::feed::Order;

/// The parameters of a request. Unknown ones, doubled ones (the first counts) and broken ones cost nobody the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked(Vec<(String, String)>);

impl Asked {
    /// A parameter that is there and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// `order`; what is no order is the default.
    pub(crate) fn order(&self) -> Order {
        self.get("order").and_then(Order::parse).unwrap_or_default()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        Ok(Self(pairs.map(|pairs| pairs.0).unwrap_or_default()))
    }
}
