//! Time in the browser that a test moves: fifteen seconds or a night go by at once, and nothing waits.

use serde_json::Value;

use crate::{Outcome, Stage, browser::SCRIPT_TIMEOUT};

const SCRIPT: &str = include_str!("clock.js");

/// The clock of every page that is opened after it was installed, each beginning anew with its page. It stands still until it is moved:
/// `setTimeout`, `setInterval`, `performance.now`, `Date`, `AbortSignal.timeout`. Timers without a delay and frames run as ever.
/// Only in the page's own scripts: Firefox gives those of a test another `Date`, so they say `window.Date`. What the browser times itself goes by the real clock: animations, and when `EventSource` connects again.
#[derive(Debug)]
pub struct Clock<'a>(&'a Stage);

impl<'a> Clock<'a> {
    /// Installs it before the next page is opened.
    ///
    /// # Errors
    /// If the browser refuses it.
    pub async fn install(stage: &'a Stage) -> Outcome<Self> {
        Self::begin(stage, "null").await
    }

    /// The same, with the time that pages are opened at: milliseconds since 1970.
    ///
    /// # Errors
    /// If the browser refuses it.
    pub async fn at(stage: &'a Stage, start: u64) -> Outcome<Self> {
        Self::begin(stage, &start.to_string()).await
    }

    async fn begin(stage: &'a Stage, start: &str) -> Outcome<Self> {
        stage
            .before(&SCRIPT.replace("START", start).replace("DRIVER", &SCRIPT_TIMEOUT.as_millis().to_string()))
            .await?;
        Ok(Self(stage))
    }

    /// Milliseconds go by while the page is awake: each timer runs at its time, and what it asks of the network is answered before the
    /// next one.
    ///
    /// # Errors
    /// If an answer does not come, which it then names.
    pub async fn advance(&self, ms: u64) -> Outcome {
        self.run(&format!("await __clock.advance({ms}, true)")).await
    }

    /// The same without waiting for any answer: for networks that give none.
    ///
    /// # Errors
    /// If the page has no clock.
    pub async fn advance_unanswered(&self, ms: u64) -> Outcome {
        self.run(&format!("await __clock.advance({ms}, false)")).await
    }

    /// The machine sleeps for so many milliseconds: afterwards every timer that is due runs, late and once.
    ///
    /// # Errors
    /// If the page has no clock.
    pub async fn sleep(&self, ms: u64) -> Outcome {
        self.run(&format!("await __clock.sleep({ms})")).await
    }

    /// Waits until the page has its answers and has done what they made it do.
    ///
    /// # Errors
    /// If an answer does not come, which it then names.
    pub async fn settled(&self) -> Outcome {
        self.run("await __clock.settled()").await
    }

    /// Puts the reader's clock forward or back by milliseconds; no timer runs earlier or later for it.
    ///
    /// # Errors
    /// If the page has no clock.
    pub async fn skew(&self, ms: i64) -> Outcome {
        self.run(&format!("__clock.skew({ms})")).await
    }

    /// In how many milliseconds each open timer is due, soonest first: as many as there are timers.
    ///
    /// # Errors
    /// If the page has no clock.
    pub async fn due(&self) -> Outcome<Vec<f64>> {
        let due = self.0.js("return __clock.due()").await?;
        Ok(due.as_array().ok_or("no list of timers")?.iter().filter_map(Value::as_f64).collect())
    }

    /// Says that the browser is online or not (`navigator.onLine` and its event); requests are not stopped by it.
    ///
    /// # Errors
    /// If the page has no clock.
    pub async fn online(&self, is: bool) -> Outcome {
        self.run(&format!("__clock.online({is})")).await
    }

    /// Shows or hides the tab (`document.visibilityState` and its event). A hidden one has no frames.
    ///
    /// # Errors
    /// If the page has no clock.
    pub async fn visible(&self, is: bool) -> Outcome {
        self.run(&format!("__clock.visible({is})")).await
    }

    async fn run(&self, script: &str) -> Outcome {
        self.0.js_async(script).await.map(|_| ())
    }
}
