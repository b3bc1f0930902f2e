//! The server, asked as readers, widgets and other servers ask it.

mod assets;
mod command;
mod feed;
mod pages;
mod stage;
