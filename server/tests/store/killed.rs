//! Nothing acknowledged is ever lost, and nothing comes twice, however often the server is killed in the middle of it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Condvar, Mutex, mpsc},
    thread,
    time::Duration,
};

use live_updates_server::store::Role;
use serde_json::{Value, json};
use ureq::Agent;

use crate::{
    served::Served,
    stage::{Stage, call, noon, promises},
};

promises!(every_acknowledged_post_is_there_once_after_kill_9);

/// Where the server is at the moment; nowhere when all is over.
#[derive(Default)]
struct Where {
    url: Mutex<Option<String>>,
    moved: Condvar,
}

impl Where {
    fn is(&self, url: Option<&str>) {
        *self.url.lock().unwrap() = url.map(str::to_owned);
        self.moved.notify_all();
    }

    /// The server's address, or after a failure the next one, as soon as there is one.
    fn next(&self, failed: &str) -> Option<String> {
        let url = self.url.lock().unwrap();
        let same = |url: &mut Option<String>| url.as_deref() == Some(failed);
        self.moved.wait_timeout_while(url, Duration::from_millis(200), same).unwrap().0.clone()
    }
}

/// Posts one title after the other, each with a key of its own and until it is acknowledged; gives the revision.
fn post_on(author: usize, server: &Where, token: &str, acknowledged: &mpsc::Sender<(String, u64)>) {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).proxy(None).build().into();
    let mut failed = String::new();
    for n in 0.. {
        let title = format!("{author}-{n}");
        let body = json!({ "title": title }).to_string();
        // Every third answer is lost on its way, with the server killed or not.
        let mut lost = n % 3 == 0;
        let revision = loop {
            let Some(url) = server.next(&failed) else { return };
            let request = agent.post(format!("{url}/api/feeds/quay/entries"));
            let request = request.header("authorization", format!("Bearer {token}"));
            let sent = request.header("idempotency-key", &title).send(&body);
            // Half an answer is none: the request is sent again, with its key.
            let answer = sent.ok().filter(|answer| answer.status() == 201);
            let text = answer.and_then(|mut answer| answer.body_mut().read_to_string().ok());
            let done = text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
            match done.and_then(|done| done["revision"].as_u64()) {
                Some(_) if lost => lost = false,
                Some(revision) => break revision,
                None => failed = url,
            }
        };
        acknowledged.send((title, revision)).unwrap();
    }
}

async fn every_acknowledged_post_is_there_once_after_kill_9(stage: Stage) {
    let stage = stage.quay().await;
    let (_, token) = stage.store.new_token(&call().by, Some("quay"), Role::Author, "Ida", noon()).await.unwrap();
    let mut server = Served::start(stage.folder.path(), &stage.database);
    let place = Arc::new(Where::default());
    place.is(Some(&server.url));
    let (say, heard) = mpsc::channel();
    let authors: Vec<_> = (0..4)
        .map(|author| {
            let (place, token, say) = (place.clone(), token.clone(), say.clone());
            thread::spawn(move || post_on(author, &place, &token, &say))
        })
        .collect();
    drop(say);
    let mut acknowledged = Vec::new();
    let kills = if std::env::var_os("LIVE_UPDATES_SOAK").is_some() { 50 } else { 5 };
    for kill in 0..kills {
        acknowledged.extend(heard.iter().take(3 + kill % 7));
        server.kill();
        server = Served::start(stage.folder.path(), &stage.database);
        place.is(Some(&server.url));
    }
    acknowledged.extend(heard.iter().take(8));
    place.is(None);
    for author in authors {
        author.join().unwrap();
    }
    acknowledged.extend(heard.iter());
    let feed = stage.store.feed("quay").await.unwrap().unwrap();
    let mut there: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (place, content) in feed.timeline.shown() {
        there.entry(content.title.clone().unwrap()).or_default().push(place.revision);
    }
    assert!(acknowledged.len() >= 5 * 3);
    for (title, revision) in &acknowledged {
        assert_eq!(there.get(title), Some(&vec![*revision]), "{title}");
    }
    for (title, revisions) in &there {
        assert_eq!(revisions.len(), 1, "{title} is there more than once");
    }
    assert_eq!(feed.head.revision, 1 + there.len() as u64, "and no revision was left out");
}
