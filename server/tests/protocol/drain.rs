//! The command told to end while readers hang on its streams.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Command, Stdio},
};

use crate::stage::Stage;

#[tokio::test]
async fn a_server_that_is_told_to_end_lets_its_streams_go_and_ends() {
    let stage = Stage::new();
    let mut server = Command::new(env!("CARGO_BIN_EXE_live-updates"))
        .args(["serve", "--listen", "127.0.0.1:0", "--feeds"])
        .arg(stage.folder.path().join("feeds"))
        .arg("--assets")
        .arg(stage.folder.path().join("dist"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let mut open = TcpStream::connect(line.trim().strip_prefix("listening on http://").unwrap()).unwrap();
    open.write_all(b"GET /quay/stream HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut part = [0; 4096];
    let mut said = String::new();
    while !said.contains("\"updates\"") {
        let length = open.read(&mut part).unwrap();
        said.push_str(std::str::from_utf8(&part[..length]).unwrap());
    }
    assert!(Command::new("kill").args(["-TERM", &server.id().to_string()]).status().unwrap().success());
    // The answer is ended as it should be, not cut off: a browser that reads it comes back by itself.
    open.read_to_string(&mut said).unwrap();
    assert!(said.ends_with("\r\n0\r\n\r\n"), "{said}");
    assert!(server.wait().unwrap().success());
}
