//! JavaScript off: everything that is read works.

use live_updates_tests::{Outcome, with_stage};
use serde_json::json;

#[tokio::test]
async fn without_script_all_content_and_links_work() -> Outcome {
    with_stage(async |stage| {
        stage.cdp("Emulation.setScriptExecutionDisabled", json!({"value": true})).await?;
        stage.goto("/harbour-day#lu-u12").await?;
        let articles = stage.driver.find_all(thirtyfour::By::Css(".lu-entries article")).await?;
        assert_eq!(articles.len(), 36);
        for article in articles.iter().take(8) {
            assert!(!article.text().await?.is_empty());
        }
        let prompt = stage.driver.find(thirtyfour::By::Css(".lu-prompt")).await?;
        assert_eq!(prompt.text().await?, "To take part in the discussion, log in or register");
        stage.goto("/harbour-day?order=old-first").await?;
        let first = stage.driver.find(thirtyfour::By::Css(".lu-entries article")).await?;
        assert_eq!(first.attr("data-entry").await?.as_deref(), Some("u01"));
        let link = stage.driver.find(thirtyfour::By::Css(".lu-contents a[href='#lu-u12']")).await?;
        link.click().await?;
        assert!(stage.driver.current_url().await?.as_str().ends_with("#lu-u12"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reader_mode_finds_every_entry() -> Outcome {
    with_stage(async |stage| {
        stage.refuse(".js", 404);
        stage.goto("/harbour-day").await?;
        let modules = std::env::var("LU_NODE_MODULES")?;
        let readability = std::fs::read_to_string(format!("{modules}/@mozilla/readability/Readability.js"))?;
        let read = stage.js(&format!("{readability}; return new Readability(document.cloneNode(true)).parse().textContent.replace(/\\s+/g, ' ')")).await?;
        let read = read.as_str().ok_or("a text")?.to_owned();
        let bodies = stage.js("return [...document.querySelectorAll('.lu-entries .lu-body > p')].map(p => p.textContent.replace(/\\s+/g, ' ').trim())").await?;
        let bodies: Vec<_> = bodies.as_array().ok_or("a list")?.iter().filter_map(|text| text.as_str()).collect();
        assert!(bodies.len() > 25);
        let lost: Vec<_> = bodies.iter().filter(|text| !read.contains(**text)).collect();
        assert!(lost.is_empty(), "{lost:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_text_browser_reads_the_page_in_order_and_without_notices() -> Outcome {
    with_stage(async |stage| {
        let output = tokio::process::Command::new("w3m")
            .args(["-dump", "-cols", "100", &format!("{}/harbour-day", stage.origin)])
            .output()
            .await?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let at = |words: &str| text.find(words).ok_or_else(|| format!("{words} is not there:\n{text}"));
        let order = [
            at("Being updated")?,
            at("Gannet Rock: the lighthouse")?,
            at("In short")?,
            at("Contents")?,
            at("Harbour master: boats")?,
            text.rfind("Good afternoon from the quay").unwrap_or_default(),
            at("To take part in the discussion")?,
        ];
        // The chrome is printed first, then the content in its order.
        assert!(order.windows(2).skip(1).all(|pair| pair[0] < pair[1]), "{order:?}\n{text}");
        for words in ["Try again", "could not be loaded", "Loading", "There are no updates"] {
            assert!(!text.contains(words), "{words} is said and is not so:\n{}", &text[..900]);
        }
        Ok(())
    })
    .await
}
