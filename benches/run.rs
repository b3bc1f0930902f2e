//! The widget beside its twin without a framework, 1,000 entries, headless Chromium, in one run: `cargo xtask bench`.
//!
//! Medians of several loads, script time alone. What is measured is written into `docs/benchmarks.md` by hand, with the machine.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use live_updates_tests::{Outcome, Page, Stage, with_stage};
use serde_json::{Value, json};

const ENTRIES: u64 = 1000;
const LOADS: usize = 9;

fn entry(n: u64, revision: u64) -> Value {
    let text = |text: String| json!([{ "kind": "text", "text": text }]);
    json!({
        "id": format!("e{n}"), "sequence": n, "revision": revision,
        "published": format!("2026-05-{:02}T{:02}:{:02}:00+01:00", 1 + n / 600, (n / 60) % 10 + 8, n % 60),
        "title": format!("Update number {n} from the quay"),
        "body": [
            {"kind": "paragraph", "content": text(format!("The harbour office counts boat {n}, and somebody asks how many more there can be before noon."))},
            {"kind": "paragraph", "content": text("Nobody answers. The tide has its own ideas.".to_owned())}
        ]
    })
}

fn main() -> Outcome {
    tokio::runtime::Runtime::new()?.block_on(with_stage(run))
}

async fn run(stage: &Stage) -> Outcome {
    stage.edit("harbour-day", |feed| {
        feed["entries"] = (1..=ENTRIES).rev().map(|n| entry(n, n)).collect();
        feed["revision"] = ENTRIES.into();
        feed["key_entries"] = json!([]);
        feed["pinned"] = json!([]);
        feed["total"] = ENTRIES.into();
    })?;
    // Neither side starts by itself, so that each can be timed.
    let loader = "<script type=\"module\" async src=\"/live-updates.js\"></script>";
    let html = stage.html("/harbour-day").await?.replacen(loader, "", 1);
    assert!(!html.contains("<script type=\"module\""), "the page starts by itself");
    let body_end = html.find("</body>").ok_or("the end of the body")?;
    // The element twice: the first start on a page is the cold one, the second the warm one.
    let start = html.find("<live-updates").ok_or("an element")?;
    let end = html.find("</live-updates>").ok_or("its end")? + "</live-updates>".len();
    let bare = format!("{}{}</body></html>", &html[..body_end], &html[start..end]);
    stage.put("/bare", Page::of(bare));
    stage.put("/twin.js", Page::of(include_str!("twin.js")).header("content-type", "text/javascript"));
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(format!("{}/assets.json", std::env::var("LU_DIST")?))?)?;
    let (glue, wasm, build) = (&manifest["glue"], &manifest["wasm"], &manifest["build"]);

    let widget = format!(
        "const {{ default: glue }} = await import('/' + {glue}); const module = await WebAssembly.compileStreaming(fetch('/' + {wasm}));
         const start = host => {{ const wasm = glue(() => {{}}); wasm.initSync({{ module }});
           const bridge = {{ build: {build}, words: undefined, language: 'en', restart: false, signal: new AbortController().signal, load: async () => {{}}, parse: () => {{}}, states: () => {{}} }};
           return wasm.open(host, host.shadowRoot, bridge) }};
         const host = widget(); const t0 = performance.now(); const first = start(host); const cold = performance.now() - t0;
         const second = document.querySelectorAll('live-updates')[1];
         const t1 = performance.now(); start(second); const warm = performance.now() - t1; second.remove(); const handle = first;
         window.toggle = () => {{ host.setAttribute('order', host.getAttribute('order') == 'old-first' ? 'new-first' : 'old-first'); handle.changed('order') }};
         window.refresh = () => handle.refresh();"
    );
    let twin = "const code = await (await fetch('/twin.js')).text(); const { twin } = await import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
         const host = widget(); const t0 = performance.now(); const it = twin(host); const cold = performance.now() - t0;
         const second = document.querySelectorAll('live-updates')[1]; const t1 = performance.now(); twin(second); const warm = performance.now() - t1; second.remove();
         window.toggle = () => it.toggle(); window.refresh = () => it.refresh();"
        .to_owned();
    let rest = "const time = f => { const t = performance.now(); f(); return performance.now() - t };
         toggle(); const toggles = [1, 2, 3, 4].map(() => time(toggle)).sort((a, b) => a - b);
         return { cold, warm, toggle: toggles[1] };";

    let mut seen: [Vec<Value>; 2] = [Vec::new(), Vec::new()];
    for load in 0..LOADS {
        // Taking turns, so that both meet the same noise.
        for (side, start) in [(load % 2, &widget), (1 - load % 2, &twin)]
            .map(|(_, start)| (usize::from(std::ptr::eq(start, &twin)), start))
        {
            stage.goto("/bare").await?;
            // A remembered order would make a start turn the list round.
            let mut values = stage.js_async(&format!("localStorage.clear(); {start}{rest}")).await?;
            for (name, change) in [("insert", 0_u64), ("edit", 1), ("remove", 2)] {
                stage.edit("harbour-day", |feed| {
                    let revision = feed["revision"].as_u64().unwrap_or(0) + 1;
                    feed["revision"] = revision.into();
                    if let Some(entries) = feed["entries"].as_array_mut() {
                        match change {
                            0 => entries.insert(0, entry(ENTRIES + revision, revision)),
                            1 => entries[ENTRIES as usize / 2] = entry(ENTRIES / 2, revision),
                            _ => drop(entries.remove(0)),
                        }
                    }
                })?;
                // The answer is there before the clock runs: it is reading and showing that is timed.
                let script = "const text = await (await fetch('/harbour-day/feed.json')).text(); const real = fetch;
                    window.fetch = async () => new Response(text); const t = performance.now(); await refresh();
                    const took = performance.now() - t; window.fetch = real; return took";
                values[name] = stage.js_async(script).await?;
            }
            seen[side].push(values);
        }
    }
    println!(
        "| script, median of {LOADS} loads, {ENTRIES} entries | widget ms | twin ms | ratio |\n| --- | ---: | ---: | ---: |"
    );
    for name in ["cold", "warm", "toggle", "insert", "edit", "remove"] {
        let [widget, twin] =
            [0, 1].map(|side: usize| median(seen[side].iter().filter_map(|values| values[name].as_f64()).collect()));
        println!("| {name} | {widget:.2} | {twin:.2} | {:.2} |", widget / twin);
    }
    Ok(())
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
