//! What the command understands.

mod author;
mod run;
mod target;

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::StreamOptions;

pub use self::{
    author::{Author, EditOptions, FeedCommand, FeedFields, PostOptions, Text, TokenCommand},
    run::run,
    target::TargetOptions,
};

/// The reference server of live-updates.
#[derive(Debug, Parser)]
#[command(name = "live-updates", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the command can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve feeds: of a folder, of a database, or both.
    Serve(ServeOptions),
    /// Print a feed as HTML.
    Render(RenderOptions),
    /// Write a feed.
    #[command(flatten)]
    Author(Author),
}

/// How to serve.
#[derive(Args, Debug)]
pub struct ServeOptions {
    /// The folder of `*.json` feeds; its `media` is served at `/media`.
    #[arg(long, required_unless_present = "database")]
    pub feeds: Option<PathBuf>,
    /// The database of feeds that are written by the API: a file of SQLite, made where there is none, or `postgres://…`.
    #[arg(long)]
    pub database: Option<String>,
    /// Where to listen; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// What `cargo xtask build` made.
    #[arg(long, default_value = "dist")]
    pub assets: PathBuf,
    /// The origin that readers know this server by, without a path: `https://live.example`.
    #[arg(long)]
    pub public_url: Option<String>,
    /// The most streams at once; whoever comes later is told to poll (503).
    #[arg(long, value_name = "N", default_value_t = StreamOptions::PLACES, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    pub streams: u32,
}

/// How to print.
#[derive(Args, Debug)]
pub struct RenderOptions {
    /// The feed.
    pub feed: PathBuf,
    /// Print a whole page instead of the fragment.
    #[arg(long)]
    pub page: bool,
    /// `new-first` or `old-first`.
    #[arg(long, default_value = "new-first")]
    pub order: String,
    /// The language of labels and dates, where it is not the feed's.
    #[arg(long)]
    pub language: Option<String>,
    /// The address of the feed, which its own addresses are seen from. If it is whole, the assets' are whole too.
    #[arg(long)]
    pub url: Option<String>,
    /// What `cargo xtask build` made.
    #[arg(long, default_value = "dist")]
    pub assets: PathBuf,
}
