//! The real server in a process of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// The command.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_live-updates"));
    command.env_remove("LIVE_UPDATES_SERVER").env_remove("LIVE_UPDATES_TOKEN");
    command
}

/// A server that is killed when it goes out of sight.
pub(crate) struct Served {
    process: Child,
    pub(crate) url: String,
}

impl Served {
    pub(crate) fn start(folder: &Path, database: &str) -> Self {
        let dist = folder.join("dist");
        fs::create_dir_all(dist.join("assets")).unwrap();
        let manifest = r#"{"build":"0.1.0+test","loader":"live-updates.js","stylesheet":"assets/s-1.css","glue":"assets/g-1.js","wasm":"assets/w-1.wasm","words":{}}"#;
        fs::write(dist.join("assets.json"), manifest).unwrap();
        for file in ["live-updates.js", "assets/s-1.css", "assets/g-1.js", "assets/w-1.wasm"] {
            fs::write(dist.join(file), "").unwrap();
        }
        fs::create_dir_all(folder.join("feeds")).unwrap();
        let mut process = command()
            .args(["serve", "--listen", "127.0.0.1:0", "--database", database, "--feeds"])
            .arg(folder.join("feeds"))
            .arg("--assets")
            .arg(&dist)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").expect("the server says where it listens").to_owned();
        Self { process, url }
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
