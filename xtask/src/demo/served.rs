//! The demo's server, a process of its own: started, heard of, told to end.

use std::{
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

use super::database::Database;
use crate::{Outcome, root::root, run::run};

/// What can happen while the demo runs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Somebody said that it is enough: Ctrl-C, a signal, a terminal that was closed.
    Told,
    /// The server is no more.
    Ended,
}

/// Both ends of what happens. From now on signals are events.
pub(super) fn signals() -> Outcome<(Sender<Event>, Receiver<Event>)> {
    let (say, events) = channel();
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(|error| format!("signals: {error}"))?;
    let told = say.clone();
    thread::spawn(move || signals.forever().try_for_each(|_| told.send(Event::Told)));
    Ok((say, events))
}

/// A server.
#[derive(Debug)]
pub(super) struct Served {
    process: Child,
    /// Where it is reached from this machine.
    pub(super) url: String,
}

impl Served {
    /// Starts it, and comes back when it listens. Media lie beside the feeds' files; the feeds are the database's.
    pub(super) fn start(
        database: &Database,
        listen: SocketAddr,
        dist: &Path,
        (say, _): &(Sender<Event>, Receiver<Event>),
    ) -> Outcome<Self> {
        let mut command = Command::new(&database.program);
        command.args(["serve", "--listen", &listen.to_string(), "--database"]).arg(&database.file);
        command.arg("--feeds").arg(root().join("server/demo")).arg("--assets").arg(dist);
        // In a group of its own, Ctrl-C reaches us alone, and the server is told once.
        command.stdin(Stdio::null()).stdout(Stdio::piped()).process_group(0);
        let mut process = command.spawn().map_err(|error| format!("{}: {error}", database.program.display()))?;
        let mut out = process.stdout.take().map(BufReader::new).ok_or("no output")?;
        let mut served = Self { process, url: String::new() };
        let mut line = String::new();
        let read = out.read_line(&mut line);
        let listens = read.ok().and_then(|_| line.trim().strip_prefix("listening on http://")?.parse().ok());
        let mut address: SocketAddr = listens.ok_or("the server did not start")?;
        if address.ip().is_unspecified() {
            address.set_ip(if address.is_ipv4() {
                [127, 0, 0, 1].into()
            } else {
                std::net::Ipv6Addr::LOCALHOST.into()
            });
        }
        served.url = format!("http://{address}");
        println!("{}", line.trim());
        let say = say.clone();
        // Its output ends when it does.
        thread::spawn(move || {
            let _ = out.read_to_end(&mut Vec::new());
            say.send(Event::Ended)
        });
        Ok(served)
    }

    /// Tells it to end, again whenever we are told again, and waits for it.
    pub(super) fn end(mut self, events: &Receiver<Event>) -> Outcome {
        while self.process.try_wait().is_ok_and(|status| status.is_none()) {
            run(Command::new("kill").arg(self.process.id().to_string()))?;
            if events.recv() != Ok(Event::Told) {
                break;
            }
        }
        let status = self.process.wait().map_err(|error| format!("the server: {error}"))?;
        if status.success() { Ok(()) } else { Err(format!("the server: {status}")) }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
