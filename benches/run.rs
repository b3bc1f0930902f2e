//! The widget beside its twin without a framework, 1,000 entries, headless Chromium, in one run: `cargo xtask bench widget`.
//!
//! Medians of several loads. What is measured is written into `docs/benchmarks.md` by hand, with the machine.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use live_updates_tests::{Outcome, Page, Stage, with_stage};
use serde_json::{Value, json};

const ENTRIES: u64 = 1000;
const LOADS: usize = 15;
/// What is measured, in the order of the table.
const STEPS: [&str; 8] =
    ["cold", "warm", "toggle", "toggle while reading", "insert", "edit", "edit while reading", "remove"];

/// Runs in the page. A step ends when the page stands: with what it left to microtasks. What it left to the next frame is timed by
/// itself. Before each step the browser has painted, so that no step pays for the layout of the one before.
const MEASURE: &str = "
    const script = async path => import(URL.createObjectURL(new Blob([await (await fetch(path)).text()], { type: 'text/javascript' })));
    const real = requestAnimationFrame.bind(window), frames = [];
    const rest = async () => { for (let n = 0; n < 50; n++) await null };
    window.painted = async () => {
      for (let n = 0; n < 3; n++) {
        await new Promise(done => real(now => { frames.splice(0).forEach(run => run(now)); setTimeout(done) }));
      }
    };
    window.timed = async step => {
      await painted();
      const start = performance.now();
      step();
      await rest();
      const end = performance.now();
      for (const run of frames.splice(0)) run(end);
      await rest();
      return [end - start, performance.now() - end];
    };
    window.requestAnimationFrame = run => frames.push(run);
    localStorage.clear();
    const start = await (await script(SCRIPT)).prepare(ASSETS);
    const [host, second] = document.querySelectorAll('live-updates');
    window.list = host.querySelector('.lu-entries');
    const seen = {};
    // The first start on a page is the cold one, the second the warm one.
    seen.cold = await timed(() => { window.it = start(host) });
    let other;
    seen.warm = await timed(() => { other = start(second) });
    other.end();
    second.remove();
    await it.settled();
    const first = () => list.querySelector('article').dataset.entry;
    for (const [name, y] of [['toggle', 0], ['toggle while reading', 20000]]) {
      scrollTo(0, y);
      const took = [];
      for (let n = 0; n < 6; n++) {
        const before = first();
        took.push(await timed(() => it.toggle()));
        if (first() == before) throw new Error(name + ' did nothing');
      }
      // The first two warm up.
      seen[name] = took.slice(2).sort((a, b) => a[0] - b[0])[1];
    }
    scrollTo(0, 0);
    return seen;";

fn main() -> Outcome {
    tokio::runtime::Runtime::new()?.block_on(with_stage(run))
}

async fn run(stage: &Stage) -> Outcome {
    let deltas = prepare(stage).await?;
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(format!("{}/assets.json", std::env::var("LU_DIST")?))?)?;
    let mut measured: [Vec<Value>; 2] = [Vec::new(), Vec::new()];
    for load in 0..LOADS {
        let mut lists = Vec::new();
        // Taking turns, so that both meet the same noise.
        for side in [load % 2, 1 - load % 2] {
            stage.goto("/bare").await?;
            let path = ["'/widget.js'", "'/twin.js'"][side];
            let script = MEASURE.replace("SCRIPT", path).replace("ASSETS", &manifest.to_string());
            let mut values = stage.js_async(&script).await?;
            for (change, delta) in CHANGES.iter().zip(&deltas) {
                values[change.name] = deliver(stage, change, delta).await?;
            }
            lists.push(stage.js("return list.innerHTML.replaceAll(' aria-current=\"true\"', '')").await?);
            measured[side].push(values);
        }
        // Twins, also at the end.
        if let [Value::String(one), Value::String(other)] = &lists[..]
            && one != other
        {
            let at = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
            let around = |list: &str| list.get(at.saturating_sub(200)..at + 200).unwrap_or_default().to_owned();
            return Err(format!("the lists differ:\n{}\n{}", around(one), around(other)).into());
        }
    }
    println!(
        "| median of {LOADS} loads, {ENTRIES} entries | widget ms | twin ms | ratio | next frame: widget ms | twin ms |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |"
    );
    for name in STEPS {
        let at = |side: usize, part: usize| {
            median(measured[side].iter().filter_map(|values| values[name][part].as_f64()).collect())
        };
        let (widget, twin) = (at(0, 0), at(1, 0));
        println!("| {name} | {widget:.2} | {twin:.2} | {:.2} | {:.2} | {:.2} |", widget / twin, at(0, 1), at(1, 1));
    }
    Ok(())
}

