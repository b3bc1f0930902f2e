//! The opened entry: by an entry's page, by a fragment, by a script.

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

#[tokio::test]
async fn a_fragment_marks_and_shows_its_entry() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day#lu-u15").await?;
        stage.until("document.getElementById('lu-u15').classList.contains('lu-opened')").await?;
        stage.until("Math.abs(document.getElementById('lu-u15').getBoundingClientRect().top) < 120").await?;
        // Not hidden behind the bar.
        stage.expect("document.getElementById('lu-u15').getBoundingClientRect().top >= widget().shadowRoot.querySelector('[part=bar]').getBoundingClientRect().bottom - 1", true).await?;
        stage.js("widget().querySelector('.lu-contents a[href=\"#lu-u10\"]')?.click(); location.hash = 'lu-u11'").await?;
        stage.until("document.getElementById('lu-u11').classList.contains('lu-opened')").await?;
        stage.expect("document.querySelectorAll('.lu-opened').length", 1).await?;
        stage.expect("seen.events.filter(e => e.name == 'lu-opened').at(-1).detail", json!({"id": "u11"})).await
    })
    .await
}

#[tokio::test]
async fn an_entrys_page_opens_it_and_is_adopted() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day/entries/u12").await?;
        stage.expect("seen.events[0].detail", json!({"adopted": true, "reason": null})).await?;
        stage.expect("[...document.querySelectorAll('.lu-opened')].map(e => e.id)", json!(["lu-u12"])).await?;
        stage
            .expect(
                "document.title",
                "Lens is in the air · Gannet Rock: the lighthouse is lit again after thirty-one years",
            )
            .await?;
        stage.until("Math.abs(document.getElementById('lu-u12').getBoundingClientRect().top) < 120").await
    })
    .await
}

#[tokio::test]
async fn a_script_opens_what_is_loaded_and_learns_what_is_not() -> Outcome {
    with_stage(async |stage| {
        stage.open("/harbour-day").await?;
        stage
            .expect(
                "[widget().open('u20'), widget().open('nothing'), widget().open('../x')]",
                json!([true, false, false]),
            )
            .await?;
        stage.expect("[location.hash, document.querySelector('.lu-opened').id]", json!(["#lu-u20", "lu-u20"])).await?;
        stage.expect_quiet().await
    })
    .await
}
