//! A test's world: the server over a folder of its own, a browser, and what the page did.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum::middleware;
use live_updates_server::{AppState, app, assets::Assets, feeds::Feeds};
use serde_json::{Value, json};
use thirtyfour::{WebDriver, extensions::cdp::ChromeDevTools};
use tokio::net::TcpListener;

use crate::{
    Engine, Page,
    pages::{self, Between},
    proxy::Proxy,
};

/// What a test gives.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// A test's world.
#[derive(Clone, Debug)]
pub struct Stage {
    /// The server's address without a path; with faults, the proxy's.
    pub origin: String,
    /// The browser's session.
    pub driver: WebDriver,
    /// Its engine.
    pub engine: Engine,
    dist: PathBuf,
    feeds: Arc<tempfile::TempDir>,
    between: Between,
}

impl Stage {
    pub(crate) async fn new(driver: WebDriver, engine: Engine, dist: &str) -> Outcome<Self> {
        let feeds = tempfile::tempdir()?;
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        for name in ["harbour-day", "volny-mol", "mina-nour"] {
            let file = format!("{name}.json");
            std::fs::copy(root.join("server/demo").join(&file), feeds.path().join(&file))?;
        }
        std::fs::copy(root.join("tests/fixtures/native/feed-example.json"), feeds.path().join("harbour-tunnel.json"))?;
        std::fs::create_dir(feeds.path().join("media"))?;
        for file in std::fs::read_dir(root.join("server/demo/media"))? {
            let file = file?;
            std::fs::copy(file.path(), feeds.path().join("media").join(file.file_name()))?;
        }
        let between = Between::default();
        let dist = std::env::var(dist).map_err(|_| "run the browser tests by `cargo xtask e2e`")?.into();
        let mut stage = Self { origin: String::new(), driver, engine, dist, feeds: Arc::new(feeds), between };
        stage.origin = stage.serve().await?;
        Ok(stage)
    }

    /// Starts a server on the feeds' folder; gives its origin.
    async fn serve(&self) -> Outcome<String> {
        let state = AppState::new(Feeds::open(self.feeds.path())?, Assets::open(&self.dist)?, None);
        let router = app(state).layer(middleware::from_fn_with_state(self.between.clone(), pages::answer));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(origin)
    }

    /// The server is killed and started anew behind the proxy, with the same files. A folder's server counts its revisions from its
    /// start: where the file has none of its own, the epoch is another.
    ///
    /// # Errors
    /// If it does not start.
    pub async fn restart(&self, proxy: &Proxy) -> Outcome {
        proxy.down().await;
        proxy.point_to(&self.serve().await?);
        proxy.up().await
    }

