//! A browser: started with its driver on a free port, ended with it.

use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::json;
use thirtyfour::{Capabilities, CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};

use crate::{
    Engine, Outcome,
    engines::{Wait, WebKit},
};

/// How long a test's script may run: an odd number, by which a page's clock knows the timer that WebKit's driver sets.
pub(crate) const SCRIPT_TIMEOUT: Duration = Duration::from_millis(60_001);

/// A driver process and the session in it.
pub struct Browser {
    processes: Processes,
    profile: tempfile::TempDir,
    /// Its engine.
    pub engine: Engine,
    /// The session.
    pub session: WebDriver,
}

/// The driver, and what it needs beside; they end when this is dropped, also where a test panics.
struct Processes(Vec<Child>);

impl Drop for Processes {
    fn drop(&mut self) {
        for process in &mut self.0 {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Browser {
    /// Chromium, without a window.
    pub(crate) async fn chromium(wait: Wait) -> Outcome<Self> {
        let profile = tempfile::tempdir()?;
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let (driver, port) = start(Command::new(program).arg("--port=0"), "started successfully on port ")?;
        let processes = Processes(vec![driver]);
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
        wanted.insert_base_capability("goog:loggingPrefs".into(), json!({"browser": "ALL"}));
        Self::session(Engine::Chromium, processes, profile, port, wanted.into(), wait).await
    }

    /// Firefox, without a window.
    pub(crate) async fn firefox(wait: Wait) -> Outcome<Self> {
        let program = std::env::var("GECKODRIVER").unwrap_or_else(|_| "geckodriver".into());
        let profile = tempfile::tempdir()?;
        let mut command = Command::new(program);
        command.args(["--log", "fatal", "--profile-root"]).arg(profile.path()).env("MOZ_HEADLESS", "1");
        let mut processes = Processes(Vec::new());
        let port = start_on_free_port(&mut command, "--port", &mut processes).await?;
        Self::session(Engine::Firefox, processes, profile, port, DesiredCapabilities::firefox().into(), wait).await
    }

    /// WebKitGTK's small browser, in a window on a display of its own.
    pub(crate) async fn webkit(found: &WebKit, wait: Wait) -> Outcome<Self> {
        let profile = tempfile::tempdir()?;
        let mut display = Command::new(&found.display);
        display.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        // It takes the first number that is free, and prints it.
        let (display, number) = start(&mut display, "")?;
        let mut processes = Processes(vec![display]);
        let mut command = Command::new(&found.driver);
        command.env("DISPLAY", format!(":{number}")).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
        // No settings, caches or downloads of whoever runs the tests.
        for name in ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
            command.env(name, profile.path());
        }
        // Containers have neither the namespaces for a sandbox, nor a bus, nor a graphics card.
        for (name, value) in [
            ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
            ("WEBKIT_FORCE_SANDBOX", "0"),
            ("DBUS_SESSION_BUS_ADDRESS", "disabled:"),
            ("GSETTINGS_BACKEND", "memory"),
            ("GTK_A11Y", "none"),
            ("NO_AT_BRIDGE", "1"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
            ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
        ] {
            command.env(name, value);
        }
        let port = start_on_free_port(&mut command, "--port", &mut processes).await?;
        let options = json!({"binary": found.browser, "args": ["--automation"]});
        let mut wanted = Capabilities::new();
        wanted.insert("browserName".into(), json!("MiniBrowser"));
        wanted.insert("webkitgtk:browserOptions".into(), options);
        Self::session(Engine::WebKitGtk, processes, profile, port, wanted, wait).await
    }

    async fn session(
        engine: Engine,
        processes: Processes,
        profile: tempfile::TempDir,
        port: u16,
        mut wanted: Capabilities,
        wait: Wait,
    ) -> Outcome<Self> {
        if wait == Wait::Nothing {
            wanted.insert("pageLoadStrategy".into(), "none".into());
        }
        let session = WebDriver::new(&format!("http://127.0.0.1:{port}"), wanted).await?;
        session.set_script_timeout(SCRIPT_TIMEOUT).await?;
        Ok(Self { processes, profile, engine, session })
    }

    /// Ends the session and its driver.
    pub(crate) async fn end(self) {
        let _ = self.session.quit().await;
        drop(self.processes);
        drop(self.profile);
    }
}

/// Starts a driver that prints no port of its own choice, on one that is free, and waits until it listens.
async fn start_on_free_port(command: &mut Command, option: &str, processes: &mut Processes) -> Outcome<u16> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let mut driver = command.arg(format!("{option}={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let outcome = loop {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            break Ok(port);
        }
        if let Some(status) = driver.try_wait()? {
            break Err(format!("the driver ended with {status}").into());
        }
        tokio::task::yield_now().await;
    };
    processes.0.push(driver);
    outcome
}

/// Starts a driver. Where another program was quicker to take the port that it had found free, it ends, and is started again.
fn start(command: &mut Command, before_port: &str) -> Outcome<(Child, u16)> {
    let mut last = started(command, before_port);
    for _ in 0..2 {
        if last.is_err() {
            last = started(command, before_port);
        }
    }
    last
}

/// Starts a driver once and reads its port from what it prints.
fn started(command: &mut Command, before_port: &str) -> Outcome<(Child, u16)> {
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
