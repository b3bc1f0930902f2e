//! axe finds nothing; the keyboard reaches everything; the tree that a screen reader sees is the one we meant.

use live_updates_tests::{Outcome, Stage, with_stage};
use serde_json::{Value, json};

async fn axe(stage: &Stage, name: &str) -> Outcome {
    let modules = std::env::var("LU_NODE_MODULES")?;
    let source = std::fs::read_to_string(format!("{modules}/axe-core/axe.min.js"))?;
    stage.cdp("Runtime.evaluate", json!({"expression": source})).await?;
    let found = stage
        .js_async("const r = await axe.run(document, { rules: { 'video-caption': { enabled: true } } }); return r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | '))")
        .await?;
    if found == json!([]) { Ok(()) } else { Err(format!("{name}: {found:#}").into()) }
}

#[tokio::test]
async fn axe_finds_nothing_in_any_state() -> Outcome {
    with_stage(async |stage| {
        for scheme in ["light", "dark"] {
            stage
                .cdp(
                    "Emulation.setEmulatedMedia",
                    json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]}),
                )
                .await?;
            stage.open("/harbour-day").await?;
            axe(stage, scheme).await?;
        }
        stage.js("option(1).click()").await?;
        axe(stage, "toggled").await?;
        stage.open("/mina-nour").await?;
        axe(stage, "arabic").await?;
        stage.refuse(".js", 404);
        stage.goto("/harbour-day").await?;
        axe(stage, "without the loader").await
    })
    .await
}

#[tokio::test]
async fn the_keyboard_reaches_the_toggle_the_contents_and_every_share_link() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        let mut reached = Vec::new();
        for _ in 0..26 {
            for kind in ["keyDown", "keyUp"] {
                stage.cdp("Input.dispatchKeyEvent", json!({"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9})).await?;
            }
            let focus = stage.js("let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e && (e.getAttribute('part') ?? e.className) + '|' + e.textContent + '|' + (getComputedStyle(e).outlineStyle != 'none')").await?;
            reached.push(focus.as_str().unwrap_or_default().to_owned());
        }
        for wanted in ["order-option|New first|true", "order-option|Old first|true", "lu-share|Share|true"] {
            assert!(reached.iter().any(|focus| focus == wanted), "{wanted} is not reached: {reached:#?}");
        }
        assert!(reached.iter().any(|focus| focus.starts_with("|The clockwork runs|true")), "{reached:#?}");
        Ok(())
    })
    .await
}

/// The roles that a reader is told, in reading order, each one step further in than what it stands in.
fn tell(node: &Value, nodes: &[Value], depth: usize, lines: &mut Vec<String>) {
    const TOLD: [&str; 11] =
        ["heading", "link", "navigation", "article", "status", "list", "region", "figure", "image", "button", "time"];
    let (role, name) =
        (node["role"]["value"].as_str().unwrap_or_default(), node["name"]["value"].as_str().unwrap_or_default());
    let told = node["ignored"] == Value::Bool(false) && TOLD.contains(&role);
    if told {
        lines.push(format!("{}{role} {name}", "  ".repeat(depth)).trim_end().to_owned());
    }
    // A player's own controls are the browser's.
    if ["Video", "Audio"].contains(&role) {
        return;
    }
    for child in node["childIds"].as_array().into_iter().flatten() {
        if let Some(child) = nodes.iter().find(|node| node["nodeId"] == *child) {
            tell(child, nodes, depth + usize::from(told), lines);
        }
    }
}

#[tokio::test]
async fn the_accessibility_tree_is_the_one_we_meant() -> Outcome {
    with_stage(async |stage| {
        // Tall enough for all of it: what is far out of view is told only when it comes near.
        stage
            .cdp(
                "Emulation.setDeviceMetricsOverride",
                json!({"width": 1000, "height": 12000, "deviceScaleFactor": 1, "mobile": false}),
            )
            .await?;
        stage.open("/harbour-tunnel").await?;
        stage.until("document.readyState == 'complete'").await?;
        let tree = stage.cdp("Accessibility.getFullAXTree", json!({})).await?;
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let mut lines = Vec::new();
        if let Some(root) = nodes.first() {
            tell(root, &nodes, 0, &mut lines);
        }
        let expected = include_str!("accessibility_tree.txt");
        let found = lines.join("\n") + "\n";
        if std::env::var_os("INSTA_UPDATE").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/e2e/accessibility_tree.txt"), &found)?;
            return Ok(());
        }
        assert_eq!(found, expected, "run with INSTA_UPDATE=always to take the new tree");
        Ok(())
    })
    .await
}