    /// The folder of the feeds.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.feeds.path()
    }

    /// Runs a script before any other in every page that is opened from now on.
    ///
    /// # Errors
    /// If the browser refuses it.
    pub async fn before(&self, script: &str) -> Outcome {
        match self.engine {
            Engine::Chromium => {
                self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
            }
            // They have no such command: the pages themselves bring it.
            Engine::Firefox | Engine::WebKitGtk => self.between.before(script),
        }
        Ok(())
    }

    /// Sets the size of what a page is seen through, in CSS pixels.
    ///
    /// # Errors
    /// If the browser's window cannot be made so: Firefox makes none narrower than 500 pixels, WebKitGTK than 447 or so.
    pub async fn viewport(&self, width: u32, height: u32) -> Outcome {
        if self.engine == Engine::Chromium {
            let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
            self.cdp("Emulation.setDeviceMetricsOverride", size).await?;
            return Ok(());
        }
        // A window has a frame and bars: what they take is measured, then added.
        self.driver.set_window_rect(0, 0, width, height).await?;
        let bars = self.js("return [outerWidth - innerWidth, outerHeight - innerHeight]").await?;
        let bar = |n: usize| u32::try_from(bars[n].as_u64().unwrap_or_default()).unwrap_or_default();
        self.driver.set_window_rect(0, 0, width + bar(0), height + bar(1)).await?;
        self.until(&format!("innerWidth == {width} && innerHeight == {height}")).await
    }

    /// Sends a command to Chromium's own protocol.
    ///
    /// # Errors
    /// If the browser refuses it.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Outcome<Value> {
        Ok(ChromeDevTools::new(self.driver.handle.clone()).execute_cdp_with_params(command, parameters).await?)
    }

    /// Puts a page of the test's own under a path.
    pub fn put(&self, path: &str, page: Page) {
        self.between.put(path, page);
    }

    /// Answers late whatever has this in its path.
    pub fn delay(&self, part: &str, pause: Duration) {
        self.between.delay(part, pause);
    }

    /// Never answers whatever has this in its path.
    pub fn hang(&self, part: &str) {
        self.between.delay(part, Duration::MAX);
    }

    /// Answers with a status whatever has this in its path.
    pub fn refuse(&self, part: &str, status: u16) {
        self.between.refuse(part, status);
    }

    /// Ends all delays and refusals.
    pub fn allow_all(&self) {
        self.between.allow_all();
    }

    /// Every path that was asked for.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.between.asked()
    }

    /// The server's own page of a feed, as text.
    ///
    /// # Errors
    /// If the server does not answer.
    pub async fn html(&self, path: &str) -> Outcome<String> {
        fetch_text(&format!("{}{path}", self.origin)).await
    }

    /// Changes a feed's file.
    ///
    /// # Errors
    /// If it cannot be read or written.
    pub fn edit(&self, feed: &str, change: impl FnOnce(&mut Value)) -> Outcome {
        let path = self.feeds.path().join(format!("{feed}.json"));
        let mut value: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        change(&mut value);
        std::fs::write(path, value.to_string())?;
        Ok(())
    }

    /// Opens a path of the server.
    ///
    /// # Errors
    /// If the browser cannot.
    pub async fn goto(&self, path: &str) -> Outcome {
        self.driver.goto(format!("{}{path}", self.origin)).await?;
        Ok(())
    }

    /// Opens a path and waits until the widget is alive.
    ///
    /// # Errors
    /// If it does not come alive.
    pub async fn open(&self, path: &str) -> Outcome {
        self.goto(path).await?;
        self.until("ready()").await
    }

    /// Runs a script and gives what it returns.
    ///
    /// # Errors
    /// If it throws.
    pub async fn js(&self, script: &str) -> Outcome<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Runs an async script: the value of its last promise.
    ///
    /// # Errors
    /// If it throws or rejects.
    pub async fn js_async(&self, script: &str) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(v => done({{ok: v}}), e => done({{error: String(e)}}))"
        );
        let answer = self.driver.execute_async(script, Vec::new()).await?.json().clone();
        match answer.get("error") {
            Some(error) => Err(format!("the page's script failed: {error}").into()),
            None => Ok(answer.get("ok").cloned().unwrap_or_default()),
        }
    }

    /// Waits until an expression is true, frame by frame in the page itself.
    ///
    /// # Errors
    /// Names the expression that did not become true in time.
    pub async fn until(&self, expression: &str) -> Outcome {
        let script = format!(
            "const real = window.__clock?.real ?? {{ now: () => performance.now(), setTimeout: (run, ms) => setTimeout(run, ms) }}; const end = real.now() + 20000; while (true) {{ let is; try {{ is = {expression} }} catch {{}} if (is) return true; if (real.now() > end) return false; await new Promise(r => real.setTimeout(r, 10)) }}"
        );
        if self.js_async(&script).await? == json!(true) {
            Ok(())
        } else {
            Err(format!("never became true: {expression}").into())
        }
    }

    /// Fails unless an expression is true now.
    ///
    /// # Errors
    /// Names the expression and what it gave.
    pub async fn expect(&self, expression: &str, wanted: impl Into<Value>) -> Outcome {
        let (found, wanted) = (self.js(&format!("return {expression}")).await?, wanted.into());
        if found == wanted { Ok(()) } else { Err(format!("{expression}\n  gave {found}\n  not  {wanted}").into()) }
    }

    /// Fails if the page saw an uncaught error or a report of a broken policy, or if the console holds an error.
    ///
    /// # Errors
    /// Names them.
    pub async fn expect_quiet(&self) -> Outcome {
        self.expect("[seen.errors, seen.reports]", json!([[], []])).await
    }
}

async fn fetch_text(url: &str) -> Outcome<String> {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let rest = url.strip_prefix("http://").ok_or("an http address")?;
    let (host, path) = rest.split_once('/').ok_or("a path")?;
    let mut stream = tokio::net::TcpStream::connect(host).await?;
    stream.write_all(format!("GET /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer.split_once("\r\n\r\n").ok_or("an answer")?.1.to_owned())
}
