//! Stands in for the crate `wasm-streams` in this workspace.
//!
//! Leptos depends on it for server functions, which we have none of. Yet its classes are exported to JavaScript, so the linker
//! keeps them with all that they use: readers would download 2 KB (brotli) of what nothing calls. Here is as much of its face as
//! Leptos' code names, around a type that has no values.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream that never is.
#[derive(Debug)]
pub struct ReadableStream(Infallible);

impl ReadableStream {
    /// Would wrap a stream of the browser's.
    ///
    /// # Panics
    /// Always: streamed server functions are not part of this build.
    #[must_use]
    pub fn from_raw(_raw: web_sys::ReadableStream) -> Self {
        panic!("streamed server functions are not part of this build")
    }

    /// Would give a stream to the browser.
    ///
    /// # Panics
    /// Always: streamed server functions are not part of this build.
    #[must_use]
    pub fn from_stream<S: Stream<Item = Result<JsValue, JsValue>> + 'static>(_stream: S) -> Self {
        panic!("streamed server functions are not part of this build")
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// A stream of ours.
    #[must_use]
    pub fn into_stream(self) -> IntoStream {
        match self.0 {}
    }
}

/// What a [`ReadableStream`] would turn into.
#[derive(Debug)]
pub struct IntoStream(Infallible);

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0 {}
    }
}
