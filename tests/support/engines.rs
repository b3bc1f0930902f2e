//! The browsers that a test can run in, and which of them this machine has.

use std::{io::Write, path::PathBuf};

use crate::{Browser, Outcome, Stage};

/// A browser's engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink: most readers. Every machine that runs the browser tests has it.
    Chromium,
    /// Gecko.
    Firefox,
    /// WebKit, as near as Linux comes to Safari: it has no scroll anchoring.
    WebKitGtk,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKitGtk];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKitGtk => "WebKitGTK",
        }
    }

    /// Whether this machine has it.
    ///
    /// # Errors
    /// What is missing.
    pub fn available(self) -> Result<(), String> {
        match self {
            Self::Chromium => Ok(()),
            Self::Firefox => program("GECKODRIVER", "geckodriver").map(|_| ()),
            Self::WebKitGtk => WebKit::find().map(|_| ()),
        }
    }

    pub(crate) async fn start(self, wait: Wait) -> Outcome<Browser> {
        match self {
            Self::Chromium => Browser::chromium(wait).await,
            Self::Firefox => Browser::firefox(wait).await,
            Self::WebKitGtk => Browser::webkit(&WebKit::find()?, wait).await,
        }
    }
}

/// What a session waits for when it opens a page (WebDriver, "page load strategy").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Everything that the page loads.
    Load,
    /// Nothing: for pages of which a part never comes.
    Nothing,
}

/// Runs a story in an engine; on a machine without it the story is left out, and the test says so.
///
/// # Errors
/// What the story gives.
pub async fn in_engine(engine: Engine, story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    run(engine, Wait::Load, story).await
}

/// The same without waiting until a page has loaded: a part of it may never come.
///
/// # Errors
/// What the story gives.
pub async fn in_engine_without_waiting(engine: Engine, story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    run(engine, Wait::Nothing, story).await
}

async fn run(engine: Engine, wait: Wait, story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    if let Err(missing) = engine.available() {
        left_out(&format!("left out: {}: {missing}", engine.name()));
        return Ok(());
    }
    crate::story::tell(engine, wait, "LU_DIST", story).await
}

fn left_out(what: &str) {
    // Past the harness, which shows what is printed only where a test fails.
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// What WebKitGTK is driven with.
pub(crate) struct WebKit {
    pub(crate) driver: PathBuf,
    pub(crate) browser: PathBuf,
    /// A display without a screen: the browser has no mode without a window.
    pub(crate) display: PathBuf,
}

impl WebKit {
    fn find() -> Result<Self, String> {
        Ok(Self {
            driver: program("WEBKIT_WEBDRIVER", "WebKitWebDriver")?,
            browser: mini_browser().ok_or("no MiniBrowser")?,
            display: program("XVFB", "Xvfb")?,
        })
    }
}

/// The program that a variable names, or that is found by its own name.
fn program(variable: &str, name: &str) -> Result<PathBuf, String> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut found = std::env::split_paths(&path).map(|folder| folder.join(name)).filter(|file| file.is_file());
    named.or_else(|| found.next()).ok_or_else(|| format!("no {name}"))
}

/// The browser that stands beside the engine's library, `/usr/lib/*/webkit2gtk-4.*/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let inside = |folder: PathBuf| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut engines: Vec<_> = inside("/usr/lib".into())
        .flat_map(inside)
        .filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit")))
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|file| file.is_file())
        .collect();
    engines.sort();
    engines.pop()
}
