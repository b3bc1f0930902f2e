//! A real nginx in front of the server, with the settings that `docs/protocol.md` and `docs/operate.md` give.

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use axum::{extract::Request, middleware::from_fn};
use futures_util::future::join_all;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, UnixStream},
    time::{sleep, timeout},
};

use crate::stage::Stage;

/// How many readers are a crowd.
const READERS: usize = 1000;

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program; `None` where there is none.
fn program() -> Option<&'static str> {
    let runs = |name: &&str| Command::new(name).arg("-v").stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    ["nginx", "/usr/sbin/nginx"].into_iter().find(runs)
}

/// An origin that counts what it is asked, and nginx in front of it.
pub(crate) struct Front {
    pub(crate) stage: Stage,
    /// Where nginx listens: a socket in its own folder, since a port that is free now may be taken in a moment.
    socket: PathBuf,
    /// Requests for `/quay/updates/…` at the origin.
    asked: Arc<AtomicUsize>,
    folder: TempDir,
    program: &'static str,
    child: Child,
}

impl Drop for Front {
    fn drop(&mut self) {
        let config = self.folder.path().join("nginx.conf");
        let _ = Command::new(self.program).arg("-c").arg(config).args(["-s", "stop"]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}

impl Front {
    /// `None` on a machine without nginx, which is said.
    pub(crate) async fn new() -> Option<Self> {
        let Some(program) = program() else {
            // Past the harness, which shows what is printed only where a test fails.
            let _ = writeln!(std::io::stderr(), "left out: there is no nginx here (Debian's package `nginx`)");
            return None;
        };
        // What stands in line for one worker, on both of its sides.
        rlimit::increase_nofile_limit(4096).unwrap();
        let stage = Stage::new();
        let asked = Arc::new(AtomicUsize::default());
        let counter = asked.clone();
        let app = stage.app.clone().layer(from_fn(move |request: Request, next: axum::middleware::Next| {
            counter.fetch_add(usize::from(request.uri().path().starts_with("/quay/updates/")), Relaxed);
            next.run(request)
        }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("nginx.conf");
        fs::write(&file, config(folder.path(), origin)).unwrap();
        let child = Command::new(program).arg("-c").arg(&file).stderr(Stdio::null()).spawn().unwrap();
        let front = Self { stage, socket: folder.path().join("front"), asked, folder, program, child };
        let ready = async {
            while UnixStream::connect(&front.socket).await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, ready).await.expect("nginx listens");
        Some(front)
    }

    async fn send(&self, path: &str) -> UnixStream {
        let mut connection = UnixStream::connect(&self.socket).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: live.example\r\nconnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        connection
    }

    /// What a reader gets: status and body.
    pub(crate) async fn ask(&self, path: &str) -> (u16, String) {
        let mut answer = String::new();
        self.send(path).await.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    /// The status that a request gets which says that it brings so many bytes.
    pub(crate) async fn bring(&self, path: &str, bytes: usize) -> u16 {
        let mut connection = UnixStream::connect(&self.socket).await.unwrap();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: live.example\r\ncontent-length: {bytes}\r\nconnection: close\r\n\r\n"
        );
        connection.write_all(request.as_bytes()).await.unwrap();
        // It may be refused before it was sent.
        let _ = connection.write_all(&vec![b' '; bytes]).await;
        let mut answer = Vec::new();
        let _ = connection.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// What a crowd gets that asks at once, each answer once.
    pub(crate) async fn crowd(&self, path: &str) -> BTreeSet<(u16, String)> {
        join_all((0..READERS).map(|_| self.ask(path))).await.into_iter().collect()
    }

    /// Asks for a stream.
    pub(crate) async fn listen(&self, path: &str) -> Listener {
        Listener { connection: self.send(path).await, said: String::new() }
    }

    /// How often the origin was asked for updates.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Relaxed)
    }
}

/// A reader who listens to a stream through nginx.
pub(crate) struct Listener {
    connection: UnixStream,
    said: String,
}

impl Listener {
    /// What was said up to the end of the event of this number that has an id; the first is 1.
    pub(crate) async fn heard(&mut self, events: usize) -> &str {
        let whole = |said: &str| said.split("\nid: ").nth(events).is_some_and(|event| event.contains("\n\n"));
        let reading = async {
            while !whole(&self.said) {
                let mut part = [0; 4096];
                let length = self.connection.read(&mut part).await.unwrap();
                assert!(length > 0, "{}", self.said);
                self.said.push_str(std::str::from_utf8(&part[..length]).unwrap());
            }
        };
        timeout(PATIENCE, reading).await.expect("an event");
        &self.said
    }
}

/// The settings in a document.
fn settings(document: &str) -> String {
    let file = format!("{}/../docs/{document}", env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(file).unwrap();
    document.split("```nginx\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

/// What `docs/protocol.md` recommends, with what `docs/operate.md` adds, in a folder of its own.
fn config(folder: &Path, origin: SocketAddr) -> String {
    let recommended = settings("protocol.md");
    let (server, end) = recommended.trim_end().rsplit_once('}').unwrap();
    let mut recommended = format!("{server}\n{}}}{end}", settings("operate.md"));
    let folder = folder.to_str().unwrap();
    for (theirs, ours) in [
        ("/var/cache/nginx/live", format!("{folder}/cache")),
        ("listen 80;", format!("listen unix:{folder}/front backlog=2048;")),
        ("http://127.0.0.1:8080", format!("http://{origin}")),
    ] {
        assert!(recommended.contains(theirs), "{theirs}");
        recommended = recommended.replace(theirs, &ours);
    }
    let temporary: String =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|n| format!("{n}_temp_path {folder}/{n};\n")).concat();
    format!(
        "user root root;
        daemon off;
        pid {folder}/pid;
        error_log {folder}/error.log;
        worker_processes 1;
        worker_rlimit_nofile 4096;
        events {{ worker_connections 2048; }}
        http {{
            access_log off;
            # A busy machine is no lost answer, and nobody may pass the lock because of it.
            proxy_cache_lock_timeout 1h;
            proxy_cache_lock_age 1h;
            {temporary}
            {recommended}
        }}"
    )
}
