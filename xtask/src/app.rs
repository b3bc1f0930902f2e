//! The browser app as a folder of files: the bundle, `index.html`, and the sample feeds at the addresses that it links to.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    Outcome,
    bundle::{self, Kind},
    root,
    setup::copy,
};

/// Builds the bundle and lays the app out in a folder: the one that is given, Trunk's where Trunk calls, else `target/app`.
pub(crate) fn app(folder: Option<&str>) -> Outcome {
    let dist = bundle::build(Kind::Release)?;
    let folder = folder.map(Into::into).or_else(|| std::env::var_os("TRUNK_STAGING_DIR").map(Into::into));
    let folder = folder.unwrap_or_else(|| root::target().join("app"));
    let page = folder.join("index.html");
    // Trunk's own copy holds the script that reloads the page, so it stays and only learns the stylesheet's name.
    let theirs = fs::read_to_string(&page).ok().filter(|page| page.contains(bundle::STYLESHEET));
    copy_folder(&dist, &folder)?;
    if let Some(theirs) = theirs {
        let manifest = fs::read_to_string(dist.join("assets.json")).map_err(|error| format!("assets.json: {error}"))?;
        let manifest: Value = serde_json::from_str(&manifest).map_err(|error| format!("assets.json: {error}"))?;
        let stylesheet = manifest["stylesheet"].as_str().ok_or("assets.json names no stylesheet")?;
        fs::write(&page, bundle::page(&theirs, stylesheet)).map_err(|error| format!("{}: {error}", page.display()))?;
    }
    samples(&folder)?;
    println!("  {}", folder.display());
    Ok(())
}

/// The feeds and what they refer to, at the same addresses as the reference server has them.
fn samples(folder: &Path) -> Outcome {
    let demo = root::root().join("server/demo");
    for file in entries(&demo)? {
        let path = file.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let feed = folder.join(path.file_stem().unwrap_or_default());
            create(&feed)?;
            copy(&path, &feed.join("feed.json"))?;
        }
    }
    if demo.join("media").exists() { copy_folder(&demo.join("media"), &folder.join("media")) } else { Ok(()) }
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    create(to)?;
    for file in entries(from)? {
        let (path, to) = (file.path(), to.join(file.file_name()));
        // The bundle's stamp and manifest are for us.
        if file.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() { copy_folder(&path, &to)? } else { copy(&path, &to)? }
    }
    Ok(())
}

fn entries(folder: &Path) -> Outcome<Vec<fs::DirEntry>> {
    let read = fs::read_dir(folder).and_then(Iterator::collect);
    read.map_err(|error| format!("{}: {error}", folder.display()))
}

fn create(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}
