//! The command itself: what it prints, where it fails, how it ends.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Command, Stdio},
};

use crate::stage::{FEED, assets};

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_live-updates"))
}

/// Whether the other side has read all that was sent to it, as the system sees it (`/proc/net/tcp`, proc(5)).
fn taken_up(sent: &TcpStream) -> bool {
    let (theirs, ours) = (sent.peer_addr().unwrap().port(), sent.local_addr().unwrap().port());
    let known = std::fs::read_to_string("/proc/net/tcp").unwrap();
    // Its own address, its peer's, its state, and how much waits to be sent and to be read.
    let line = known
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .find(|fields| fields[1].ends_with(&format!(":{theirs:04X}")) && fields[2].ends_with(&format!(":{ours:04X}")));
    line.is_some_and(|fields| fields[4].ends_with(":00000000"))
}

#[test]
fn render_prints_a_fragment_or_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let (dist, feed) = (assets(folder.path()), folder.path().join("f.json"));
    std::fs::write(&feed, FEED).unwrap();
    let run = |more: &[&str]| {
        let output = command().arg("render").arg(&feed).arg("--assets").arg(&dist).args(more).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&[]).starts_with("<script type=\"module\" async src="));
    let whole = run(&["--url", "https://live.example/f/feed.json"]);
    assert!(
        whole.contains("href=\"https://live.example/assets/s-1.css\"")
            && whole.contains("feed=\"https://live.example/f/feed.json\"")
    );
    assert!(run(&["--page", "--language", "ar"]).starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"));
}

#[test]
fn a_bad_feed_fails_with_one_line_that_names_file_place_and_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (dist, feed) = (assets(folder.path()), folder.path().join("bad.json"));
    let run = |content: &str| {
        std::fs::write(&feed, content).unwrap();
        let output = command().arg("render").arg(&feed).arg("--assets").arg(&dist).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = run("{\n\"format\":}");
    assert_eq!(code, Some(1));
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("bad.json: line 2, column 10: expected value"), "{said}");
    let (code, said) = run(&FEED.replace("2026-03-14T11:52:00+00:00", "noon"));
    assert_eq!(code, Some(0));
    assert!(said.contains("entries[0].published is not a time as in RFC 3339 (entry \"b\")"), "{said}");
    // What a feed says is printed, not obeyed.
    let (code, said) = run(&FEED.replace("live-updates/1", "two\\nlines \\u001b[31m"));
    assert_eq!((code, said.lines().count()), (Some(1), 1), "{said}");
    assert!(said.contains("two\\nlines") && !said.contains('\u{1b}'), "{said}");
    let missing = command().args(["render", "nowhere.json"]).output().unwrap();
    assert_eq!(missing.status.code(), Some(1));
}

#[test]
fn serve_prints_its_port_and_finishes_open_requests_when_told_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let dist = assets(folder.path());
    let feeds = folder.path().join("feeds");
    std::fs::create_dir(&feeds).unwrap();
    std::fs::write(feeds.join("tunnel.json"), FEED).unwrap();
    let mut server = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--feeds"])
        .arg(&feeds)
        .arg("--assets")
        .arg(&dist)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
    // Half a request is open when the signal comes.
    let mut open = TcpStream::connect(&address).unwrap();
    open.write_all(b"GET /tunnel HTTP/1.1\r\nhost: x\r\n").unwrap();
    while !taken_up(&open) {
        std::thread::yield_now();
    }
    let told = Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap();
    assert!(told.success());
    open.write_all(b"connection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    open.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("</html>\n"), "{answer}");
    assert!(server.wait().unwrap().success());
}

#[test]
fn a_download_that_is_under_way_when_the_signal_comes_arrives_whole() {
    const LENGTH: u64 = 64 * 1024 * 1024;
    let folder = tempfile::tempdir().unwrap();
    let dist = assets(folder.path());
    let feeds = folder.path().join("feeds");
    std::fs::create_dir_all(feeds.join("media")).unwrap();
    // Longer than every buffer between server and reader, so it cannot be sent before it is read here.
    std::fs::File::create(feeds.join("media/long.webm")).unwrap().set_len(LENGTH).unwrap();
    let mut server = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--feeds"])
        .arg(&feeds)
        .arg("--assets")
        .arg(&dist)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
    let mut download = TcpStream::connect(&address).unwrap();
    download.write_all(b"GET /media/long.webm HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut start = [0; 12];
    download.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    assert!(Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap().success());
    // The server says when it has heard.
    let mut said = BufReader::new(server.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(said.any(|line| line.contains("ending")));
    let rest = std::io::copy(&mut download, &mut std::io::sink()).unwrap();
    assert!(rest > LENGTH, "{rest} bytes of headers and {LENGTH}");
    assert!(server.wait().unwrap().success());
}

#[test]
fn a_public_address_with_a_path_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let dist = assets(folder.path());
    let output = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--public-url", "https://live.example/blogs", "--assets"])
        .arg(&dist)
        .arg("--feeds")
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--public-url https://live.example/blogs"), "{said}");
}

#[test]
fn serve_logs_what_is_wrong_with_its_files_once() {
    let folder = tempfile::tempdir().unwrap();
    let dist = assets(folder.path());
    for (name, content) in [("app.json", FEED), ("Upper.json", FEED), ("bad.json", "{\n\"format\":}")] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let mut server = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--feeds"])
        .arg(folder.path())
        .arg("--assets")
        .arg(&dist)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
    for path in ["/", "/bad", "/", "/bad/feed.json"] {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
        stream.read_to_string(&mut String::new()).unwrap();
    }
    assert!(Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap().success());
    let mut said = String::new();
    server.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(server.wait().unwrap().success());
    let count = |what: &str| said.matches(what).count();
    assert_eq!((count("app.json: not a feed's name"), count("Upper.json: not a feed's name")), (1, 1), "{said}");
    assert_eq!(count("bad.json: line 2, column 10: expected value; it is not served"), 1, "{said}");
    assert!(!said.contains('\u{1b}'), "no colours where nobody sees them: {said}");
}

#[test]
fn serve_without_assets_names_the_command_that_makes_them() {
    let folder = tempfile::tempdir().unwrap();
    let output = command()
        .args(["serve", "--listen", "127.0.0.1:0", "--assets", "nowhere", "--feeds"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("cargo xtask build"));
}
