//! What a reader downloads, and the one budget: loader, glue, WASM and stylesheet, brotli 11.

mod crates;

use std::fs;

use crate::{Outcome, bundle, compress, contract::block, root, setup};

/// All of it together, in bytes.
const BUDGET: usize = 100_000;
/// The loader alone, in bytes.
const LOADER: usize = 3_000;

/// Measures `dist/`, fails above the budget, and writes the tables in `docs/size.md` (or compares the sum: compilers differ by
/// a little, so up to 2 % are no difference).
pub(crate) fn size(check: bool) -> Outcome {
    let folder = bundle::build(bundle::Kind::Release)?;
    let manifest = fs::read(folder.join("assets.json")).map_err(|error| error.to_string())?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).map_err(|error| error.to_string())?;
    let mut table = String::from("| file | raw | gzip 9 | brotli 11 |\n| --- | ---: | ---: | ---: |\n");
    let (mut sum, mut loader) = ([0; 3], 0);
    for (name, what) in [("loader", "loader"), ("glue", "glue"), ("wasm", "WASM"), ("stylesheet", "stylesheet")] {
        let path = manifest[name].as_str().ok_or_else(|| format!("assets.json names no {name}"))?;
        let bytes = fs::read(folder.join(path)).map_err(|error| format!("{path}: {error}"))?;
        let sizes = [bytes.len(), compress::gzip(&bytes)?.len(), compress::brotli(&bytes)?.len()];
        table.push_str(&format!("| {what} | {} | {} | {} |\n", sizes[0], sizes[1], sizes[2]));
        sum = [sum[0] + sizes[0], sum[1] + sizes[1], sum[2] + sizes[2]];
        if name == "loader" {
            loader = sizes[2];
        }
    }
    table.push_str(&format!("| **sum** | {} | {} | **{}** |\n", sum[0], sum[1], sum[2]));
    println!("{table}");
    if sum[2] > BUDGET {
        return Err(format!("a reader downloads {} bytes, more than {BUDGET}", sum[2]));
    }
    if loader > LOADER {
        return Err(format!("the loader has {loader} bytes, more than {LOADER}"));
    }
    // A standard library that rustup brings is larger than one that is built for size, which the tables are measured with.
    if !setup::toolchain()?.builds_std() {
        println!("  docs/size.md is measured with another toolchain: only the limits count on this machine");
        return Ok(());
    }
    if check {
        let text =
            fs::read_to_string(root::root().join("docs/size.md")).map_err(|error| format!("docs/size.md: {error}"))?;
        let said = text.lines().find_map(|line| {
            line.strip_prefix("| **sum** |")?.rsplit('|').nth(1)?.trim().trim_matches('*').parse::<usize>().ok()
        });
        let said = said.ok_or("docs/size.md has no table")?;
        if said.abs_diff(sum[2]) * 50 > said {
            return Err(format!("docs/size.md says {said}: run `cargo xtask size`"));
        }
        return Ok(());
    }
    let linked = root::target().join("bundle").join("hydrate").join("live-updates_bg.wasm");
    block("docs/size.md", "crates", &crates::table(&linked)?, false, "size")?;
    block("docs/size.md", "size", &table, false, "size")
}
