//! The demo: everything set up and built, the demo feeds in a database, a news page with the widget served, and an editor who
//! does not exist at work.

mod database;
mod editor;
mod served;
mod story;

use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError},
    time::Duration,
};

use self::{
    database::{Database, FEED},
    editor::Editor,
    served::{Event, Served},
};
use crate::{
    Outcome,
    bundle::{self, Kind},
    root::target,
    run::{cargo, run},
    step::step,
};

/// The time between two things that the editor does: whoever opens the page sees something new twice in ten seconds.
const BEAT: Duration = Duration::from_secs(4);

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    listen: SocketAddr,
    /// Nobody edits.
    quiet: bool,
    /// The database of the last time is taken again, and left behind.
    keep: bool,
    /// A bundle that is built already.
    assets: Option<PathBuf>,
}

/// Serves the demo feeds until it is told to end.
pub(crate) fn demo(arguments: &[&str]) -> Outcome {
    let options = Options::read(arguments)?;
    let dist = options.assets.clone().map_or_else(|| bundle::build(Kind::Release), Ok)?;
    let server = step("build the server", server)?;
    let listen = free(options.listen)?;
    let database = step("import the feeds", || Database::make(server, listen.port(), options.keep))?;
    let events = served::signals()?;
    let served = Served::start(&database, listen, &dist, &events)?;
    say(&database, &served.url, options.quiet)?;
    if options.quiet { wait(&events.1) } else { edit(&database, &served.url, &events.1) }?;
    served.end(&events.1)
}

impl Options {
    fn read(arguments: &[&str]) -> Outcome<Self> {
        let mut options = Self { listen: ([127, 0, 0, 1], 8080).into(), quiet: false, keep: false, assets: None };
        let mut rest = arguments;
        loop {
            rest = match rest {
                [] => return Ok(options),
                ["--quiet", rest @ ..] => {
                    options.quiet = true;
                    rest
                }
                ["--keep", rest @ ..] => {
                    options.keep = true;
                    rest
                }
                ["--assets", folder, rest @ ..] => {
                    options.assets = Some(folder.into());
                    rest
                }
                ["--listen", address, rest @ ..] => {
                    options.listen =
                        address.parse().map_err(|_| format!("--listen {address}: no address like 127.0.0.1:8080"))?;
                    rest
                }
                _ => return Err("demo [--listen ADDR] [--quiet] [--keep] [--assets DIR]".into()),
            }
        }
    }
}

/// Builds the server and tells where it is.
pub(crate) fn server() -> Outcome<PathBuf> {
    run(&mut cargo(&["build", "--quiet", "--package", "live-updates-server", "--bin", "live-updates"]))?;
    Ok(target().join("debug").join("live-updates"))
}

/// The address, with a port for 0. That it is free is known before the database of whoever has it is touched.
fn free(address: SocketAddr) -> Outcome<SocketAddr> {
    let fail = |error| format!("{address}: {error}; `--listen 127.0.0.1:0` takes any free port");
    TcpListener::bind(address).and_then(|listener| listener.local_addr()).map_err(fail)
}

/// Says where to look, and how to post by hand.
fn say(database: &Database, url: &str, quiet: bool) -> Outcome {
    let visitor = database.token("Whoever started the demo")?;
    println!("\n  {url}/{FEED} is the harbour's day; / lists all demo feeds, /app is the browser app.");
    if !quiet {
        println!("  An editor who does not exist does something there every {} seconds.", BEAT.as_secs());
    }
    println!("  Post something yourself, from a second terminal:\n\n{}\n", database.by_hand(url, &visitor));
    println!("  Ctrl-C ends it.\n");
    Ok(())
}

/// Until somebody says that it is enough.
fn wait(events: &Receiver<Event>) -> Outcome {
    match events.recv() {
        Ok(Event::Ended) => Err("the server has ended by itself".into()),
        Ok(Event::Told) | Err(_) => Ok(()),
    }
}

/// The same with an editor at work, on the API like anybody.
fn edit(database: &Database, url: &str, events: &Receiver<Event>) -> Outcome {
    let token = database.token("The editor who does not exist")?;
    let mut editor = Editor::new(&database.entries()?);
    loop {
        match events.recv_timeout(BEAT) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Event::Ended) => return Err("the server has ended by itself".into()),
            Ok(Event::Told) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        for command in editor.next() {
            // Somebody may have deleted by hand what was to be edited.
            if let Err(error) = database.write(url, &token, &command) {
                println!("  the editor goes on although {error}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Database, Editor, Options, free, server, story};

    #[test]
    fn what_it_does_not_know_it_does_not_do() {
        let options = Options::read(&["--quiet", "--listen", "127.0.0.1:0"]).expect("options");
        assert!(options.quiet && !options.keep && options.listen.port() == 0);
        assert!(Options::read(&["--loud"]).is_err() && Options::read(&["--listen", "here"]).is_err());
    }

    #[test]
    fn every_step_of_the_story_is_taken_and_the_feed_stays_short() {
        let port = free(([127, 0, 0, 1], 0).into()).expect("a port").port();
        let database = Database::make(server().expect("a server"), port, false).expect("a database");
        let before = database.entries().expect("entries").0.len();
        let mut editor = Editor::new(&database.entries().expect("entries"));
        for _ in 0..story::steps().count() {
            for command in editor.next() {
                let words: Vec<&str> = command.iter().map(String::as_str).collect();
                database.owner(&words).expect("the command takes it");
            }
        }
        let (there, deleted) = database.entries().expect("entries");
        assert_eq!((there.len(), before), (50, 36), "the list is cut at 50");
        assert!(deleted.len() > 20);
        // Who comes back after that goes on with numbers that nobody had.
        let again = Editor::new(&(there, deleted)).next();
        assert!(
            again[0].contains(&format!(
                "live-{}",
                story::steps().filter(|step| matches!(step, story::Step::Post(..))).count() + 1
            )),
            "{again:?}"
        );
    }
}
