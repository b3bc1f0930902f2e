//! Pages that were not made for us: resets, hostile rules, narrow columns, several widgets, other shadow roots.

use live_updates_tests::{Outcome, Page, Stage, with_stage};
use serde_json::{Value, json};

/// What a page's reset may not change: how our elements look, as computed.
const LOOK: &str = "const names = ['margin', 'padding', 'fontSize', 'fontWeight', 'lineHeight', 'listStyleType', 'textDecorationLine', 'display', 'color', 'borderWidth', 'boxSizing', 'fontStyle'];
const all = [...widget().querySelectorAll('.lu-head *, .lu-summary, .lu-summary *, .lu-contents, .lu-contents *, .lu-entries, .lu-entries > li:nth-child(-n+12) *, .lu-prompt, .lu-prompt *'), ...widget().shadowRoot.querySelectorAll('[part]')];
return all.filter(e => !['bdi','source','track'].includes(e.localName)).map(e => e.localName + '.' + e.className + ' ' + names.map(n => n + ':' + getComputedStyle(e)[n]).join(' '))";

async fn look(stage: &Stage, css: &str) -> Outcome<Value> {
    let html = stage.html("/harbour-day").await?;
    // The page's own fonts and colours are to be inherited, so both pages have the same.
    let html = html.replace(
        "<link rel=\"stylesheet\" href=\"/site.css\" data-live-updates>",
        &format!("<style>body {{ font: 16px/1.5 sans-serif; color: #111; margin: 0 }}</style><style>{css}</style>"),
    );
    stage.put("/page", Page::of(html));
    stage.open("/page").await?;
    stage.js(LOOK).await
}

#[tokio::test]
async fn resets_leave_the_look_as_it_is() -> Outcome {
    with_stage(async |stage| {
        let plain = look(stage, "").await?;
        for css in [
            "* { margin: 0; padding: 0; box-sizing: border-box }",
            // What Tailwind's preflight does, in our words.
            "*, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid } ol, ul, menu { list-style: none } \
             h1, h2, h3, h4, h5, h6 { font-size: inherit; font-weight: inherit } a { color: inherit; text-decoration: inherit } \
             img, video { display: block; max-width: 100%; height: auto; vertical-align: middle } button, input { font: inherit; color: inherit; background: transparent } \
             blockquote, figure, p, pre { margin: 0 } b, strong { font-weight: bolder } small { font-size: 80% }",
        ] {
            let reset = look(stage, css).await?;
            let pairs = plain.as_array().into_iter().flatten().zip(reset.as_array().into_iter().flatten());
            let changed: Vec<_> = pairs.filter(|(a, b)| a != b).take(3).collect();
            assert!(changed.is_empty(), "{changed:#?}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn hostile_rules_for_links_and_buttons_do_not_reach_the_chrome() -> Outcome {
    with_stage(async |stage| {
        let chrome = "return [...widget().shadowRoot.querySelectorAll('a, button, p, nav')].map(e => JSON.stringify(['fontSize', 'color', 'display', 'padding', 'transform', 'textTransform', 'position'].map(n => getComputedStyle(e)[n])))";
        look(stage, "").await?;
        let plain = stage.js(chrome).await?;
        look(stage, "a, button, nav, p { display: block !important; color: lime !important; padding: 40px !important; transform: rotate(5deg) !important; text-transform: uppercase !important; position: fixed !important }").await?;
        assert_eq!(stage.js(chrome).await?, plain);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn flex_rows_floats_and_narrow_columns_hold_the_widget() -> Outcome {
    with_stage(async |stage| {
        let html = stage.html("/harbour-day").await?;
        for around in ["display:flex", "float:left;width:60%", "width:300px", "display:grid;grid-template-columns:1fr 200px"] {
            let page = html.replace("<main class=\"site-main\">", &format!("<main style=\"{around}\">"));
            stage.put("/page", Page::of(page));
            stage.open("/page").await?;
            stage.expect("widget().getBoundingClientRect().width > 200", true).await.map_err(|error| format!("{around}: {error}"))?;
            let wide = "[...widget().querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > widget().getBoundingClientRect().right + 1.5).map(e => e.outerHTML.slice(0, 90))";
            stage.expect(wide, json!([])).await.map_err(|error| format!("{around}: {error}"))?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn five_widgets_three_of_one_feed_live_side_by_side() -> Outcome {
    with_stage(async |stage| {
        let mut all = String::new();
        for feed in ["harbour-day", "harbour-day", "mina-nour", "harbour-day", "volny-mol"] {
            let html = stage.html(&format!("/{feed}")).await?;
            let element = &html[html.find("<live-updates").unwrap_or_default()..html.find("</live-updates>").unwrap_or_default() + "</live-updates>".len()];
            all.push_str(&element.replace("<live-updates ", "<live-updates load=eager "));
        }
        let page = format!("<!doctype html><meta charset=utf-8><body>{all}<script type=module src=/live-updates.js></script>");
        stage.put("/page", Page::of(page));
        stage.goto("/page").await?;
        stage.until("seen.events.filter(e => e.name == 'lu-ready').length == 5").await?;
        stage.expect("seen.events.every(e => e.detail.adopted && !e.detail.reason)", true).await?;
        stage.js("window.all = [...document.querySelectorAll('live-updates')]; window.firstOf = w => w.querySelector('.lu-entries article').dataset.entry; all[1].shadowRoot.querySelectorAll('[part=order-option]')[1].click()").await?;
        stage.expect("all.map(firstOf)", json!(["u36", "u01", "m8", "u36", "m8"])).await?;
        // The first widget owns the address, so the second leaves it alone.
        stage.expect("location.search", "").await?;
        // A link of the second one's contents opens the second one's entry.
        stage.js("all[1].querySelector('.lu-contents a[href=\"#lu-u12\"]').click()").await?;
        stage.until("all[1].querySelector('#lu-u12').classList.contains('lu-opened')").await?;
        stage.expect("all[0].querySelector('.lu-opened')", Value::Null).await?;
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn a_widget_inside_another_shadow_root_works() -> Outcome {
    with_stage(async |stage| {
        let page = "<!doctype html><meta charset=utf-8><html lang=ru><body><div id=outer></div><script type=module src=/live-updates.js></script><script>
            const root = document.getElementById('outer').attachShadow({ mode: 'open' });
            const w = document.createElement('live-updates'); w.setAttribute('feed', '/harbour-day/feed.json'); root.append(w);
            window.widget = () => w</script>";
        stage.put("/page", Page::of(page));
        stage.goto("/page").await?;
        stage.until("articles().length == 36").await?;
        // The page's language counts, through the shadow root.
        stage.expect("option(0).textContent", "Сначала новые").await?;
        stage.until("getComputedStyle(widget().querySelector('.lu-entries')).listStyleType == 'none'").await?;
        stage.js("option(1).click()").await?;
        stage.expect("articles()[0]", "u01").await
    })
    .await
}
