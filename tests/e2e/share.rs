//! Sharing an entry: the page first, then the device, then the clipboard.

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

#[tokio::test]
async fn a_share_link_copies_the_entrys_address_and_says_so() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.js("Object.defineProperty(navigator, 'share', { value: undefined, configurable: true }); Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } }, configurable: true })").await?;
        stage.js("widget().querySelector('#lu-u12 .lu-share').click()").await?;
        let url = format!("{}/harbour-day/entries/u12", stage.origin);
        stage.until(&format!("window.copied == '{url}'")).await?;
        stage.until("widget().shadowRoot.querySelector('[role=status]').textContent == 'Link copied'").await?;
        stage.expect("seen.events.at(-1)", json!({"name": "lu-share", "detail": {"id": "u12", "url": url}})).await?;
        stage.expect("location.pathname", "/harbour-day").await?;
        // The device's own sheet where there is one; a page that cancels does it itself.
        stage.js("Object.defineProperty(navigator, 'share', { value: async data => { window.shared = data }, configurable: true }); widget().querySelector('#lu-u12 .lu-share').click()").await?;
        stage.expect("[shared.url, shared.title]", json!([url, "Lens is in the air"])).await?;
        stage.js("window.shared = null; addEventListener('lu-share', e => e.preventDefault(), { once: true }); widget().querySelector('#lu-u12 .lu-share').click()").await?;
        stage.expect("[window.shared, location.pathname]", json!([null, "/harbour-day"])).await
    })
    .await
}
