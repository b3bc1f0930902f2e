//! The whole path, as a reader goes it: the real server, real browsers.

mod accessibility;
mod anchor;
mod app;
mod badge;
mod clock;
mod command;
mod current;
mod delivery;
mod edits;
mod engines;
mod faults;
mod firefox;
mod languages;
mod layout_shift;
mod looks;
mod no_script;
mod notice;
mod opened;
mod order;
mod page_weight;
mod pause;
mod prompt;
mod proxy;
mod share;
mod status;
mod writer;
