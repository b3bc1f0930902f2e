//! **live-updates**: a live blog that drops into any page.
//!
//! This file is the map and nothing else. Modules stand in reading order; imports go one way, checked by `cargo xtask tidy`:
//!
//! | folder | what it says | may use |
//! | --- | --- | --- |
//! | [`contract`] | what we promised the host page: names and tables | std |
//! | [`feed`] | what a live blog is: pure values | std, chrono |
//! | [`locale`] | how a language says it | std, chrono |
//! | [`source`] | whose format it arrived in | feed |
//! | [`delivery`] | how updates reach us, decided without clock or network | feed, source |
//! | [`render`] | feed to markup, once, over a small sink | feed, locale, contract |
//! | `view` | what the reader operates: Leptos components | feed, locale, delivery, render, contract |
//! | `element` | the promise kept in a browser | all of them |
//!
//! `feed`, `locale`, `source`, `delivery`, `render` and `contract` build with no feature at all: no browser, no I/O, no clock. The feature
//! `ssr` prints the chrome natively, `hydrate` is the browser's build, `native` adds what only servers and tools need.

pub mod contract;
pub mod delivery;
#[cfg(feature = "hydrate")]
pub mod element;
pub mod feed;
pub mod locale;
pub mod render;
pub mod source;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod view;
