//! What search engines read of a blog, and what others got wrong in theirs.

use live_updates::{
    feed::{Content, Feed, Order, State},
    locale::Locale,
    render::{Context, structured_data},
};
use serde_json::{Value, json};

use crate::render_samples as samples;

fn read(feed: &Feed) -> Value {
    let locale = Locale::for_tag("en");
    let context = Context {
        locale: &locale,
        head: &feed.head,
        order: Order::NewFirst,
        heading_level: 1,
        opened: None,
        prompt: None,
        within: None,
    };
    serde_json::from_str(&structured_data(feed, "https://mill.example/live", &context)).unwrap()
}

fn update<'a>(data: &'a Value, id: &str) -> &'a Value {
    let updates = data["liveBlogUpdate"].as_array().unwrap();
    let url = format!("https://mill.example/live#lu-{id}");
    updates.iter().find(|update| update["url"] == *url).unwrap_or_else(|| panic!("{url} is not listed"))
}

#[test]
fn the_end_of_coverage_is_said_only_when_the_blog_has_ended() {
    let mut feed = samples::feed();
    for state in State::ALL {
        feed.head.state = state;
        let end = read(&feed).get("coverageEndTime").cloned();
        let expected = (state == State::Ended).then(|| json!("2031-05-02T09:30:00+02:00"));
        assert_eq!(end, expected, "{state:?}");
    }
    feed.head.coverage.end = Some(feed.head.coverage.start.unwrap());
    assert_eq!(read(&feed)["coverageEndTime"], "2031-05-02T08:00:00+02:00");
}

#[test]
fn the_blog_says_when_it_changed_and_who_stands_behind_it() {
    let data = read(&samples::feed());
    for (name, expected) in [
        ("@type", json!("LiveBlogPosting")),
        ("headline", json!("Live: the mill of Ostrel stands still")),
        ("description", json!("The wheel stopped at eight.\nNobody knows why.")),
        ("datePublished", json!("2031-05-02T08:00:00+02:00")),
        ("dateModified", json!("2031-05-02T09:30:00+02:00")),
        ("coverageStartTime", json!("2031-05-02T08:00:00+02:00")),
        ("image", json!("/p/mill.webp")),
        ("author", json!([{"@type": "Person", "name": "Asa Finch"}])),
        ("publisher", json!({"@type": "Organization", "name": "Ostrel Post"})),
    ] {
        assert_eq!(data[name], expected, "{name}");
    }
}

#[test]
fn every_update_has_a_headline_an_address_dates_and_an_author_of_its_own() {
    let data = read(&samples::feed());
    assert_eq!(data["liveBlogUpdate"].as_array().map(Vec::len), Some(4), "a tombstone is no update");
    let wheel = update(&data, "wheel");
    assert_eq!(wheel["headline"], "The wheel stands still");
    assert_eq!(
        [&wheel["datePublished"], &wheel["dateModified"]],
        ["2031-05-02T09:15:00+02:00", "2031-05-02T09:20:00+02:00"]
    );
    assert_eq!(
        wheel["author"][0],
        json!({"@type": "Person", "name": "Tilda Morrow", "url": "https://mill.example/morrow"})
    );
    assert_eq!(wheel["image"], "/p/weir.jpg");
    // No title: its own first words. No author: those who lead the blog.
    let flour = update(&data, "flour");
    assert_eq!([&flour["headline"], &flour["articleBody"]], ["Flour is sold out.", "Flour is sold out."]);
    assert_eq!(flour["author"][0]["name"], "Asa Finch");
    assert_eq!(flour.get("dateModified"), None);
    // A title alone is an update, and its own text.
    let bell = update(&data, "bell");
    assert_eq!([&bell["headline"], &bell["articleBody"]], ["The bell rings", "The bell rings"]);
}

#[test]
fn the_blog_is_what_its_page_is_about_and_a_page_without_an_address_names_none() {
    let data = read(&samples::feed());
    assert_eq!(data["mainEntityOfPage"], json!({"@type": "WebPage", "@id": "https://mill.example/live"}));
    let feed = samples::feed();
    let locale = Locale::english();
    let context = Context {
        locale: &locale,
        head: &feed.head,
        order: Order::NewFirst,
        heading_level: 1,
        opened: None,
        prompt: None,
        within: None,
    };
    let nowhere: Value = serde_json::from_str(&structured_data(&feed, "", &context)).unwrap();
    assert!(["@id", "url", "mainEntityOfPage"].iter().all(|name| nowhere.get(name).is_none()), "{nowhere}");
    assert!(nowhere["liveBlogUpdate"].as_array().unwrap().iter().all(|update| update.get("url").is_none()));
}

#[test]
fn where_nobody_is_named_the_publisher_is_the_author_and_the_time_is_the_headline() {
    let mut feed = samples::feed_with(Vec::new());
    feed.head.authors.clear();
    let data = read(&feed);
    assert_eq!(data["author"]["name"], "Ostrel Post");
    let one = update(&data, "one");
    assert_eq!([&one["headline"], &one["author"]["name"]], ["08:00 CEST 02.05.2031", "Ostrel Post"]);
}

#[test]
fn hostile_words_neither_end_the_element_nor_get_lost() {
    for hostile in samples::HOSTILE {
        let feed = samples::feed_that_says(hostile);
        let locale = Locale::english();
        let context = Context {
            locale: &locale,
            head: &feed.head,
            order: Order::NewFirst,
            heading_level: 1,
            opened: None,
            prompt: None,
            within: None,
        };
        let text = structured_data(&feed, "https://mill.example/</script>", &context);
        assert!(!text.contains('<'), "{hostile}");
        assert_eq!(read(&feed)["headline"], *hostile);
    }
}

#[test]
fn the_text_of_an_update_is_its_words_without_marks_and_captions() {
    let blocks = samples::blocks().into_iter().take(6).map(|(_, block)| block).collect();
    let mut feed = samples::feed();
    let mut entry = feed.timeline.forget(&live_updates::feed::EntryId::new("flour").unwrap()).unwrap();
    entry.content = Some(Content { body: blocks, ..Content::default() });
    feed.timeline.merge(entry);
    let expected = "The mill wheel turned twice and stoppedwheel --stop\nWhy it stopped\nA footnote\nA rope, of all things.\n\
                    A wet one.\nSomebody pulled.\nOpen the sluice\nWait for\nthe bell";
    assert_eq!(update(&read(&feed), "flour")["articleBody"], expected);
}
