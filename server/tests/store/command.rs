//! The command writes feeds, on a server and in a database alike.

use std::{
    io::Write,
    process::{Output, Stdio},
};

use live_updates::feed::Feed;

use crate::{
    served::{Served, command},
    stage::{Stage, promises},
};

promises!(a_server_and_a_database_are_written_alike, what_was_refused_is_one_line_and_exit_1);

/// How the command is told where to write.
struct Desk {
    target: Vec<String>,
}

impl Desk {
    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = command()
            .args(arguments)
            .args(&self.target)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn says(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty());
        String::from_utf8(output.stdout).unwrap()
    }
}

fn story(desk: &Desk, feed: &str) {
    let says = |arguments: &[&str]| desk.says(arguments, "");
    assert_eq!(
        says(&["feed", "new", feed, "--title", "Quay day", "--time-zone", "Europe/London"]),
        format!("{feed}\n")
    );
    assert_eq!(says(&["post", feed, "The ferry is late.", "--title", "Ferry", "--label", "breaking"]), "e1\n");
    assert_eq!(desk.says(&["post", feed, "-", "--markdown", "--key", "--pin"], "# Fog\n\nIt *lifts*."), "e2\n");
    assert_eq!(says(&["post", feed, "--json", r#"{"id":"band","html":"<p>The band plays.</p>"}"#]), "band\n");
    assert_eq!(says(&["post", feed, "--title", "Later", "--draft"]), "e4\n");
    assert_eq!(says(&["post", feed, "New year", "--at", "2999-01-01T00:00:00Z"]), "e5\n");
    assert_eq!(says(&["edit", feed, "e1", "--no-label", "--key"]), "");
    assert_eq!(says(&["edit", feed, "e1", "The ferry is here.", "--correction", "It came.", "--before", "late"]), "");
    assert_eq!(says(&["edit", feed, "e2", "--unpin"]), "");
    assert_eq!(says(&["edit", feed, "e1", "--pin"]), "");
    assert_eq!(says(&["publish", feed, "e4"]), "");
    assert_eq!(says(&["unpublish", feed, "e5"]), "");
    assert_eq!(says(&["delete", feed, "band"]), "");
    assert_eq!(says(&["feed", "edit", feed, "--standfirst", "Until **noon**", "--markdown"]), "");
    assert_eq!(says(&["state", feed, "ended"]), "");
    let drafts = says(&["entries", feed, "--status", "draft"]);
    assert!(drafts.starts_with("e5 · draft · ") && drafts.lines().count() == 1, "{drafts}");
    assert!(says(&["feed", "list"]).contains(feed));
}

/// What a story leaves, but for times and the feed's name.
fn told(mut feed: Feed) -> String {
    let start = feed.head.published.unwrap();
    feed.head = live_updates::feed::Head { id: String::new(), epoch: String::new(), ..feed.head };
    (feed.head.published, feed.head.updated) = (None, None);
    feed.head.key_entries.iter_mut().for_each(|key| key.published = start);
    let mut text = format!("{:?}", feed.head).replace(&start.to_rfc3339(), "");
    for entry in feed.timeline.all() {
        let mut content = entry.content.clone();
        content.iter_mut().for_each(|content| {
            content.updated = None;
            content.corrections.iter_mut().for_each(|correction| correction.at = start);
        });
        text += &format!("\n{} {} {content:?}", entry.place.id, entry.place.revision);
    }
    text.replace(&format!("{start:?}"), "")
}

async fn a_server_and_a_database_are_written_alike(stage: Stage) {
    let owner = Desk { target: vec!["--database".to_owned(), stage.database.clone()] };
    let secret = owner.says(&["token", "new", "--role", "admin", "--name", "Ida"], "");
    assert!(secret.starts_with("lu_") && secret.trim().len() == 35 && secret.lines().count() == 1, "{secret}");
    let server = Served::start(stage.folder.path(), &stage.database);
    let target = ["--server", &server.url, "--token", secret.trim()].map(str::to_owned);
    let remote = Desk { target: target.to_vec() };
    story(&owner, "quay");
    story(&remote, "pier");
    let quay = stage.store.feed("quay").await.unwrap().unwrap();
    let pier = stage.store.feed("pier").await.unwrap().unwrap();
    assert_eq!((quay.head.total, quay.head.pinned.len(), quay.head.key_entries.len()), (3, 1, 2));
    assert_eq!(told(quay), told(pier));
    // A file's feed is imported once, whole.
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/demo/mina-nour.json");
    assert_eq!(remote.says(&["import", demo], ""), "mina-nour\n");
    assert_eq!(remote.says(&["import", demo, "--id", "mina"], ""), "mina\n");
    assert_eq!(remote.run(&["import", demo], "").status.code(), Some(1));
    // A revoked token opens nothing any more.
    let tokens = owner.says(&["token", "list"], "");
    let id = tokens.split(' ').next().unwrap();
    owner.says(&["token", "revoke", id], "");
    assert_eq!(remote.run(&["feed", "list"], "").status.code(), Some(1));
    let epoch = stage.store.epoch().await.unwrap();
    let renewed = owner.says(&["epoch"], "");
    assert!(renewed.trim() != epoch && renewed.trim() == stage.store.epoch().await.unwrap());
}

async fn what_was_refused_is_one_line_and_exit_1(stage: Stage) {
    let stage = stage.quay().await;
    let owner = Desk { target: vec!["--database".to_owned(), stage.database.clone()] };
    let nowhere = Desk { target: Vec::new() };
    let silent = Desk { target: ["--server", "http://127.0.0.1:1", "--token", "x"].map(str::to_owned).to_vec() };
    let closed = Desk { target: vec!["--database".to_owned(), "/no/such/folder/live.db".to_owned()] };
    for (desk, arguments, said) in [
        (&owner, ["post", "pier", "x"].as_slice(), "there is no feed of this name"),
        (&owner, &["post", "quay"], "says nothing"),
        (&owner, &["post", "quay", "--json", "[1]"], "no object of JSON"),
        (&owner, &["post", "quay", "x", "--at", "noon"], "/publish_at is not a time as in RFC 3339"),
        (&owner, &["state", "quay", "over"], "/state is none of scheduled, live, paused, ended"),
        (&owner, &["delete", "quay", "../../feeds"], "there is no entry of this id"),
        (&owner, &["feed", "new", "quay", "--title", "x"], "there is already a feed of this id"),
        (&owner, &["import", "nowhere.json"], "nowhere.json"),
        (&nowhere, &["feed", "list"], "--server URL"),
        (&silent, &["feed", "list"], "http://127.0.0.1:1"),
        (&closed, &["feed", "list"], "/no/such/folder/live.db"),
    ] {
        let output = desk.run(arguments, "");
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), error.lines().count()), (Some(1), 1), "{arguments:?}: {error}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
}
