//! The demo, as whoever starts it sees it: pages, an editor at work, a command to copy, an end.

#![expect(clippy::unwrap_used, reason = "a test's own helpers may fail as its cases may")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

/// A demo that is told to end when it goes out of sight.
struct Demo {
    process: Child,
    out: BufReader<ChildStdout>,
    /// Host and port.
    host: String,
    /// The command that it says posts an entry.
    by_hand: String,
    _folder: tempfile::TempDir,
}

impl Demo {
    fn start(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        bundle(&dist);
        let mut process = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["demo", "--listen", "127.0.0.1:0", "--assets"])
            .arg(&dist)
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let mut line_with = |part: &str| loop {
            let mut line = String::new();
            assert!(out.read_line(&mut line).unwrap() > 0, "the demo ended before it said {part}");
            if line.contains(part) {
                return line.trim().to_owned();
            }
        };
        let host = line_with("listening on ").strip_prefix("listening on http://").unwrap().to_owned();
        let by_hand = line_with(" post harbour-day ");
        Self { process, out, host, by_hand, _folder: folder }
    }

    fn request(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.host).unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut answer = Vec::new();
        self.request(path).read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Tells it to end as a terminal does, and gives what it still said.
    fn ctrl_c(&mut self) -> String {
        let told = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
        let mut said = String::new();
        self.out.read_to_string(&mut said).unwrap();
        said
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        if self.process.try_wait().unwrap().is_none() {
            self.ctrl_c();
            self.process.wait().unwrap();
        }
    }
}

/// Something that the server takes for a bundle.
fn bundle(dist: &Path) {
    fs::create_dir_all(dist.join("assets")).unwrap();
    let manifest = r#"{"build":"0.1.0+test","loader":"live-updates.js","stylesheet":"assets/s-1.css","glue":"assets/g-1.js","wasm":"assets/w-1.wasm"}"#;
    fs::write(dist.join("assets.json"), manifest).unwrap();
    for file in ["live-updates.js", "index.html", "assets/s-1.css", "assets/g-1.js", "assets/w-1.wasm"] {
        fs::write(dist.join(file), "").unwrap();
    }
}

#[test]
fn the_pages_that_documents_name_are_served_with_their_media() {
    let demo = Demo::start(&["--quiet"]);
    for path in ["/", "/harbour-day", "/volny-mol", "/mina-nour", "/app", "/media/night.svg"] {
        let answer = demo.get(path);
        assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
    }
    assert!(demo.get("/harbour-day").contains("Gannet Rock is lit"));
}

#[test]
fn a_visitor_sees_an_editor_at_work() {
    let demo = Demo::start(&[]);
    let mut stream = BufReader::new(demo.request("/harbour-day/stream"));
    let mut line = String::new();
    while !line.contains(r#""id":"live-2""#) {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
    }
    assert!(demo.get("/harbour-day").contains("Still here, and so is the light"));
}

#[test]
fn the_command_that_it_says_posts_an_entry_when_copied() {
    let demo = Demo::start(&["--quiet"]);
    // Also where everything else goes through a proxy.
    let ran = Command::new("sh").args(["-c", &demo.by_hand]).env("http_proxy", "http://127.0.0.1:9").output().unwrap();
    assert!(ran.status.success(), "{}: {}", demo.by_hand, String::from_utf8_lossy(&ran.stderr));
    assert!(demo.get("/harbour-day").contains("Hello from the second terminal"));
}

#[test]
fn ctrl_c_ends_it_and_its_server_and_says_nothing_bad() {
    let mut demo = Demo::start(&[]);
    // A reader who is there does not hold it up.
    let _reader = demo.request("/harbour-day/stream");
    assert_eq!(demo.ctrl_c().trim(), "Ctrl-C ends it.");
    assert!(demo.process.wait().unwrap().success());
    assert!(TcpStream::connect(&demo.host).is_err(), "the server is still there");
}
