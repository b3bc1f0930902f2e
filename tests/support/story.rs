//! A story is told: a world is made, the test's part runs in it, and what the page saw is shown where it ends badly.

use serde_json::Value;

use crate::{Engine, Outcome, Stage, engines::Wait, proxy::Proxy};

/// Runs before any script of a page: notes what happens to it.
const RECORDER: &str = r"
window.seen = { events: [], errors: [], reports: [], shift: 0 };
for (const name of ['lu-ready', 'lu-order', 'lu-opened', 'lu-arrived', 'lu-shown', 'lu-share', 'lu-login-request', 'lu-error'])
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

/// Runs a story in Chromium with the release bundle; on a bad end the browser's console is shown.
///
/// # Errors
/// What the story gives.
pub async fn with_stage(story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    tell(Engine::Chromium, Wait::Load, "LU_DIST", story).await
}

/// The same with the bundle that can be made to trap.
///
/// # Errors
/// What the story gives.
pub async fn with_trap(story: impl AsyncFnOnce(&Stage) -> Outcome) -> Outcome {
    tell(Engine::Chromium, Wait::Load, "LU_DIST_TEST", story).await
}

/// The same through a network that the story breaks.
///
/// # Errors
/// What the story gives.
pub async fn with_faults(story: impl AsyncFnOnce(&Stage, &Proxy) -> Outcome) -> Outcome {
    with_stage(async |stage| {
        let proxy = Proxy::before(&stage.origin).await?;
        let mut behind = stage.clone();
        behind.origin.clone_from(&proxy.origin);
        story(&behind, &proxy).await
    })
    .await
}

pub(crate) async fn tell(
    engine: Engine,
    wait: Wait,
    dist: &str,
    story: impl AsyncFnOnce(&Stage) -> Outcome,
) -> Outcome {
    let browser = engine.start(wait).await?;
    let stage = Stage::new(browser.session.clone(), engine, dist).await?;
    stage.before(RECORDER).await?;
    let outcome = story(&stage).await;
    if outcome.is_err() {
        let seen = stage.js("return window.seen").await.unwrap_or_default();
        show(&seen);
    }
    browser.end().await;
    outcome.map_err(|error| format!("in {}: {error}", engine.name()).into())
}

#[expect(clippy::print_stderr, reason = "a failed test shows what the page did")]
fn show(seen: &Value) {
    eprintln!("{seen:#}");
}
