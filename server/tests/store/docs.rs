//! `docs/authoring.md` is true: its commands are run as they stand there.

use std::{fs, path::Path, process::Command};

use crate::{
    postgres::left_out,
    served::Served,
    stage::{Stage, promises},
};

promises!(what_is_written_about_authoring_works);

const DOCS: &str = include_str!("../../../docs/authoring.md");

/// The commands of all blocks, in order.
fn script() -> String {
    let blocks = DOCS.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.collect::<Vec<_>>().join("\n")
}

async fn what_is_written_about_authoring_works(stage: Stage) {
    if Command::new("curl").arg("--version").output().is_err() {
        left_out("curl is not installed");
        return;
    }
    let here = stage.folder.path();
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/demo/harbour-day.json"), here.join("harbour-day.json")).unwrap();
    let server = Served::start(here, &stage.database);
    let script = script().replace("http://127.0.0.1:8080", &server.url).replace("live.db", "\"$DATABASE\"");
    assert!(script.lines().count() > 30);
    let binaries = Path::new(env!("CARGO_BIN_EXE_live-updates")).parent().unwrap();
    let path = std::env::join_paths(
        [binaries.into()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let output = Command::new("sh")
        .args(["-euc", &script])
        .current_dir(here)
        .env("PATH", path.unwrap())
        .env("DATABASE", &stage.database)
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert!(said.contains(r#""id":"e5""#) && said.contains("fireworks · draft"), "{said}");
    // And what was said of it came to be.
    let quay = stage.store.feed("quay").await.unwrap().unwrap();
    assert_eq!((quay.head.title.as_str(), quay.head.total, quay.head.pinned.len()), ("Quay day: the fog lifts", 4, 2));
    assert_eq!(stage.store.feeds().await.unwrap(), ["harbour-day", "quay"]);
}
