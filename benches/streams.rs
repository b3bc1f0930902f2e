//! Two thousand readers on one feed's stream, one post: how long until each has it, and what a reader costs the server at rest.
//!
//! `cargo bench --package live-updates-server --bench streams [READERS]`. The server is a process of its own, so that its memory
//! is its own; it writes to a database on disk. The delay is from before the request that posts until a reader has read the delta.
//! What is measured is written into `docs/benchmarks.md` by hand, with the machine.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    error::Error,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    time::Instant,
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const POSTS: usize = 5;

/// Ends the server however this ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() -> Outcome {
    // Cargo's own arguments begin with two dashes.
    let readers = std::env::args().skip(1).find_map(|it| it.parse().ok()).unwrap_or(2000);
    rlimit::increase_nofile_limit(readers as u64 * 2 + 500)?;
    tokio::runtime::Runtime::new()?.block_on(run(readers))
}

async fn run(readers: usize) -> Outcome {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("live.db").to_string_lossy().into_owned();
    command(&["feed", "new", "quay", "--title", "The fish market moves", "--database", &database])?;
    let token = command(&["token", "new", "--feed", "quay", "--role", "editor", "--database", &database])?;
    let (server, address) = serve(folder.path(), &database)?;
    let pid = server.0.id();
    // One reader comes and goes first, so that what is made once is not counted.
    drop(listen(&address).await?);
    let before = resident(pid)?;
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut open = Vec::with_capacity(readers);
    for _ in 0..readers {
        open.push(listen(&address).await?);
    }
    let after = resident(pid)?;
    println!("{readers} readers: {:.1} KB each at rest", (after - before) as f64 / readers as f64);
    for stream in open {
        tokio::spawn(read(stream, tell.clone()));
    }
    for post in 1..=POSTS {
        let start = Instant::now();
        let answered = write(&address, token.trim(), post).await?;
        let mut delays = Vec::with_capacity(readers);
        while delays.len() < readers {
            let at: Instant = told.recv().await.ok_or("every reader is gone")?;
            delays.push(at - start);
        }
        delays.sort_unstable();
        let at = |share: f64| delays[((readers - 1) as f64 * share) as usize];
        println!(
            "post {post}: acknowledged after {:.1?}; read after p50 {:.1?}, p99 {:.1?}, all {:.1?}",
            answered - start,
            at(0.5),
            at(0.99),
            at(1.0),
        );
    }
    println!("{:.1} KB each after {POSTS} posts", (resident(pid)? - before) as f64 / readers as f64);
    Ok(())
}

/// What the command prints.
fn command(arguments: &[&str]) -> Outcome<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_live-updates")).args(arguments).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Posts an entry. Tells when the server has answered that it is kept.
async fn write(address: &str, token: &str, n: usize) -> Outcome<Instant> {
    let text = "The ice is shovelled into the harbour, and the gulls think it is fish.";
    let body = json!({"title": format!("Stall {n} has gone"), "text": text}).to_string();
    let request = format!(
        "POST /api/feeds/quay/entries HTTP/1.1\r\nhost: live.example\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut connection = TcpStream::connect(address).await?;
    connection.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await?;
    if answer.starts_with("HTTP/1.1 201") { Ok(Instant::now()) } else { Err(answer.into()) }
}

/// Starts the server, without assets worth the name.
fn serve(folder: &Path, database: &str) -> Outcome<(Server, String)> {
    let dist = folder.join("dist");
    fs::create_dir(&dist)?;
    let names = r#"{"build":"b","loader":"l","stylesheet":"s","glue":"g","wasm":"w","words":{}}"#;
    fs::write(dist.join("assets.json"), names)?;
    for name in ["l", "s", "g", "w"] {
        fs::write(dist.join(name), "")?;
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_live-updates"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database", database])
        .arg("--assets")
        .arg(dist)
        .env("RUST_LOG", "warn")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
    let address = line.trim().strip_prefix("listening on http://").ok_or("no address")?.to_owned();
    Ok((Server(child), address))
}

/// Opens a stream and reads its first event.
async fn listen(address: &str) -> Outcome<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"GET /quay/stream HTTP/1.1\r\nhost: live.example\r\n\r\n").await?;
    let mut said = Vec::new();
    let mut part = [0; 2048];
    while !said.windows(9).any(|part| part == b"\"updates\"") {
        let length = stream.read(&mut part).await?;
        if length == 0 {
            return Err(String::from_utf8_lossy(&said).into_owned().into());
        }
        said.extend_from_slice(&part[..length]);
    }
    Ok(stream)
}

/// Tells when each delta has arrived, until the stream ends.
async fn read(mut stream: TcpStream, tell: mpsc::UnboundedSender<Instant>) {
    let mut part = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut part).await {
        // An event of this size arrives in one piece on one machine; beats have no title.
        if part[..length].windows(7).any(|part| part == b"\"title\"") && tell.send(Instant::now()).is_err() {
            return;
        }
    }
}

/// What of a process is in memory, in KB.
fn resident(pid: u32) -> Outcome<u64> {
    // Allocations of what was just closed are given back late; what is read is the peak of a quiet process.
    std::thread::sleep(Duration::from_millis(300));
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse()?)
}
