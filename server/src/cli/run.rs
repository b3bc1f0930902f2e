//! Does what the command was asked to write.

use std::{
    io::{ErrorKind, Read, Write},
    path::Path,
};

use serde_json::{Value, json};
use ureq::http::Method;

use super::{Author, EditOptions, FeedCommand, FeedFields, PostOptions, Text, TokenCommand, target::Target};
use crate::{
    error::{CommandError, one_line},
    store::{Store, wire::Object},
};

type Done = Result<(), CommandError>;

/// Does it, and prints what it is asked for.
///
/// # Errors
/// [`CommandError`] says in one line what the server or the database refused.
pub fn run(command: &Author) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CommandError::Option(error.to_string()))?;
    runtime.block_on(author(command))
}

async fn author(command: &Author) -> Done {
    match command {
        Author::Feed(command) => feed(command).await,
        Author::Post(options) => post(options).await,
        Author::Edit(options) => edit(options).await,
        Author::Delete { feed, entry, target } => {
            done(Target::open(target).await?.ask(Method::DELETE, &entry_path(feed, entry, ""), None, None).await?)
        }
        Author::Publish { feed, entry, at, target } => {
            let path = entry_path(feed, entry, "/publish");
            let at = at.as_ref().map(|at| json!({ "at": at }));
            done(Target::open(target).await?.ask(Method::POST, &path, at, None).await?)
        }
        Author::Unpublish { feed, entry, target } => {
            let path = entry_path(feed, entry, "/unpublish");
            done(Target::open(target).await?.ask(Method::POST, &path, None, None).await?)
        }
        Author::Entries { feed, status, target } => {
            let which = status.as_ref().map(|status| format!("?status={}", segment(status))).unwrap_or_default();
            let path = format!("/feeds/{}/entries{which}", segment(feed));
            let answer = Target::open(target).await?.ask(Method::GET, &path, None, None).await?;
            lines(&answer["entries"], &["id", "status", "published", "title"])
        }
        Author::State { feed, state, target } => {
            let path = format!("/feeds/{}", segment(feed));
            done(Target::open(target).await?.ask(Method::PATCH, &path, Some(json!({ "state": state })), None).await?)
        }
        Author::Import { file, id, target } => {
            let document = document(file, id.as_deref())?;
            say(&Target::open(target).await?.ask(Method::POST, "/feeds", Some(document), None).await?["id"])
        }
        Author::Token(command) => token(command).await,
        Author::Epoch { database } => say(&json!(Store::open(database).await?.renew_epoch().await?)),
    }
}

async fn feed(command: &FeedCommand) -> Done {
    match command {
        FeedCommand::New { id, fields, target } => {
            let mut feed = feed_fields(fields)?;
            feed.insert("id".to_owned(), json!(id));
            say(&Target::open(target).await?.ask(Method::POST, "/feeds", Some(Value::Object(feed)), None).await?["id"])
        }
        FeedCommand::Edit { id, fields, target } => {
            let fields = Value::Object(feed_fields(fields)?);
            let path = format!("/feeds/{}", segment(id));
            done(Target::open(target).await?.ask(Method::PATCH, &path, Some(fields), None).await?)
        }
        FeedCommand::List { target } => {
            let answer = Target::open(target).await?.ask(Method::GET, "/feeds", None, None).await?;
            answer["feeds"].as_array().into_iter().flatten().try_for_each(say)
        }
    }
}

fn feed_fields(fields: &FeedFields) -> Result<Object, CommandError> {
    let mut feed = fields.json.as_deref().map(object).transpose()?.unwrap_or_default();
    let kind = if fields.markdown { "markdown" } else { "text" };
    let plain = [("title", &fields.title), ("language", &fields.language)];
    let plain = plain.into_iter().filter_map(|(name, value)| Some((name, json!(value.as_ref()?))));
    let texts = [("standfirst", &fields.standfirst), ("summary", &fields.summary)];
    let texts = texts.into_iter().filter_map(|(name, value)| Some((name, json!({ kind: value.as_ref()? }))));
    let zone = fields.time_zone.as_ref().map(|zone| ("time_zone", json!({ "name": zone })));
    feed.extend(plain.chain(texts).chain(zone).map(|(name, value)| (name.to_owned(), value)));
    Ok(feed)
}

async fn post(options: &PostOptions) -> Done {
    let mut entry = text(&options.text)?;
    let mut set = |name: &str, value: Value| drop(entry.insert(name.to_owned(), value));
    if options.text.pin {
        set("pinned", json!(true));
    }
    if let Some(id) = &options.id {
        set("id", json!(id));
    }
    if let Some(at) = &options.at {
        set("publish_at", json!(at));
    } else if options.draft {
        set("status", json!("draft"));
    }
    let path = format!("/feeds/{}/entries", segment(&options.feed));
    say(&Target::open(&options.target).await?.ask(Method::POST, &path, Some(Value::Object(entry)), None).await?["id"])
}

