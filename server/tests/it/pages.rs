//! Pages: readable as they are, under a strict policy.

use crate::stage::{FEED, Stage};

#[tokio::test]
async fn a_blogs_page_holds_everything_and_a_strict_policy() {
    let stage = Stage::new();
    let answer = stage.get("/tunnel").await;
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval'")
            && policy.contains("require-trusted-types-for 'script'")
    );
    assert!(!policy.contains("unsafe-inline") && !policy.contains("nonce"));
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let html = answer.text();
    for part in [
        "<title>The &lt;tunnel&gt;</title>",
        "<template shadowrootmode=\"open\">",
        "data-build=\"0.1.0+test\"",
        "<article class=\"lu-entry\" id=\"lu-b\"",
        "<p>First</p>",
        "href=\"/log-in?return=%2Ftunnel\"",
        "<link rel=\"canonical\" href=\"http://live.example/tunnel\">",
        "<script type=\"module\" async src=\"/live-updates.js\"></script>\n<link rel=\"stylesheet\"",
        "\"@type\":\"LiveBlogPosting\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("style=") && !html.contains("onclick"));
    assert_eq!(html.matches("<h1").count(), 1);
}

#[tokio::test]
async fn a_page_names_the_other_blogs_in_their_own_language_and_the_site_in_the_pages() {
    let stage = Stage::new();
    let alone = stage.get("/tunnel").await.text();
    assert!(!alone.contains("<aside"));
    let russian = FEED.replace("\"language\":\"en\"", "\"language\":\"ru\"").replace("The <tunnel>", "Мост & <b>");
    stage.write("bridge.json", &russian);
    let html = stage.get("/tunnel").await.text();
    let aside = &html[html.find("<aside").unwrap()..];
    // A page that is still arriving has its columns already, so nothing shifts when the second one comes.
    assert!(html.contains("class=\"site-columns site-columns-two\"") && !alone.contains("site-columns-two"));
    assert!(aside.contains(">More live blogs</h2>"));
    assert!(
        aside.contains(
            "<li lang=\"ru\" dir=\"ltr\"><a href=\"/bridge\">Мост &amp; &lt;b&gt;</a> <span>Обновляется</span></li>"
        ),
        "{aside}"
    );
    assert!(!aside.contains("href=\"/tunnel\""), "a page does not name itself");
    assert!(stage.get("/bridge").await.text().contains(">Другие трансляции</h2>"));
}

#[tokio::test]
async fn whoever_shares_a_page_or_an_entry_shows_its_own_words_and_whole_addresses() {
    let stage = Stage::new();
    let with_lead = FEED
        .replace("\"language\"", r#""lead":{"kind":"image","src":"/media/p.svg","width":4,"height":3,"alt":"A \"p\""},"standfirst":{"body":[{"kind":"paragraph","content":[{"kind":"text","text":"In all."}]}]},"language""#);
    stage.write("tunnel.json", &with_lead);
    let blog = stage.get("/tunnel").await.text();
    for part in [
        "property=\"og:image\" content=\"http://live.example/media/p.svg\"",
        "property=\"og:image:alt\" content=\"A &quot;p&quot;\"",
        "property=\"og:url\" content=\"http://live.example/tunnel\"",
        "name=\"description\" content=\"In all.\"",
        "\"image\":\"http://live.example/media/p.svg\"",
    ] {
        assert!(blog.contains(part), "{part}\n{blog}");
    }
    let entry = stage.get("/tunnel/entries/a").await.text();
    for part in [
        "property=\"og:url\" content=\"http://live.example/tunnel/entries/a\"",
        "property=\"og:description\" content=\"First\"",
        "property=\"article:published_time\" content=\"2026-03-14T11:40:00+00:00\"",
        "<a href=\"/tunnel\">The &lt;tunnel&gt;</a></nav>",
    ] {
        assert!(entry.contains(part), "{part}\n{entry}");
    }
}

/// Every address in structured data, with where it stands.
fn addresses(value: &serde_json::Value, at: &str, out: &mut Vec<(String, String)>) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| addresses(value, &format!("{at}.{name}"), out));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| addresses(item, at, out)),
        serde_json::Value::String(text) if [".url", ".@id", ".image"].iter().any(|name| at.ends_with(name)) => {
            out.push((at.to_owned(), text.clone()));
        }
        _ => {}
    }
}

