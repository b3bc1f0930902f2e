//! Native tests: pure code, in seconds.

#![expect(clippy::unwrap_used, reason = "a test's own helpers may fail as its cases may")]

mod age;
mod arbitrary;
mod contract;
mod contract_kept;
mod delivery;
mod delivery_always;
mod delivery_plan;
mod delivery_stream;
mod delta;
mod foreign_html;
mod limits;
mod locale;
mod native_format;
mod readers;
mod render;
mod render_blocks;
mod render_languages;
mod render_parts;
mod render_samples;
mod render_tree;
mod render_words;
mod stamps;
mod structured_data;
mod timeline;
mod urls;
