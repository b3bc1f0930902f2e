//! Native tests: pure code, in seconds.

#![expect(clippy::unwrap_used, reason = "a test's own helpers may fail as its cases may")]

mod arbitrary;
mod contract;
mod foreign_html;
mod limits;
mod locale;
mod native_format;
mod render;
mod timeline;
mod urls;