#[tokio::test]
async fn a_search_engine_reads_whole_addresses_alone() {
    let stage = Stage::new();
    let image = r#"{"kind":"image","src":"media/p.svg","width":4,"height":3,"alt":"P"}"#;
    let feed = FEED
        .replace("\"language\"", &format!(r#""lead":{image},"publisher":{{"name":"P","url":"/about","logo":{image}}},"authors":[{{"name":"A","url":"/people/a"}}],"language""#))
        .replace("\"title\":\"Second\"", &format!(r#""title":"Second","url":"/second","authors":[{{"name":"B","url":"people/b"}}],"body":[{image}]"#));
    stage.write("tunnel.json", &feed);
    for path in ["/tunnel", "/tunnel?order=old-first", "/tunnel/entries/b"] {
        let html = stage.get(path).await.text();
        let data = html.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
        let mut found = Vec::new();
        addresses(&serde_json::from_str(data).unwrap(), "", &mut found);
        let places: std::collections::BTreeSet<_> = found.iter().map(|(at, _)| at.as_str()).collect();
        for at in [
            ".@id",
            ".mainEntityOfPage.@id",
            ".image",
            ".publisher.url",
            ".publisher.logo.url",
            ".author.url",
            ".liveBlogUpdate.url",
            ".liveBlogUpdate.image",
            ".liveBlogUpdate.author.url",
        ] {
            assert!(places.contains(at), "{path}: {at} is not said: {places:?}");
        }
        for (at, address) in found {
            assert!(address.starts_with("http://live.example/"), "{path}: {at} is {address}");
        }
    }
}

#[tokio::test]
async fn a_blog_and_an_entry_that_live_elsewhere_say_so() {
    let stage = Stage::new();
    let elsewhere = FEED
        .replace("\"language\"", "\"url\":\"https://news.example/tunnel\",\"language\"")
        .replace("\"title\":\"Second\"", "\"title\":\"Second\",\"url\":\"https://news.example/tunnel/second\"");
    stage.write("tunnel.json", &elsewhere);
    let canonical = |html: String| {
        let rest = html.split("rel=\"canonical\" href=\"").nth(1).unwrap_or_default().to_owned();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    assert_eq!(canonical(stage.get("/tunnel").await.text()), "https://news.example/tunnel");
    assert_eq!(canonical(stage.get("/tunnel/entries/b").await.text()), "https://news.example/tunnel/second");
    assert!(stage.get("/tunnel").await.text().contains("\"@id\":\"https://news.example/tunnel\""));
}

#[tokio::test]
async fn a_page_is_in_the_language_of_its_blog_and_the_sites_own_words_in_theirs() {
    let stage = Stage::new();
    stage.write("tunnel.json", &FEED.replace("\"language\":\"en\"", "\"language\":\"fr\""));
    stage.write("pont.json", &FEED.replace("\"language\":\"en\"", "\"language\":\"he\""));
    let html = stage.get("/tunnel/entries/b").await.text();
    for part in [
        "<html lang=\"fr\" dir=\"ltr\">",
        "lang=\"en\" dir=\"ltr\" data-epoch",
        "<aside class=\"site-aside\" lang=\"en\" dir=\"ltr\"",
        "<footer class=\"site-footer\" lang=\"en\" dir=\"ltr\">",
        "<a href=\"/\" lang=\"en\" dir=\"ltr\">All live blogs</a> <a href=\"/tunnel\">",
        "<li lang=\"he\" dir=\"rtl\"><a href=\"/pont\">The &lt;tunnel&gt;</a> <span lang=\"en\" dir=\"ltr\">",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    stage.write("tunnel.json", &FEED.replace("\"language\":\"en\"", "\"language\":\"\\\"><script>\""));
    let hostile = stage.get("/tunnel").await.text();
    assert!(!hostile.contains("\"><script>"), "{hostile}");
}

#[tokio::test]
async fn no_parameter_of_a_link_costs_a_reader_the_page() {
    let stage = Stage::new();
    for query in ["order=old-first&order=new-first", "order=old-first&utm=%ff%fe", "&&=&order=old-first&x"] {
        let answer = stage.get(&format!("/tunnel?{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
        assert!(answer.text().contains("href=\"?order=old-first\" aria-current=\"true\""), "{query}");
    }
    let slash = stage.get("/tunnel/").await;
    assert_eq!((slash.status.as_u16(), slash.header("location")), (308, "/tunnel"));
    assert_eq!(stage.get("/media/").await.status, 404);
}

#[tokio::test]
async fn the_order_is_a_link_that_the_server_follows() {
    let stage = Stage::new();
    let old = stage.get("/tunnel?order=old-first").await.text();
    assert!(old.find("data-entry=\"a\"") < old.find("data-entry=\"b\""));
    assert!(old.contains("href=\"?order=old-first\" aria-current=\"true\""));
    let new = stage.get("/tunnel?order=nonsense").await.text();
    assert!(new.find("data-entry=\"b\"") < new.find("data-entry=\"a\""));
}

#[tokio::test]
async fn an_entry_has_a_page_that_opens_it() {
    let stage = Stage::new();
    let titled = stage.get("/tunnel/entries/b").await.text();
    assert!(titled.contains("<title>Second · The &lt;tunnel&gt;</title>"));
    assert!(titled.contains("<link rel=\"canonical\" href=\"http://live.example/tunnel/entries/b\">"));
    assert!(titled.contains("class=\"lu-entry lu-opened\" id=\"lu-b\""));
    let untitled = stage.get("/tunnel/entries/a").await.text();
    assert!(untitled.contains("<title>Title of the opened material · "));
    stage.write("tunnel.json", &FEED.replace("\"language\":\"en\"", "\"language\":\"ru\""));
    assert!(stage.get("/tunnel/entries/a").await.text().contains("<title>Заголовок открываемого материала · "));
    assert_eq!(stage.get("/tunnel/entries/zzz").await.status, 404);
    stage.write("tunnel.json", &FEED.replace("\"title\":\"Second\"", "\"deleted\":true"));
    assert_eq!(stage.get("/tunnel/entries/b").await.status, 410);
}

#[tokio::test]
async fn the_list_names_every_blog() {
    let stage = Stage::new();
    stage.write("zweite.json", FEED);
    stage.write("app.json", FEED);
    let html = stage.get("/").await.text();
    assert!(html.contains("href=\"/tunnel\"") && html.contains("href=\"/zweite\""));
    assert!(!html.contains("href=\"/app\">The"), "a reserved name is no feed");
}

#[tokio::test]
async fn head_requests_and_health_are_answered() {
    let stage = Stage::new();
    let head = stage.ask("HEAD", "/tunnel", &[]).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    assert_eq!(stage.get("/health").await.text(), "ok");
    assert_eq!(stage.get("/app").await.text(), "<p>the app</p>");
    for path in ["/", "/tunnel/entries/b", "/tunnel/feed.json", "/tunnel/fragment", "/app", "/site.css", "/health"] {
        let head = stage.ask("HEAD", path, &[]).await;
        assert_eq!((head.status.as_u16(), head.body.len()), (200, 0), "{path}");
    }
    assert_eq!(stage.get("/favicon.ico").await.header("content-type"), "image/svg+xml");
}
