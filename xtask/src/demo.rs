//! The demo: everything set up and built, a news page with the widget served, its address printed.

use std::process::Command;

use crate::{Outcome, bundle, root, run::run, step::step};

/// Serves the demo feeds until it is ended.
pub(crate) fn demo(arguments: &[&str]) -> Outcome {
    let listen = match arguments {
        [] => "127.0.0.1:8080",
        ["--listen", address] => address,
        _ => return Err("demo [--listen ADDR]".into()),
    };
    let dist = bundle::build(bundle::Kind::Release)?;
    let server = step("build the server", server)?;
    println!("\n  The harbour's day:     http://{listen}/harbour-day");
    println!("  All demo feeds:        http://{listen}/");
    println!("  The browser app:       http://{listen}/app");
    println!("  Ctrl-C ends it.\n");
    run(Command::new(server)
        .args(["serve", "--listen", listen, "--feeds"])
        .arg(root::root().join("server/demo"))
        .arg("--assets")
        .arg(dist))
}

/// Builds the server and tells where it is.
pub(crate) fn server() -> Outcome<std::path::PathBuf> {
    run(Command::new("cargo")
        .args(["build", "--quiet", "--package", "live-updates-server"])
        .current_dir(root::root()))?;
    Ok(root::target().join("debug").join("live-updates"))
}