async fn edit(options: &EditOptions) -> Done {
    let mut patch = text(&options.text)?;
    let mut set = |name: &str, value: Value| drop(patch.insert(name.to_owned(), value));
    if options.no_key {
        set("key", Value::Null);
    }
    if options.no_label {
        set("label", Value::Null);
    }
    if let Some(correction) = &options.correction {
        set("correction", json!(correction));
        set("before", json!(options.before));
    }
    let target = Target::open(&options.target).await?;
    let path = |what| entry_path(&options.feed, &options.entry, what);
    let (method, what) =
        if options.correction.is_some() { (Method::POST, "/corrections") } else { (Method::PATCH, "") };
    let version = options.if_version.as_deref();
    let pinning = options.text.pin || options.unpin;
    if !patch.is_empty() || !pinning {
        target.ask(method, &path(what), Some(Value::Object(patch)), version).await?;
    }
    if pinning {
        let method = if options.text.pin { Method::PUT } else { Method::DELETE };
        target.ask(method, &path("/pin"), None, None).await?;
    }
    Ok(())
}

async fn token(command: &TokenCommand) -> Done {
    match command {
        TokenCommand::New { feed, role, name, target } => {
            let token = json!({"feed": feed, "role": role, "name": name});
            say(&Target::open(target).await?.ask(Method::POST, "/tokens", Some(token), None).await?["secret"])
        }
        TokenCommand::List { target } => {
            let answer = Target::open(target).await?.ask(Method::GET, "/tokens", None, None).await?;
            lines(&answer["tokens"], &["id", "role", "feed", "name", "created", "revoked"])
        }
        TokenCommand::Revoke { id, target } => {
            let path = format!("/tokens/{}", segment(id));
            done(Target::open(target).await?.ask(Method::DELETE, &path, None, None).await?)
        }
    }
}

/// What a text and its options say of an entry.
fn text(options: &Text) -> Result<Object, CommandError> {
    let text = match options.text.as_deref() {
        Some("-") => {
            let mut text = String::new();
            let read = std::io::stdin().read_to_string(&mut text);
            read.map_err(|source| CommandError::Read { path: "standard input".into(), source })?;
            Some(text)
        }
        text => text.map(str::to_owned),
    };
    let kind = match options {
        Text { markdown: true, .. } => "markdown",
        Text { html: true, .. } => "html",
        _ => "text",
    };
    let mut entry = match text {
        Some(text) if options.json => object(&text)?,
        Some(text) => Object::from_iter([(kind.to_owned(), json!(text))]),
        None => Object::new(),
    };
    if let Some(title) = &options.title {
        entry.insert("title".to_owned(), json!(title));
    }
    if let Some(label) = &options.label {
        entry.insert("label".to_owned(), json!(label));
    }
    if options.key {
        entry.insert("key".to_owned(), json!(true));
    }
    Ok(entry)
}

fn object(text: &str) -> Result<Object, CommandError> {
    serde_json::from_str(text).map_err(|error| CommandError::Option(format!("this is no object of JSON: {error}")))
}

/// A file's document, with the id that it shall have.
fn document(file: &Path, id: Option<&str>) -> Result<Value, CommandError> {
    let fail = |source| CommandError::Read { path: file.to_owned(), source };
    let mut document = object(std::fs::read_to_string(file).map_err(fail)?.trim_start_matches('\u{feff}'))?;
    let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = id.map(str::to_owned).or_else(|| Some(document.get("id")?.as_str()?.to_owned())).unwrap_or(stem);
    document.insert("id".to_owned(), json!(id));
    Ok(Value::Object(document))
}

fn entry_path(feed: &str, entry: &str, what: &str) -> String {
    format!("/feeds/{}/entries/{}{what}", segment(feed), segment(entry))
}

/// A text as a part of a path, whatever it holds.
fn segment(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Nothing to say.
fn done(_answer: Value) -> Done {
    Ok(())
}

/// Prints a text on a line of its own.
fn say(value: &Value) -> Done {
    let text = value.as_str().unwrap_or_default();
    match writeln!(std::io::stdout(), "{}", one_line(text)) {
        // Whoever reads has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        printed => printed.map_err(|source| CommandError::Read { path: "standard output".into(), source }),
    }
}

/// Prints fields of objects, an object a line, with a dot between them.
fn lines(objects: &Value, fields: &[&str]) -> Done {
    for object in objects.as_array().into_iter().flatten() {
        let fields: Vec<_> = fields.iter().map(|name| object[*name].as_str().unwrap_or("-")).collect();
        say(&json!(fields.join(" · ")))?;
    }
    Ok(())
}
