//! What the command understands of writing feeds.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::TargetOptions;

/// What can be done with feeds, entries and tokens, on a server or in a database.
#[derive(Debug, Subcommand)]
pub enum Author {
    /// Make, change or list feeds.
    #[command(subcommand)]
    Feed(FeedCommand),
    /// Post an entry; prints its id.
    Post(PostOptions),
    /// Change an entry: only what is named changes.
    Edit(EditOptions),
    /// Delete an entry.
    Delete {
        /// The feed.
        feed: String,
        /// The entry.
        entry: String,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// Publish a draft, now or later.
    Publish {
        /// The feed.
        feed: String,
        /// The entry.
        entry: String,
        /// When: a time as in RFC 3339, `2026-03-14T17:15:00+01:00`.
        #[arg(long)]
        at: Option<String>,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// Take an entry from its readers, or from the schedule, and keep it.
    Unpublish {
        /// The feed.
        feed: String,
        /// The entry.
        entry: String,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// List a feed's entries: id, status, time, title; newest first.
    Entries {
        /// The feed.
        feed: String,
        /// Only those that are `draft`, `scheduled`, `published`, `unpublished` or `deleted`.
        #[arg(long)]
        status: Option<String>,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// Say where a feed stands: `scheduled`, `live`, `paused`, `ended`.
    State {
        /// The feed.
        feed: String,
        /// Where it stands.
        state: String,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// Make a feed of a file in the native format, with its entries; prints its id.
    Import {
        /// The file.
        file: PathBuf,
        /// The feed's id, where it is not the file's `id`, nor the file's name.
        #[arg(long)]
        id: Option<String>,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// Make, list or revoke tokens.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Begin another history, after a backup was restored: readers start over. Prints the new epoch.
    Epoch {
        /// The database.
        #[arg(long)]
        database: String,
    },
}

/// What can be done with feeds.
#[derive(Debug, Subcommand)]
pub enum FeedCommand {
    /// Make a feed; prints its id.
    New {
        /// Its id: `a-z`, `0-9` and `-`, at most 80.
        id: String,
        /// What it says.
        #[command(flatten)]
        fields: FeedFields,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// Change what a feed says of itself.
    Edit {
        /// The feed.
        id: String,
        /// What it says.
        #[command(flatten)]
        fields: FeedFields,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// List the feeds.
    List {
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
}

/// What a feed says of itself.
#[derive(Args, Debug)]
pub struct FeedFields {
    /// The headline.
    #[arg(long)]
    pub title: Option<String>,
    /// The language (BCP 47), `en`.
    #[arg(long)]
    pub language: Option<String>,
    /// The newsroom's zone in the IANA database, `Europe/London`.
    #[arg(long)]
    pub time_zone: Option<String>,
    /// The introduction.
    #[arg(long)]
    pub standfirst: Option<String>,
    /// The story in short.
    #[arg(long)]
    pub summary: Option<String>,
    /// The introduction and the summary are Markdown.
    #[arg(long)]
    pub markdown: bool,
    /// Any other fields, as an object of JSON in the native format.
    #[arg(long)]
    pub json: Option<String>,
}

/// An entry's text.
#[derive(Args, Debug)]
pub struct Text {
    /// The text; `-` reads it from standard input.
    pub text: Option<String>,
    /// The text is Markdown.
    #[arg(long, conflicts_with = "json")]
    pub markdown: bool,
    /// The text is HTML.
    #[arg(long, conflicts_with_all = ["json", "markdown"])]
    pub html: bool,
    /// The text is an entry as JSON in the native format.
    #[arg(long)]
    pub json: bool,
    /// The title.
    #[arg(long)]
    pub title: Option<String>,
    /// List it in the contents.
    #[arg(long)]
    pub key: bool,
    /// The mark in front of the title; `breaking` is said in the reader's language.
    #[arg(long)]
    pub label: Option<String>,
    /// Show it on top.
    #[arg(long)]
    pub pin: bool,
}

/// How to post.
#[derive(Args, Debug)]
pub struct PostOptions {
    /// The feed.
    pub feed: String,
    /// What it says.
    #[command(flatten)]
    pub text: Text,
    /// Its id; the server makes one otherwise.
    #[arg(long)]
    pub id: Option<String>,
    /// Keep it for editors until it is published.
    #[arg(long)]
    pub draft: bool,
    /// Publish it then: a time as in RFC 3339.
    #[arg(long)]
    pub at: Option<String>,
    /// Where.
    #[command(flatten)]
    pub target: TargetOptions,
}

/// How to edit.
#[derive(Args, Debug)]
pub struct EditOptions {
    /// The feed.
    pub feed: String,
    /// The entry.
    pub entry: String,
    /// What it says.
    #[command(flatten)]
    pub text: Text,
    /// List it in the contents no longer.
    #[arg(long, conflicts_with = "key")]
    pub no_key: bool,
    /// Take its label off.
    #[arg(long, conflicts_with = "label")]
    pub no_label: bool,
    /// Show it on top no longer.
    #[arg(long, conflicts_with = "pin")]
    pub unpin: bool,
    /// Correct it openly: what is right, in a sentence.
    #[arg(long)]
    pub correction: Option<String>,
    /// What it said before the correction.
    #[arg(long, requires = "correction")]
    pub before: Option<String>,
    /// Only if this is still its version.
    #[arg(long)]
    pub if_version: Option<String>,
    /// Where.
    #[command(flatten)]
    pub target: TargetOptions,
}

/// What can be done with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Make a token; prints its secret, which cannot be had again.
    New {
        /// The feed that it is for; all otherwise.
        #[arg(long)]
        feed: Option<String>,
        /// What it allows: `author` (one's own entries), `editor` (all of them and the head), `admin` (feeds and tokens).
        #[arg(long)]
        role: String,
        /// Whose it is.
        #[arg(long, default_value = "")]
        name: String,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// List tokens: id, role, feed, name, and since when.
    List {
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
    /// Revoke a token.
    Revoke {
        /// Its id.
        id: String,
        /// Where.
        #[command(flatten)]
        target: TargetOptions,
    },
}
