//! A page that stays open: one change a second, and nothing in it grows. Two minutes; half an hour by `cargo xtask test --soak`.

use std::time::Duration;

use live_updates_tests::{Outcome, Page, Stage, with_stage, writer::Writer};
use serde_json::{Value, json};
use tokio::time::{MissedTickBehavior, interval};

/// How many entries the feed has, give or take one.
const ENTRIES: usize = 100;
/// Changes from one look at the memory to the next.
const LOOK: usize = 10;

/// Runs before the page: keeps every instance's memory, and the tables of what it holds of the page, which the glue shows to nobody.
const INSTANCES: &str = "
    window.instances = [];
    WebAssembly.Instance = class extends WebAssembly.Instance {
      constructor(...given) { super(...given); instances.push(Object.values(this.exports)) }
    };
    window.hosts = () => [...document.querySelectorAll('live-updates')];
    window.list = host => [...host.querySelectorAll('.lu-entries article')].map(a => a.dataset.entry);
    window.pressed = (host, part, n = 0) => { host.shadowRoot.querySelectorAll(`[part~=${part}]`)[n].click() };
    window.middle = host => { const box = host.parentNode; box.scrollTop = box.scrollHeight / 2 };";

/// Counts the nodes that are in the page, those of the chrome too.
const SHOWN: &str = "
    const count = root => {
      let n = 1;
      for (const walker = document.createTreeWalker(root); walker.nextNode(); n++)
        if (walker.currentNode.shadowRoot) n += count(walker.currentNode.shadowRoot);
      return n;
    };
    return count(document)";

/// The memory of all instances; and of their tables, which themselves only ever grow, what is in them: functions, and all else.
const INSIDE: &str = "
    const memory = instances.flat().reduce((sum, it) => sum + (it.buffer?.byteLength ?? 0), 0);
    const tables = instances.flat().filter(it => it instanceof WebAssembly.Table);
    const all = tables.flatMap(table => Array.from({ length: table.length }, (_, at) => table.get(at))).filter(it => it != null);
    const functions = all.filter(it => typeof it == 'function').length;
    return [memory, functions, all.length - functions]";

/// What the page holds at one moment, after its rubbish was collected.
#[derive(Clone, Debug)]
struct Held {
    /// Objects of scripts, in bytes.
    heap: f64,
    /// Nodes that are in no page any more, and yet are held by somebody.
    detached: f64,
    /// Listeners, the browser's own too.
    listeners: f64,
    /// Memory of all instances, in bytes.
    wasm: f64,
    /// What the instances hold of the page: nodes, promises.
    references: f64,
    /// The functions among it: whoever was to call one has done so, or never will.
    closures: f64,
}

impl Held {
    async fn look(stage: &Stage) -> Outcome<Self> {
        // What the tests' recorder and the browser note of each event and each request is not the widget's.
        stage.js("seen.events.length = 0; performance.clearResourceTimings()").await?;
        // Twice: what the first one finds dead may have held the nodes that the second one takes.
        for _ in 0..2 {
            stage.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        }
        let heap = stage.cdp("Runtime.getHeapUsage", json!({})).await?;
        let counters = stage.cdp("Memory.getDOMCounters", json!({})).await?;
        let (page, shown) = (stage.js(INSIDE).await?, stage.js(SHOWN).await?);
        let number = |value: &Value| value.as_f64().ok_or_else(|| format!("{value} is no number"));
        Ok(Self {
            heap: number(&heap["usedSize"])?,
            detached: number(&counters["nodes"])? - number(&shown)?,
            listeners: number(&counters["jsEventListeners"])?,
            wasm: number(&page[0])?,
            closures: number(&page[1])?,
            references: number(&page[2])?,
        })
    }
}

/// Fails if the median of the last third is above that of the middle third by more than what is allowed. The first third is the
/// page's youth, in which everything is met for the first time.
fn expect_level(what: &str, looks: &[Held], value: fn(&Held) -> f64, allowed: impl Fn(f64) -> f64) -> Outcome {
    let median = |looks: &[Held]| {
        let mut values: Vec<f64> = looks.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    };
    let third = looks.len() / 3;
    let (middle, last) = (median(&looks[third..2 * third]), median(&looks[2 * third..]));
    if last <= middle + allowed(middle) {
        return Ok(());
    }
    let all: Vec<f64> = looks.iter().map(value).collect();
    Err(format!("{what} rose from {middle} in the middle to {last} at the end: {all:?}").into())
}

