//! `docs/authoring.md`, `docs/server.md` and `docs/operate.md` are true: their commands are run as they stand there.

use std::{env, fs, path::Path, process::Command};

use crate::{
    postgres::{binaries, left_out},
    served::{Served, command},
    stage::{Stage, promises},
};

promises!(
    what_is_written_about_authoring_works,
    what_is_written_about_the_server_works,
    what_is_written_about_operating_works,
);

const AUTHORING: &str = include_str!("../../../docs/authoring.md");
const SERVER: &str = include_str!("../../../docs/server.md");
const OPERATE: &str = include_str!("../../../docs/operate.md");

/// The commands of all blocks of these kinds, in order.
fn script(document: &str, kinds: &[&str]) -> String {
    let blocks = document.split("```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    blocks.filter(|(kind, _)| kinds.contains(kind)).map(|(_, script)| script).collect()
}

/// What stands under a heading.
fn section<'a>(document: &'a str, heading: &str) -> &'a str {
    let (_, rest) = document.split_once(&format!("\n## {heading}\n")).expect(heading);
    rest.split("\n## ").next().unwrap()
}

/// Runs a script and gives what it says.
fn run(script: &str, here: &Path, database: &str) -> String {
    assert!(!script.is_empty());
    let ours = Path::new(env!("CARGO_BIN_EXE_live-updates")).parent().unwrap().to_owned();
    let path = env::var_os("PATH").unwrap();
    let path = [ours].into_iter().chain(binaries()).chain(env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-euc", script])
        .current_dir(here)
        .env("PATH", env::join_paths(path).unwrap())
        .env("DATABASE", database)
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    said
}

fn there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        left_out(&format!("{program} is not installed"));
    }
    there
}

fn bring_the_demo(here: &Path) {
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/demo/harbour-day.json"), here.join("harbour-day.json")).unwrap();
}

async fn what_is_written_about_authoring_works(stage: Stage) {
    if !there("curl") {
        return;
    }
    let here = stage.folder.path();
    bring_the_demo(here);
    let server = Served::start(here, &stage.database);
    let script = script(AUTHORING, &["sh"]).replace("http://127.0.0.1:8080", &server.url);
    let script = script.replace("live.db", "\"$DATABASE\"");
    assert!(script.lines().count() > 30);
    let said = run(&script, here, &stage.database);
    assert!(said.contains(r#""id":"e5""#) && said.contains("fireworks · draft"), "{said}");
    // And what was said of it came to be.
    let quay = stage.store.feed("quay").await.unwrap().unwrap();
    assert_eq!((quay.head.title.as_str(), quay.head.total, quay.head.pinned.len()), ("Quay day: the fog lifts", 4, 2));
    assert_eq!(stage.store.feeds().await.unwrap(), ["harbour-day", "quay"]);
}

async fn what_is_written_about_the_server_works(stage: Stage) {
    if !there("curl") {
        return;
    }
    let here = stage.folder.path();
    bring_the_demo(here);
    let server = Served::start(here, &stage.database);
    let script = script(SERVER, &["sh"]).replace("http://127.0.0.1:8080", &server.url);
    let said = run(&script.replace("live.db", "\"$DATABASE\""), here, &stage.database);
    for word in ["The first ferry is late.", r#""from":1"#, r#""openapi""#, "live_updates_requests_total"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    // No option is left out.
    let help = command().args(["serve", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let options = help.split_whitespace().filter(|word| word.starts_with("--") && *word != "--help");
    let unknown: Vec<_> = options.filter(|option| !SERVER.contains(&format!("| `{option}` |"))).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

async fn what_is_written_about_operating_works(stage: Stage) {
    let here = stage.folder.path();
    let (kind, tool, database) = if stage.database.starts_with("postgres") {
        ("sh postgres", "pg_dump", stage.database.clone())
    } else {
        // A file that nothing in this process has open.
        ("sh sqlite", "sqlite3", here.join("kept.db").to_string_lossy().into_owned())
    };
    if !there(tool) || !there("curl") {
        return;
    }
    let run = |script: &str| {
        let script = script.replace("postgres://desk@db.example/live", "\"$DATABASE\"");
        run(&script.replace("live.db", "\"$DATABASE\""), here, &database)
    };
    run("live-updates feed new quay --title Quay --database live.db; live-updates post quay Kept --database live.db");
    let epoch = |server: &Served| {
        let said = run(&format!("curl -fsS {}/quay/feed.json", server.url));
        said.split(r#""epoch":""#).nth(1).unwrap().split('"').next().unwrap().to_owned()
    };

    let server = Served::start(here, &database);
    let before = epoch(&server);
    run(&script(section(OPERATE, "Backup"), &[kind]));
    run("for n in 1 2 3; do live-updates post quay Lost --database live.db; done");
    server.kill();
    let said = run(&script(section(OPERATE, "Restore"), &["sh", kind]));
    assert!(said.ends_with("quay\n"), "{said}");
    let server = Served::start(here, &database);
    assert_ne!(epoch(&server), before);
    // What came after the backup is gone, and readers who have seen it are told to start over.
    let feed = run(&format!("curl -fsS {}/quay/feed.json", server.url));
    assert!(feed.contains("Kept") && !feed.contains("Lost"), "{feed}");
    let status = run(&format!("curl -sS -o gone -w '%{{http_code}}' {}/quay/updates/5", server.url));
    assert_eq!(status, "410");

    for (file, text) in [("dist-before/assets/old.js", "old"), ("dist/assets/new.js", "new")] {
        fs::create_dir_all(here.join(file).parent().unwrap()).unwrap();
        fs::write(here.join(file), text).unwrap();
    }
    run(&script(section(OPERATE, "Another version"), &["sh"]));
    assert_eq!(run(&format!("curl -fsS {0}/assets/old.js {0}/assets/new.js", server.url)), "oldnew");
}

#[test]
fn the_limits_are_as_they_are_written() {
    use live_updates_server::{StreamOptions, api, feeds};
    let limits = section(OPERATE, "Limits");
    let options = StreamOptions::default();
    let minutes = |time: &std::time::Duration| time.as_secs() / 60;
    let (places, cut) = (options.places, feeds::CUT);
    let (request, import) = (api::LONGEST_REQUEST >> 20, api::LONGEST_IMPORT >> 20);
    for said in [
        format!("{request} MiB; {import} MiB where"),
        format!("| entries of one delta | {cut} |"),
        format!("| streams of one server | {},{:03} |", places / 1000, places % 1000),
        format!("| {} to {} min |", minutes(options.life.start()), minutes(options.life.end())),
    ] {
        assert!(limits.contains(&said), "{said}");
    }
}
