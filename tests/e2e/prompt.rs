//! The invitation to the discussion.

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

#[tokio::test]
async fn the_prompt_links_lead_to_the_login_unless_the_page_answers() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage.expect("[...widget().querySelectorAll('.lu-prompt a')].map(a => [a.textContent, a.getAttribute('href')])", json!([["log in", "/log-in?return=%2Fharbour%2Dday"], ["register", "/register?return=%2Fharbour%2Dday"]])).await?;
        stage.js("addEventListener('lu-login-request', e => e.preventDefault(), { once: true }); widget().querySelector('.lu-prompt a').click()").await?;
        stage.expect("[location.pathname, seen.events.at(-1).name, seen.events.at(-1).detail.returnTo]", json!(["/harbour-day", "lu-login-request", format!("{}/harbour-day", stage.origin)])).await?;
        stage.js("widget().querySelector('.lu-prompt a').click()").await?;
        stage.until("location.pathname == '/log-in'").await
    })
    .await
}
