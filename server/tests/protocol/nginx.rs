//! A real nginx in front, with the settings that `docs/protocol.md` gives: a crowd costs the origin what one reader costs it.
//!
//! On a machine without nginx (Debian's package `nginx`) these tests say that they were left out.

use std::{
    collections::BTreeSet,
    fs,
    net::SocketAddr,
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
    net::{TcpListener, TcpStream},
    time::{Instant, sleep, timeout},
};

use crate::{
    events::Event,
    stage::{self, Stage},
};

const READERS: usize = 1000;

/// The program; `None` where there is none.
fn nginx() -> Option<&'static str> {
    let runs = |name: &&str| Command::new(name).arg("-v").stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    ["nginx", "/usr/sbin/nginx"].into_iter().find(runs)
}

/// An origin that counts what it is asked, and nginx in front of it.
struct Front {
    stage: Stage,
    address: SocketAddr,
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
    async fn new(program: &'static str) -> Self {
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
        let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("nginx.conf");
        fs::write(&file, config(folder.path().to_str().unwrap(), address, origin)).unwrap();
        let child = Command::new(program).arg("-c").arg(&file).stderr(Stdio::null()).spawn().unwrap();
        let front = Self { stage, address, asked, folder, program, child };
        timeout(Duration::from_secs(20), async {
            while TcpStream::connect(address).await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        })
        .await
        .unwrap();
        front
    }

    /// What a reader gets: status and body.
    async fn ask(&self, path: &str) -> (u16, String) {
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: live.example\r\nconnection: close\r\n\r\n");
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    /// The status that a request gets which says that it brings so many bytes.
    async fn send(&self, path: &str, bytes: usize) -> u16 {
        let mut connection = TcpStream::connect(self.address).await.unwrap();
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

    /// What a thousand readers get who ask at once, each answer once.
    async fn crowd(&self, path: &str) -> BTreeSet<(u16, String)> {
        join_all((0..READERS).map(|_| self.ask(path))).await.into_iter().collect()
    }

    fn asked(&self) -> usize {
        self.asked.load(Relaxed)
    }
}

/// The settings in a document.
fn settings(document: &str) -> String {
    let file = format!("{}/../docs/{document}", env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(file).unwrap();
    document.split("```nginx\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

/// What `docs/protocol.md` recommends, with what `docs/operate.md` adds, in a folder of its own.
fn config(folder: &str, address: SocketAddr, origin: SocketAddr) -> String {
    let recommended = settings("protocol.md");
    let (server, end) = recommended.trim_end().rsplit_once('}').unwrap();
    let mut recommended = format!("{server}\n{}}}{end}", settings("operate.md"));
    for (theirs, ours) in [
        ("/var/cache/nginx/live", format!("{folder}/cache")),
        ("listen 80;", format!("listen {address} backlog=2048;")),
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
            {temporary}
            {recommended}
        }}"
    )
}

#[tokio::test]
async fn a_thousand_readers_cost_the_origin_one_request_for_each_change_and_poll_period() {
    let Some(program) = nginx() else { return eprintln!("left out: there is no nginx here") };
    rlimit::increase_nofile_limit(4096).unwrap();
    let mut front = Front::new(program).await;
    let period = 2;
    front.stage.edited(|feed| feed["poll_seconds"] = period.into()).await;
    let start = Instant::now();
    let first = front.crowd("/quay/updates/2").await;
    let (status, body) = first.first().unwrap();
    assert_eq!((first.len(), *status), (1, 200), "all are told the same");
    assert_eq!(stage::delta(body.as_bytes()).delta.revision, 2);
    let periods = |since: Instant| usize::try_from(since.elapsed().as_secs() / period).unwrap();
    assert!(front.asked() <= 1 + periods(start), "{} requests", front.asked());
    // Everybody goes on asking, until everybody has heard of a change.
    front.stage.post(3);
    loop {
        let told = front.crowd("/quay/updates/2").await;
        assert!(told.iter().all(|(status, _)| *status == 200));
        if told.iter().all(|(_, body)| stage::delta(body.as_bytes()).delta.revision == 3) {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the change never arrives");
    }
    assert!(front.asked() <= 2 + periods(start), "{} requests, {} periods", front.asked(), periods(start));
    let (before, then) = (front.asked(), Instant::now());
    assert_eq!(front.crowd("/quay/updates/3").await.len(), 1);
    assert!(front.asked() <= before + 1 + periods(then), "all at the next point");
}

#[tokio::test]
async fn metrics_are_kept_from_the_public_and_an_import_is_let_through() {
    let Some(program) = nginx() else { return eprintln!("left out: there is no nginx here") };
    let front = Front::new(program).await;
    assert_eq!(front.ask("/metrics").await.0, 403);
    assert_eq!(front.ask("/health").await.0, 200);
    // A body that nginx takes is refused by the server, which has no database; one that it does not take by nginx, with 413.
    assert_ne!(front.send("/api/feeds", 16 << 20).await, 413);
    assert_eq!(front.send("/api/feeds", (16 << 20) + 1).await, 413);
}

#[tokio::test]
async fn a_crowd_that_comes_with_a_revision_of_a_lost_database_asks_once() {
    let Some(program) = nginx() else { return eprintln!("left out: there is no nginx here") };
    rlimit::increase_nofile_limit(4096).unwrap();
    let front = Front::new(program).await;
    let start = Instant::now();
    let told = front.crowd("/quay/updates/900").await;
    assert!(told.iter().all(|(status, _)| *status == 410));
    assert!(front.asked() as u64 <= 1 + start.elapsed().as_secs() / 2, "{} requests", front.asked());
}

#[tokio::test]
async fn a_change_passes_through_nginx_while_the_stream_is_open() {
    let Some(program) = nginx() else { return eprintln!("left out: there is no nginx here") };
    let mut front = Front::new(program).await;
    let mut connection = TcpStream::connect(front.address).await.unwrap();
    let request = b"GET /quay/stream?after=1 HTTP/1.1\r\nhost: live.example\r\n\r\n";
    connection.write_all(request).await.unwrap();
    let mut said = String::new();
    let mut events = async |count: usize| {
        let reading = async {
            while said.matches("\nid: ").count() < count {
                let mut part = [0; 4096];
                let length = connection.read(&mut part).await.unwrap();
                assert!(length > 0, "{said}");
                said.push_str(std::str::from_utf8(&part[..length]).unwrap());
            }
        };
        timeout(Duration::from_secs(20), reading).await.expect("an event within 20 s");
        said.clone()
    };
    assert!(events(1).await.to_lowercase().contains("content-type: text/event-stream"));
    front.stage.post(3);
    let said = events(2).await;
    let event = said.rsplit("\nid: ").next().unwrap().split("\n\n").next().unwrap();
    let event = Event::read(&format!("id: {event}"));
    assert_eq!(stage::delta(event.data.as_bytes()).delta.entries.len(), 1);
}
