//! Adoption: the server's nodes live on; whatever was altered on the way, the reader can use it.

use std::time::Duration;

use live_updates_tests::{Outcome, Page, Stage, with_stage};
use serde_json::json;

/// Notes, before any module runs, the nodes that are there and every change to them.
const WATCH: &str = "<script>
const host = document.querySelector('live-updates')
window.before = { articles: [...host.querySelectorAll('article')], links: [...(host.shadowRoot?.querySelectorAll('a') ?? [])] }
window.changes = []
const watch = new MutationObserver(list => changes.push(...list.filter(m => m.type == 'childList')))
watch.observe(host, { childList: true, subtree: true })
if (host.shadowRoot) watch.observe(host.shadowRoot, { childList: true, subtree: true })
</script>";

/// The loader as the server prints it, before everything else.
const LOADER: &str = "<script type=\"module\" async src=\"/live-updates.js\"></script>";

/// The page with something that runs behind the element and before the loader.
fn before_the_loader(html: &str, script: &str) -> String {
    html.replace(LOADER, "").replace("</body>", &format!("{script}{LOADER}</body>"))
}

fn watched(html: &str) -> String {
    before_the_loader(html, WATCH)
}

#[tokio::test]
async fn the_servers_page_is_adopted_and_not_rendered_again() -> Outcome {
    with_stage(async |stage| {
        for feed in ["/harbour-day", "/harbour-tunnel", "/mina-nour", "/harbour-day?order=old-first"] {
            stage.put("/page", Page::of(watched(&stage.html(feed).await?)));
            stage.open("/page").await?;
            stage.expect("seen.events[0].detail", json!({"adopted": true, "reason": null})).await?;
            stage.expect("changes.length", 0).await?;
            stage
                .expect(
                    "before.articles.every((a, i) => a.isConnected && a === widget().querySelectorAll('article')[i])",
                    true,
                )
                .await?;
            stage
                .expect("before.links.every((a, i) => a === widget().shadowRoot.querySelectorAll('a')[i])", true)
                .await?;
            stage.expect_quiet().await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_example_markup_is_adopted() -> Outcome {
    with_stage(async |stage| {
        let markup =
            include_str!("../fixtures/markup-example.html").replace("/assets/live-updates-4f1c.css", "/none.css");
        stage.put("/page", Page::of(format!("<!doctype html><meta charset=utf-8><body>{markup}")));
        stage.open("/page").await?;
        stage.expect("seen.events[0].detail.adopted", true).await?;
        stage.expect("seen.events[0].detail.reason", "chrome-of-another-build").await?;
        stage.expect("articles()", json!(["e57", "e56"])).await?;
        stage.js("option(1).click()").await?;
        stage.expect("articles()", json!(["e56", "e57"])).await?;
        stage.expect_quiet().await
    })
    .await
}

/// What must hold whatever was done to the page: it is there once, every article has height, and the toggle works.
async fn usable(stage: &Stage, name: &str) -> Outcome {
    let check = async || -> Outcome {
        stage.until("ready()").await?;
        stage.expect("widget().querySelectorAll('.lu-entries').length", 1).await?;
        stage.expect("articles().length > 2 && new Set(articles()).size == articles().length", true).await?;
        stage.expect("[...widget().querySelectorAll('.lu-entries article')].every(a => a.getBoundingClientRect().height > 0)", true).await?;
        stage.expect("document.querySelectorAll('.lu-title').length", 1).await?;
        stage.expect("widget().shadowRoot.querySelectorAll('[part=order]').length", 1).await?;
        let times = "[...widget().querySelectorAll('.lu-entries article')].map(a => Date.parse(a.querySelector('time').dateTime))";
        stage.expect(&format!("{times}.every((t, i, all) => !i || t <= all[i - 1])"), true).await?;
        stage.js("option(1).click()").await?;
        stage.until("option(1).ariaCurrent == 'true' || option(1).getAttribute('aria-current') == 'true'").await?;
        stage.expect(&format!("{times}.every((t, i, all) => !i || t >= all[i - 1])"), true).await?;
        stage.expect("seen.errors", json!([])).await
    };
    check().await.map_err(|error| format!("{name}: {error}").into())
}

#[tokio::test]
async fn whatever_alters_the_markup_the_reader_can_use_it() -> Outcome {
    with_stage(async |stage| {
        let html = stage.html("/harbour-day").await?;
        let article = |id: &str| -> String {
            let start = html.find(&format!("<li><article class=\"lu-entry\" id=\"lu-{id}\"")).unwrap_or_default();
            let end = start + html[start..].find("</article></li>").unwrap_or_default() + "</article></li>".len();
            html[start..end].to_owned()
        };
        let (first, second) = (article("u35"), article("u34"));
        assert!(first.len() > 100 && second.len() > 100);
        let element = &html[html.find("<live-updates").unwrap_or_default()..html.find("</live-updates>").unwrap_or_default()];
        let template = &element[element.find("<template").unwrap_or_default()..element.find("</template>").unwrap_or_default() + 11];
        let content = &element[element.find("</template>").unwrap_or_default() + 11..];
        let cases: Vec<(&str, String)> = vec![
            ("comments added", html.replace("<slot name=\"head\">", "<!--x--><slot name=\"head\">")),
            ("white space added", html.replace("><", ">\n<")),
            ("an image removed", {
                let at = html.find("<img").unwrap_or_default();
                let end = at + html[at..].find('>').unwrap_or_default();
                format!("{}{}", &html[..at], &html[end + 1..])
            }),
            ("font in an entry", html.replace("Gannet Rock is lit</h2>", "<font><font>Gannet Rock is lit</font></font></h2>")),
            ("font in the chrome", html.replace(">New first<", "><font>New first</font><")),
            ("an entry removed", html.replace(&first, "")),
            ("an entry doubled", html.replace(&first, &format!("{first}{first}"))),
            ("out of order", html.replace(&format!("{first}{second}"), &format!("{second}{first}"))),
            ("slots stripped", ["head", "summary", "contents", "entries", "discussion"].iter().fold(html.clone(), |html, slot| html.replace(&format!(" slot=\"{slot}\""), ""))),
            ("children wrapped", html.replace(content, &format!("<div class=cms><div>{content}</div></div>"))),
            ("a paragraph around the element", html.replace("<live-updates", "<p><live-updates").replace("</live-updates>", "</live-updates></p>")),
            ("a paragraph around the template", html.replace(template, &format!("<p>{template}</p>"))),
            ("foreign nodes in the list", html.replace(&first, &format!("<li class=ad>Ad</li>{first}<div class=ad>Ad</div>"))),
            ("the badge removed", {
                let at = html.find("<p part=\"badge\"").unwrap_or_default();
                let end = at + html[at..].find("</p>").unwrap_or_default() + 4;
                format!("{}{}", &html[..at], &html[end..])
            }),
            ("another version's HTML", html.replace("data-build=\"", "data-build=\"0.0.9+")),
            ("data-head gone", html.replace("data-head=", "data-tail=")),
            ("data-head broken", html.replace("data-head='{", "data-head='[{")),
            ("data-revision gone", html.replace("data-revision=", "data-x=")),
            ("data-revision broken", html.replace("data-revision=\"", "data-revision=\"x")),
            ("a list item without its item", html.replace(&first, &first.replace("<li>", "").replace("</li>", ""))),
            (
                "an unparsed template",
                before_the_loader(
                    &html.replace("<template shadowrootmode=\"open\">", "<template data-later>"),
                    "<script>document.querySelector('template[data-later]').setAttribute('shadowrootmode', 'open')</script>",
                ),
            ),
        ];
        for (name, altered) in cases {
            assert!(altered != html, "{name} alters nothing");
            stage.put("/page", Page::of(altered));
            // The order chosen in the case before is remembered, and rightly so.
            stage.goto("/health").await?;
            stage.js("localStorage.clear()").await?;
            stage.goto("/page").await?;
            usable(stage, name).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn foreign_nodes_follow_the_entry_above_them_and_are_never_removed() -> Outcome {
    with_stage(async |stage| {
        let html = stage.html("/harbour-day").await?;
        let html = html.replace("</article></li>", "</article></li><li class=ad>Ad</li>");
        stage.put("/page", Page::of(html));
        stage.open("/page").await?;
        let pairs = "[...widget().querySelectorAll('li.ad')].map(a => a.previousElementSibling.querySelector('article').dataset.entry)";
        let before = stage.js(&format!("return {pairs}")).await?;
        stage.js("option(1).click()").await?;
        let mut after = stage.js(&format!("return {pairs}")).await?;
        after.as_array_mut().ok_or("a list")?.reverse();
        assert_eq!(before, after);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_that_arrives_slowly_is_adopted_whole() -> Outcome {
    with_stage(async |stage| {
        let html = stage.html("/harbour-day").await?;
        // The loader is there long before the element is whole.
        assert!(html.find(LOADER) < html.find("<live-updates"));
        let size = html.len() / 6;
        let mut pieces = Vec::new();
        let mut rest = html.as_str();
        while rest.len() > size {
            let cut = (size..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            pieces.push(rest[..cut].to_owned());
            rest = &rest[cut..];
        }
        pieces.push(rest.to_owned());
        stage.put("/page", Page { pieces, pause: Duration::from_millis(200), ..Page::default() });
        stage.goto("/page").await?;
        usable(stage, "slow").await?;
        stage.expect("seen.events[0].detail", json!({"adopted": true, "reason": null})).await?;
        stage.expect("articles().length", 36).await
    })
    .await
}
