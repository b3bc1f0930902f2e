//! The demo's database: made by the command's own `import`, written by the command like any other.

use std::{
    fs,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::{
    Outcome,
    root::{root, target},
    run::read,
};

/// The feed that is written.
pub(super) const FEED: &str = "harbour-day";
/// All demo feeds.
const FEEDS: [&str; 3] = [FEED, "volny-mol", "mina-nour"];

/// A database of SQLite with the demo feeds, and the command that writes it.
#[derive(Debug)]
pub(super) struct Database {
    /// The command.
    pub(super) program: PathBuf,
    /// The file.
    pub(super) file: PathBuf,
    /// Whether it is left behind.
    keep: bool,
}

impl Database {
    /// Makes the database of a port, so that two demos do not write the same; `keep` takes the one that is there.
    pub(super) fn make(program: PathBuf, port: u16, keep: bool) -> Outcome<Self> {
        let folder = target().join("demo");
        let fail = |error| format!("{}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(fail)?;
        let file = std::path::absolute(folder.join(format!("{port}.db"))).map_err(fail)?;
        let program = std::path::absolute(program).map_err(fail)?;
        let database = Self { program, file, keep };
        database.forget();
        let known = database.owner(&["feed", "list"])?;
        for feed in FEEDS.into_iter().filter(|feed| !known.lines().any(|known| known == *feed)) {
            let document = root().join("server/demo").join(format!("{feed}.json"));
            database.owner(&["import", &document.to_string_lossy()])?;
        }
        Ok(database)
    }

    /// Makes a token for the feed that is written.
    pub(super) fn token(&self, name: &str) -> Outcome<String> {
        let token = self.owner(&["token", "new", "--feed", FEED, "--role", "editor", "--name", name])?;
        Ok(token.trim().to_owned())
    }

    /// The ids of the feed's entries, the oldest first; then those of entries that were deleted.
    pub(super) fn entries(&self) -> Outcome<(Vec<String>, Vec<String>)> {
        let ids = |status| {
            let lines = self.owner(&["entries", FEED, "--status", status])?;
            Ok::<_, String>(lines.lines().rev().filter_map(|line| Some(line.split(' ').next()?.to_owned())).collect())
        };
        Ok((ids("published")?, ids("deleted")?))
    }

    /// Writes by the server's API.
    pub(super) fn write(&self, url: &str, token: &str, command: &[String]) -> Outcome {
        read(self.command(command).env("LIVE_UPDATES_SERVER", url).env("LIVE_UPDATES_TOKEN", token)).map(drop)
    }

    /// A command for the shell that posts an entry.
    pub(super) fn by_hand(&self, url: &str, token: &str) -> String {
        let program = self.program.to_string_lossy().replace('\'', r"'\''");
        format!("'{program}' post {FEED} 'Hello from the second terminal' --server {url} --token {token}")
    }

    /// Does something without a server, as whoever holds the file.
    pub(super) fn owner(&self, command: &[&str]) -> Outcome<String> {
        read(self.command(command).arg("--database").arg(&self.file))
    }

    fn command<T: AsRef<std::ffi::OsStr>>(&self, words: &[T]) -> Command {
        let mut command = Command::new(&self.program);
        command.env_remove("LIVE_UPDATES_SERVER").env_remove("LIVE_UPDATES_TOKEN");
        // A Ctrl-C is for us, who end in order.
        command.args(words).stdin(Stdio::null()).process_group(0);
        command
    }

    fn forget(&self) {
        if !self.keep {
            // SQLite's journals are named after the file.
            for end in ["db", "db-wal", "db-shm"] {
                let _ = fs::remove_file(self.file.with_extension(end));
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.forget();
    }
}
