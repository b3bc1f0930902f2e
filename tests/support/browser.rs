//! A browser: started with its driver on a free port, ended with it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use thirtyfour::{CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};

use crate::Outcome;

/// A driver process and the session in it.
pub struct Browser {
    driver: Child,
    profile: tempfile::TempDir,
    /// The session.
    pub session: WebDriver,
}

impl Browser {
    /// Chromium, without a window.
    pub(crate) async fn chromium() -> Outcome<Self> {
        let profile = tempfile::tempdir()?;
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let (driver, port) = start(Command::new(program).arg("--port=0"), "started successfully on port ")?;
        let mut wanted = DesiredCapabilities::chrome();
        for argument in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--js-flags=--expose-gc",
            "--enable-precise-memory-info",
            "--window-size=1000,900",
        ] {
            wanted.add_arg(argument)?;
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
        wanted.insert_base_capability("goog:loggingPrefs".into(), serde_json::json!({"browser": "ALL"}));
        Self::session(driver, profile, port, wanted.into()).await
    }

    /// Firefox, without a window; `None` where the machine has none.
    pub(crate) async fn firefox() -> Outcome<Option<Self>> {
        let Ok(program) = std::env::var("GECKODRIVER") else { return Ok(None) };
        let profile = tempfile::tempdir()?;
        // The driver prints no port of its own choice, so a free one is chosen here.
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(program);
        command.args(["--port", &port.to_string(), "--log", "fatal"]).arg("--profile-root").arg(profile.path());
        let driver = command.env("MOZ_HEADLESS", "1").stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            tokio::task::yield_now().await;
        }
        let wanted = DesiredCapabilities::firefox();
        Self::session(driver, profile, port, wanted.into()).await.map(Some)
    }

    async fn session(
        mut driver: Child,
        profile: tempfile::TempDir,
        port: u16,
        wanted: thirtyfour::Capabilities,
    ) -> Outcome<Self> {
        match WebDriver::new(&format!("http://127.0.0.1:{port}"), wanted).await {
            Ok(session) => Ok(Self { driver, profile, session }),
            Err(error) => {
                let _ = driver.kill();
                Err(error.into())
            }
        }
    }

    /// Ends the session and its driver.
    pub(crate) async fn end(mut self) {
        let _ = self.session.quit().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        drop(self.profile);
    }
}

/// Starts a driver and reads its port from what it prints.
fn start(command: &mut Command, before_port: &str) -> Outcome<(Child, u16)> {
    let mut driver = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let out = driver.stdout.take().ok_or("the driver has no output")?;
    let mut lines = BufReader::new(out).lines();
    while let Some(Ok(line)) = lines.next() {
        if let Some((_, port)) = line.split_once(before_port) {
            let port = port.trim_end_matches('.').trim().parse()?;
            // Whatever else it prints must not fill the pipe.
            std::thread::spawn(move || lines.for_each(drop));
            return Ok((driver, port));
        }
    }
    Err("the driver did not say its port".into())
}
