//! A test's world: the server over a folder of its own, a browser, and what the page did.

use std::{path::PathBuf, time::Duration};

use axum::middleware;
use live_updates_server::{AppState, app, assets::Assets, feeds::Feeds};
use serde_json::{Value, json};
use thirtyfour::{WebDriver, extensions::cdp::ChromeDevTools};
use tokio::net::TcpListener;

use crate::{
    Browser, Page,
    pages::{self, Between},
};

/// What a test gives.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Runs before any script of a page: notes what happens to it.
const RECORDER: &str = r"
window.seen = { events: [], errors: [], reports: [], shift: 0 };
for (const name of ['lu-ready', 'lu-order', 'lu-opened', 'lu-share', 'lu-login-request', 'lu-error'])
  addEventListener(name, e => seen.events.push({ name, detail: e.detail }), true);
addEventListener('error', e => e.message && seen.errors.push(e.message), true);
addEventListener('unhandledrejection', e => seen.errors.push(String(e.reason)));
addEventListener('securitypolicyviolation', e => seen.reports.push(e.violatedDirective + ' ' + e.blockedURI));
try {
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) seen.shift += e.value }))
    .observe({ type: 'layout-shift', buffered: true });
} catch {}
window.widget = () => document.querySelector('live-updates');
window.articles = () => [...widget().querySelectorAll('.lu-entries article')].map(a => a.dataset.entry);
window.option = n => widget().shadowRoot.querySelectorAll('[part=order-option]')[n];
window.ready = () => seen.events.some(e => e.name == 'lu-ready');
";

/// A test's world.
pub struct Stage {
    /// The server's address without a path.
    pub origin: String,
    /// The browser's session.
    pub driver: WebDriver,
    feeds: tempfile::TempDir,
    between: Between,
}

/// Runs a story in Chromium with the release bundle; on a bad end the browser's console is shown.
///
/// # Errors
/// What the story gives.
pub async fn with_stage(story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    in_chromium("LU_DIST", story).await
}

/// The same with the bundle that can be made to trap.
///
/// # Errors
/// What the story gives.
pub async fn with_trap(story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    in_chromium("LU_DIST_TEST", story).await
}

async fn in_chromium(dist: &str, story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    let browser = Browser::chromium().await?;
    let stage = Stage::new(&browser, dist).await?;
    stage.record().await?;
    let outcome = story(&stage).await;
    if outcome.is_err() {
        let seen = stage.js("return window.seen").await.unwrap_or_default();
        show(&seen);
    }
    browser.end().await;
    outcome
}

/// The same in Firefox; without one the story is left out.
///
/// # Errors
/// What the story gives.
pub async fn with_firefox(story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    let Some(browser) = Browser::firefox().await? else { return Ok(()) };
    let stage = Stage::new(&browser, "LU_DIST").await?;
    let outcome = story(&stage).await;
    browser.end().await;
    outcome
}

#[expect(clippy::print_stderr, reason = "a failed test shows what the page did")]
fn show(seen: &Value) {
    eprintln!("{seen:#}");
}

impl Stage {
    async fn new(browser: &Browser, dist: &str) -> Outcome<Self> {
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
        let dist = std::env::var(dist).map_err(|_| "run the browser tests by `cargo xtask e2e`")?;
        let state = AppState::new(Feeds::open(feeds.path())?, Assets::open(dist.as_ref())?, None);
        let router = app(state).layer(middleware::from_fn_with_state(between.clone(), pages::answer));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { origin, driver: browser.session.clone(), feeds, between })
    }

    async fn record(&self) -> Outcome {
        let tools = ChromeDevTools::new(self.driver.handle.clone());
        tools.execute_cdp_with_params("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORDER })).await?;
        Ok(())
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
            "const end = performance.now() + 20000; while (true) {{ let is; try {{ is = {expression} }} catch {{}} if (is) return true; if (performance.now() > end) return false; await new Promise(r => setTimeout(r, 10)) }}"
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