/// One change; the feed neither grows nor shrinks by more than one entry.
async fn change<D: live_updates_tests::writer::Desk>(writer: &mut Writer<D>) -> Outcome {
    let ids = writer.ids();
    let middle = ids.get(ids.len() / 2).ok_or("no entries")?;
    match ids.len() {
        few if few < ENTRIES => writer.add().await.map(drop),
        many if many > ENTRIES => writer.delete(ids.last().ok_or("no entries")?).await,
        _ => writer.change(middle).await.map(drop),
    }
}

/// What the two readers do in a second: the one in the middle turns the order round and goes back to the middle, the other one takes
/// the notice, stops updates and lets them go on.
async fn read(stage: &Stage, second: usize) -> Outcome {
    let does = match second % 60 {
        7 | 22 | 37 | 52 => "pressed(hosts()[1], 'notice')",
        12 => "pressed(hosts()[0], 'order-option', 1)",
        32 => "pressed(hosts()[0], 'order-option', 0)",
        27 => "pressed(hosts()[1], 'order-option', 1)",
        57 => "pressed(hosts()[1], 'order-option', 0)",
        42 | 45 => "pressed(hosts()[1], 'pause')",
        15 | 35 => "hosts().forEach(middle)",
        _ => return Ok(()),
    };
    stage.js(does).await.map(drop)
}

#[tokio::test]
async fn a_page_that_stays_open_holds_no_more_at_the_end_than_in_the_middle() -> Outcome {
    let minutes = if std::env::var_os("LIVE_UPDATES_SOAK").is_some() { 30 } else { 2 };
    with_stage(async |stage| {
        stage.before(INSTANCES).await?;
        let mut writer = Writer::begin(stage, "quarry", ENTRIES, 11).await?;
        writer.head(json!({ "poll_seconds": 5 })).await?;
        stage.put("/page", Page::of(two_readers(&stage.html("/quarry").await?)?));
        stage.goto("/page").await?;
        stage.until("seen.events.filter(e => e.name == 'lu-ready').length == 2").await?;
        stage.js("hosts().forEach(middle)").await?;
        let mut looks = Vec::new();
        // One change a second is what the page has to bear; nothing here waits for anything to have happened.
        let mut seconds = interval(Duration::from_secs(1));
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for second in 1..=minutes * 60 {
            seconds.tick().await;
            change(&mut writer).await?;
            read(stage, second).await?;
            if second % LOOK == 0 {
                looks.push(Held::look(stage).await?);
            }
        }
        expect_level("heap", &looks, |held| held.heap, |middle| middle / 10.0)?;
        expect_level("nodes held outside of the page", &looks, |held| held.detached, |_| 50.0)?;
        expect_level("listeners", &looks, |held| held.listeners, |_| 10.0)?;
        // Of each deleted entry a tombstone stays, in lists that double when they are full: now and then that is a page or two.
        expect_level("memory of the instances", &looks, |held| held.wasm, |_| 4.0 * 65_536.0)?;
        expect_level("references to the page", &looks, |held| held.references, |_| 50.0)?;
        // What a widget leaks most easily is a closure that nobody calls any more. That is slow, so hardly any is allowed.
        expect_level("closures", &looks, |held| held.closures, |_| 2.0)?;
        stage.expect("instances.length", 2).await?;
        // Both have everything, each in its order.
        stage
            .js_async("await Promise.all(hosts().map(host => host.refresh())); hosts().forEach(host => host.showNew())")
            .await?;
        let shown = "hosts().map(host => host.order == 'old-first' ? list(host).reverse() : list(host))";
        stage.expect(shown, json!([writer.ids(), writer.ids()])).await?;
        stage.expect_quiet().await
    })
    .await
}

/// A page with two readers of one feed side by side, each in a box that scrolls: one follows the stream and takes everything at once,
/// the other one polls and is asked.
fn two_readers(html: &str) -> Outcome<String> {
    let end_tag = "</live-updates>";
    let (start, end) = (html.find("<live-updates "), html.find(end_tag));
    let (start, end) = (start.ok_or("no element")?, end.ok_or("no end of the element")? + end_tag.len());
    let reader = |attributes: &str| {
        let tag = format!("<live-updates load=eager {attributes} ");
        format!("<div class=reader>{}</div>", html[start..end].replacen("<live-updates ", &tag, 1))
    };
    Ok(format!(
        "{}<style>.reader {{ height: 45vh; overflow: auto }}</style>{}{}{}",
        &html[..start],
        reader("updates=auto"),
        reader("updates=ask stream=off"),
        &html[end..]
    ))
}
