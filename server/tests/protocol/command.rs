//! The command itself, with readers on its streams.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

use crate::stage::Stage;

/// A server that is killed when it goes out of sight.
struct Served {
    process: Child,
    address: String,
}

impl Served {
    fn start(stage: &Stage, more: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_live-updates"))
            .args(["serve", "--listen", "127.0.0.1:0", "--feeds"])
            .arg(stage.folder.path().join("feeds"))
            .arg("--assets")
            .arg(stage.folder.path().join("dist"))
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Self { process, address }
    }

    /// Asks for the stream, and reads until something is there.
    fn listen(&self, until: &str) -> (TcpStream, String) {
        let mut open = TcpStream::connect(&self.address).unwrap();
        open.write_all(b"GET /quay/stream HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        let mut part = [0; 4096];
        let mut said = String::new();
        while !said.contains(until) {
            let length = open.read(&mut part).unwrap();
            assert!(length > 0, "{said}");
            said.push_str(std::str::from_utf8(&part[..length]).unwrap());
        }
        (open, said)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn a_server_that_is_told_to_end_lets_its_streams_go_and_ends() {
    let stage = Stage::new();
    let mut server = Served::start(&stage, &[]);
    let (mut open, mut said) = server.listen("\"updates\"");
    assert!(Command::new("kill").args(["-TERM", &server.process.id().to_string()]).status().unwrap().success());
    // The answer is ended as it should be, not cut off: a browser that reads it comes back by itself.
    open.read_to_string(&mut said).unwrap();
    assert!(said.ends_with("\r\n0\r\n\r\n"), "{said}");
    assert!(server.process.wait().unwrap().success());
}

#[tokio::test]
async fn a_server_has_as_many_streams_as_it_is_told() {
    let stage = Stage::new();
    let server = Served::start(&stage, &["--streams", "1"]);
    let (one, _) = server.listen("\"updates\"");
    let (_, refused) = server.listen("}");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("\"code\":\"full\""), "{refused}");
    drop(one);
    // The place is free as soon as the server has seen that the reader went.
    while server.listen("\n\r\n").1.starts_with("HTTP/1.1 503") {}
}
