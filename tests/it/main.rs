//! Native tests: pure code, in seconds.

mod arbitrary;
mod contract;
mod foreign_html;
mod limits;
mod locale;
mod native_format;
mod render;
mod timeline;
mod urls;
