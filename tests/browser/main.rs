//! The element on its own: what a page, a proxy or an extension may do to it.

mod adoption;
mod client_render;
mod entry_list;
mod foreign_pages;
mod handmade;
mod lifecycle;
mod no_wasm;
mod trap;