/// Makes the page of which both sides take over the same HTML: the element twice, started by neither. Gives the deltas.
async fn prepare(stage: &Stage) -> Outcome<Vec<String>> {
    begin(stage)?;
    let loader = "<script type=\"module\" async src=\"/live-updates.js\"></script>";
    let html = stage.html("/harbour-day").await?.replacen(loader, "", 1);
    assert!(!html.contains("<script type=\"module\""), "the page starts by itself");
    let body_end = html.find("</body>").ok_or("the end of the body")?;
    let start = html.find("<live-updates").ok_or("an element")?;
    let end = html.find("</live-updates>").ok_or("its end")? + "</live-updates>".len();
    let bare = format!("{}{}</body></html>", &html[..body_end], &html[start..end]);
    // A page that is isolated has a clock of 5 µs, another one of 100.
    let page = Page::of(bare).header("cross-origin-opener-policy", "same-origin");
    stage.put("/bare", page.header("cross-origin-embedder-policy", "require-corp"));
    stage.put("/twin.js", Page::of(include_str!("twin.js")));
    stage.put("/widget.js", Page::of(include_str!("widget.js")));
    let updates = |revision: u64| format!("/harbour-day/updates/{revision}");
    let nothing = stage.html(&updates(ENTRIES)).await?;
    let mut deltas = Vec::new();
    for (revision, change) in (ENTRIES + 1..).zip(&CHANGES) {
        write(stage, change, revision)?;
        deltas.push(stage.html(&updates(revision - 1)).await?);
    }
    // A page that asks by itself what has changed is told that nothing has.
    stage.put(&updates(ENTRIES), Page::of(nothing));
    Ok(deltas)
}

/// Writes the feed as it is at the beginning.
fn begin(stage: &Stage) -> Outcome {
    stage.edit("harbour-day", |feed| {
        let key: Vec<Value> = (1..=ENTRIES).rev().map(|n| entry(n, n)).filter(|entry| entry["key"] == true).collect();
        feed["entries"] = (1..=ENTRIES).rev().map(|n| entry(n, n)).collect();
        feed["revision"] = ENTRIES.into();
        feed["key_entries"] = key
            .into_iter()
            .map(|entry| json!({"id": entry["id"], "title": entry["title"], "published": entry["published"]}))
            .collect();
        feed["pinned"] = json!([]);
        feed["total"] = ENTRIES.into();
    })
}

/// An entry; each tenth is a key entry.
fn entry(n: u64, revision: u64) -> Value {
    let text = |text: String| json!([{ "kind": "text", "text": text }]);
    let mut entry = json!({
        "id": format!("e{n}"), "sequence": n, "revision": revision,
        "published": format!("2026-05-{:02}T{:02}:{:02}:00+01:00", 1 + n / 600, (n / 60) % 10 + 8, n % 60),
        "title": format!("Update number {n} from the quay"),
        "body": [
            {"kind": "paragraph", "content": text(format!("The harbour office counts boat {n}, and somebody asks how many more there can be before noon."))},
            {"kind": "paragraph", "content": text(format!("Nobody answers. The tide has its own ideas, and had them at revision {revision}."))}
        ]
    });
    if n.is_multiple_of(10) {
        entry["key"] = true.into();
    }
    entry
}

/// One change, and what is true in the page when it is there.
struct Change {
    name: &'static str,
    /// Where the reader is, in CSS pixels from the top.
    scrolled: u32,
    /// An expression over `article(id)`.
    done: &'static str,
}

const CHANGES: [Change; 4] = [
    Change { name: "insert", scrolled: 0, done: "article('e1001') == list.querySelector('article')" },
    Change { name: "edit", scrolled: 0, done: "article('e503').textContent.includes('revision 1002')" },
    Change {
        name: "edit while reading",
        scrolled: 150_000,
        done: "scrollY > 10000 && article('e503').textContent.includes('revision 1003')",
    },
    Change { name: "remove", scrolled: 0, done: "!article('e1001')" },
];

/// Writes one change into the feed.
fn write(stage: &Stage, change: &Change, revision: u64) -> Outcome {
    stage.edit("harbour-day", |feed| {
        feed["revision"] = revision.into();
        let Some(entries) = feed["entries"].as_array_mut() else { return };
        match change.name {
            "insert" => entries.insert(0, entry(ENTRIES + 1, revision)),
            "remove" => {
                let (id, published) = (entries[0]["id"].clone(), entries[0]["published"].clone());
                entries[0] = json!({"id": id, "sequence": ENTRIES + 1, "revision": revision, "published": published, "deleted": true});
            }
            _ => {
                let edited = entries.iter_mut().find(|entry| entry["id"] == "e503");
                edited.map(|edited| *edited = entry(503, revision)).unwrap_or_default();
            }
        }
        feed["total"] = entries.iter().filter(|entry| entry["deleted"] != true).count().into();
    })
}

/// Brings one change to the page.
async fn deliver(stage: &Stage, change: &Change, delta: &str) -> Outcome<Value> {
    let Change { name, scrolled, done } = change;
    let script = format!(
        "scrollTo(0, {scrolled});
         const text = {}, article = id => list.querySelector('#lu-' + id);
         const took = await timed(() => it.deliver(text));
         if (!({done})) throw new Error('{name} did nothing: ' + text.slice(0, 200));
         return took",
        Value::from(delta),
    );
    stage.js_async(&script).await
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
