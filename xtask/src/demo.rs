//! The demo: everything set up and built, a news page with the widget served, its address printed.

use std::{os::unix::process::CommandExt, path::PathBuf, process::Command};

use crate::{
    Outcome,
    bundle::{self, Kind},
    root::{root, target},
    run::{cargo, run},
    step::step,
};

/// Serves the demo feeds until it is ended.
pub(crate) fn demo(arguments: &[&str]) -> Outcome {
    let listen = match arguments {
        [] => "127.0.0.1:8080",
        ["--listen", address] => address,
        _ => return Err("demo [--listen ADDR]".into()),
    };
    let dist = bundle::build(Kind::Release)?;
    let server = step("build the server", server)?;
    println!(
        "\n  At the address below: /harbour-day is the harbour's day, / lists all demo feeds, /app is the browser app."
    );
    println!("  Ctrl-C ends it.\n");
    let mut command = Command::new(server);
    command.args(["serve", "--listen", listen, "--feeds"]).arg(root().join("server/demo")).arg("--assets").arg(dist);
    // The server takes our place: it says where it listens, signals reach it, and nothing is left behind.
    Err(format!("the server did not start: {}", command.exec()))
}

/// Builds the server and tells where it is.
pub(crate) fn server() -> Outcome<PathBuf> {
    run(&mut cargo(&["build", "--quiet", "--package", "live-updates-server", "--bin", "live-updates"]))?;
    Ok(target().join("debug").join("live-updates"))
}
