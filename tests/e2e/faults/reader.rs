//! A reader in the middle of faults, and what must hold of what is shown.

use live_updates_tests::{
    Clock, Outcome, Page, Stage,
    proxy::{Class, Proxy},
    writer::{Folder, Writer},
};
use serde_json::{Value, json};

/// What the status region says.
pub(super) const STATUS: &str = "widget().shadowRoot.querySelector('[role=status]').textContent.trim()";
/// Beyond the longest back-off.
pub(super) const LATER: u64 = 700_000;

/// A reader of a feed that an editor goes on writing, where time stands still until it is moved.
pub(super) struct Reader<'a> {
    pub(super) stage: &'a Stage,
    pub(super) proxy: &'a Proxy,
    pub(super) clock: Clock<'a>,
    pub(super) writer: Writer<Folder>,
}

impl<'a> Reader<'a> {
    pub(super) async fn of(stage: &'a Stage, proxy: &'a Proxy, stream: &str) -> Outcome<Self> {
        let clock = Clock::install(stage).await?;
        let writer = Writer::begin(stage, "quarry", 20, 9).await?;
        let tag = format!("<live-updates updates=auto stream={stream} ");
        stage.put("/page", Page::of(stage.html("/quarry").await?.replacen("<live-updates ", &tag, 1)));
        stage.open("/page").await?;
        clock.settled().await?;
        // What is shown never goes back within a history.
        stage.js("window.steps = []; const note = () => steps.push([widget().dataset.epoch, widget().revision]); note(); new MutationObserver(note).observe(widget(), { attributes: true, attributeFilter: ['data-revision'] })").await?;
        Ok(Self { stage, proxy, clock, writer })
    }

    /// The editor adds, edits, deletes and pins.
    pub(super) async fn changes(&mut self) -> Outcome {
        let added = self.writer.add().await?;
        self.writer.edit(&added, json!({"title": format!("{added} said better")})).await?;
        let (newer, older) = (self.writer.ids()[2].clone(), self.writer.ids()[9].clone());
        self.writer.edit(&newer, json!({"title": format!("{newer} at {}", self.writer.revision())})).await?;
        self.writer.delete(&older).await?;
        self.writer.pin(&[newer.as_str()]).await
    }

    /// How often the feed was asked for.
    pub(super) fn asked(&self) -> usize {
        self.proxy.count(Class::Head) + self.proxy.count(Class::Updates)
    }

    pub(super) async fn shown(&self) -> Outcome<Value> {
        self.stage.js("return [...widget().querySelectorAll('.lu-entries article')].map(a => [a.dataset.entry, a.querySelector('.lu-entry-title')?.textContent ?? null])").await
    }

    /// Fails unless all is shown that the feed says, once and as it is now, and nobody complains.
    pub(super) async fn expect_whole(&self) -> Outcome {
        let wanted: Vec<Value> =
            self.writer.snapshot().shown().into_iter().map(|(id, title)| json!([id, title])).collect();
        let shown = self.shown().await?;
        if shown != json!(wanted) {
            return Err(format!("shown is {shown}\n  not {}", json!(wanted)).into());
        }
        self.stage.expect("widget().revision", self.writer.revision()).await?;
        self.stage.expect(STATUS, "").await?;
        self.stage.expect("steps.every(([epoch, revision], n) => n == 0 || steps[n - 1][0] != epoch || revision >= steps[n - 1][1])", true).await?;
        self.stage.expect_quiet().await
    }
}
