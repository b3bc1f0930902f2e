//! The reader turns the order round.

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

#[tokio::test]
async fn a_press_turns_the_order_round_and_says_so() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day?utm=x").await?;
        stage.js("history.replaceState({ mine: 1 }, ''); option(1).focus(); option(1).click()").await?;
        stage.expect("[articles()[0], articles().at(-1)]", json!(["u01", "u36"])).await?;
        stage
            .until(
                "widget().shadowRoot.querySelector('[role=status]').textContent == 'Showing the oldest updates first'",
            )
            .await?;
        stage
            .expect(
                "[option(0).getAttribute('aria-current'), option(1).getAttribute('aria-current')]",
                json!([null, "true"]),
            )
            .await?;
        stage
            .expect(
                "[location.search, history.state, widget().order]",
                json!(["?utm=x&order=old-first", {"mine": 1}, "old-first"]),
            )
            .await?;
        stage.expect("widget().shadowRoot.activeElement === option(1)", true).await?;
        stage
            .expect("seen.events.filter(e => e.name == 'lu-order').map(e => e.detail.order)", json!(["old-first"]))
            .await?;
        stage.js("widget().order = 'new-first'").await?;
        stage.expect("articles()[0]", "u36").await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn the_entry_that_is_being_read_keeps_its_place_to_the_pixel() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        for id in ["u30", "u18", "u12"] {
            stage.js(&format!("const a = document.getElementById('lu-{id}'); scrollTo(0, scrollY + a.getBoundingClientRect().top - 30)")).await?;
            stage.js_async("await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))").await?;
            let top = format!("document.getElementById('lu-{id}').getBoundingClientRect().top");
            let before = stage.js(&format!("return {top}")).await?.as_f64().unwrap_or(f64::NAN);
            stage.js("option(widget().order == 'old-first' ? 0 : 1).click()").await?;
            let after = stage.js(&format!("return {top}")).await?.as_f64().unwrap_or(f64::NAN);
            assert!((before - after).abs() < 1.0, "{id}: {before} became {after}");
            stage.js_async("await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))").await?;
            let later = stage.js(&format!("return {top}")).await?.as_f64().unwrap_or(f64::NAN);
            assert!((before - later).abs() < 1.0, "{id}: {before} became {later} two frames later");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_choice_is_remembered_while_the_list_is_below_the_view() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js("option(1).click()").await?;
        stage.open("/harbour-day").await?;
        stage.expect("articles()[0]", "u01").await?;
        // The list is in view at once here: turning it round would be a jump.
        stage.goto("/health").await?;
        stage.open("/harbour-day#lu-u20").await?;
        stage.expect("articles()[0]", "u36").await
    })
    .await
}

#[tokio::test]
async fn the_toggle_works_by_keyboard_and_with_a_modifier_it_is_a_link() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js("option(1).focus()").await?;
        let enter = |kind: &str| json!({"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"});
        stage.cdp("Input.dispatchKeyEvent", enter("keyDown")).await?;
        stage.cdp("Input.dispatchKeyEvent", enter("keyUp")).await?;
        stage.until("articles()[0] == 'u01'").await?;
        stage.js("window.left = 0; addEventListener('click', e => { left += !e.defaultPrevented; e.preventDefault() })").await?;
        stage.js("option(0).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ctrlKey: true }))").await?;
        stage.expect("[left, articles()[0]]", json!([1, "u01"])).await
    })
    .await
}
