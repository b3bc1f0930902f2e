//! The one bundling pipeline: compile, wasm-bindgen, glue as a factory, wasm-opt, minify, hash, compress.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    Outcome, compress, glue, root,
    run::read,
    setup::{self, Tools},
    step::step,
};

/// Which bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What readers get.
    Release,
    /// The same with a way to make it trap, for tests.
    Test,
}

impl Kind {
    /// Where the bundle is.
    pub(crate) fn folder(self) -> PathBuf {
        root::root().join(match self {
            Self::Release => "dist",
            Self::Test => "dist-test",
        })
    }

    fn features(self) -> &'static str {
        match self {
            Self::Release => "hydrate",
            Self::Test => "hydrate,trap",
        }
    }
}

/// Flags of features that browsers have; `--all-features` would emit an encoding that they reject.
const FEATURES: [&str; 7] = [
    "--enable-reference-types",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-extended-const",
];

/// What came out smallest after compression: code flat before it is folded, functions with one caller inlined only where they
/// are short, since what stands alike in two places compresses away. The lowest kilobyte of memory is the stack's end.
const OPTIMISE: [&str; 8] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--zero-filled-memory",
    "--one-caller-inline-max-function-size=100",
];

/// Makes a bundle and gives its folder. What has not changed since the last time is not made again.
pub(crate) fn build(kind: Kind) -> Outcome<PathBuf> {
    let tools = setup::tools()?;
    let wasm = step(&format!("compile ({})", kind.features()), || tools.toolchain.compile(kind.features()))?;
    step(&format!("bundle {}", kind.folder().display()), || bundle(kind, &tools, &wasm))?;
    Ok(kind.folder())
}

fn bundle(kind: Kind, tools: &Tools, wasm: &Path) -> Outcome {
    let out = kind.folder();
    let inputs = inputs(wasm)?;
    let stamp = out.join(".stamp");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == inputs) {
        println!("  nothing has changed");
        return Ok(());
    }
    let work = root::target().join("bundle").join(kind.features().replace(',', "-"));
    let _ = fs::remove_dir_all(&work);
    create(&work)?;
    read(
        Command::new(&tools.wasm_bindgen)
            .args(["--target", "no-modules", "--no-typescript", "--out-name", "live-updates"])
            .arg("--out-dir")
            .arg(&work)
            .arg(wasm),
    )?;
    let small = work.join("small.wasm");
    read(
        Command::new(tools.node_modules.join(".bin/wasm-opt"))
            .args(FEATURES)
            .args(OPTIMISE)
            .arg(work.join("live-updates_bg.wasm"))
            .arg("-o")
            .arg(&small),
    )?;
    let glue = glue::factory(&text(&work.join("live-updates.js"))?)?;
    let glue = shorten(tools, &work, &small, &glue)?;
    let stylesheet = stylesheet(tools, &work)?;

    let _ = fs::remove_dir_all(&out);
    create(&out.join("assets"))?;
    let wasm = bytes(&small)?;
    let glue = minified(tools, &glue)?;
    let mut words = BTreeMap::new();
    for tag in live_updates::locale::LANGUAGES.iter().filter(|tag| **tag != "en") {
        let lines = live_updates::locale::Locale::for_tag(tag).to_lines();
        words.insert((*tag).to_owned(), asset(&out, &format!("words-{tag}"), "txt", lines.as_bytes())?);
    }
    let wasm_name = asset(&out, "live-updates", "wasm", &wasm)?;
    let glue_name = asset(&out, "live-updates", "js", &glue)?;
    let css_name = asset(&out, "live-updates", "css", &stylesheet)?;
    let fallback_name = asset(&out, "fallback", "js", &fallback(tools, &work)?)?;
    // Chrome that another build printed is not hydrated, so whatever it depends on is part of the name.
    let build = format!("{}+{}", env!("CARGO_PKG_VERSION"), hash(&[&*wasm, &*glue].concat()));
    let attributes: serde_json::Map<_, _> =
        live_updates::contract::ATTRIBUTES.iter().map(|it| (it.name.to_owned(), it.default.into())).collect();
    let here: BTreeMap<_, _> = words.iter().map(|(tag, path)| (tag, format!("./{path}"))).collect();
    let loader = filled(
        "src/element/live-updates.js",
        &[
            ("%BUILD%", json!(build)),
            ("%ATTRIBUTES%", attributes.into()),
            ("%WORDS%", json!(here)),
            ("%GLUE%", json!(format!("./{glue_name}"))),
            ("%WASM%", json!(format!("./{wasm_name}"))),
            ("%CSS%", json!(format!("./{css_name}"))),
            ("%FALLBACK%", json!(format!("./{fallback_name}"))),
        ],
    )?;
    let source = work.join("loader.js");
    write(&source, loader.as_bytes())?;
    served(&out.join("live-updates.js"), &minified(tools, &source)?)?;
    app(&out, &css_name)?;
    let manifest = json!({
        "build": build, "loader": "live-updates.js", "stylesheet": css_name, "glue": glue_name, "wasm": wasm_name,
        "fallback": fallback_name, "words": words, "app": "index.html",
    });
    write(&out.join("assets.json"), format!("{manifest:#}\n").as_bytes())?;
    write(&stamp, inputs.as_bytes())
}

/// What looks out for news where the WASM cannot run, with its sentence in every language.
fn fallback(tools: &Tools, work: &Path) -> Outcome<Vec<u8>> {
    let said = |tag: &&str| {
        let words = live_updates::locale::Locale::for_tag(tag);
        ((*tag).to_owned(), json!(words.words().reload()))
    };
    let said: serde_json::Map<_, _> = live_updates::locale::LANGUAGES.iter().map(said).collect();
    let script = filled("src/element/fallback.js", &[("%RELOAD%", said.into())])?;
    let source = work.join("fallback.js");
    write(&source, script.as_bytes())?;
    minified(tools, &source)
}

/// A script with what the build knows in place of the names in `"%…%"`; each of them must be there.
fn filled(path: &str, values: &[(&str, serde_json::Value)]) -> Outcome<String> {
    values.iter().try_fold(text(&root::root().join(path))?, |script, (name, value)| {
        let name = format!("\"{name}\"");
        if !script.contains(&name) {
            return Err(format!("{path} has no {name}"));
        }
        Ok(script.replace(&name, &value.to_string()))
    })
}

/// Gives the imports that WASM and glue share short names: theirs are long and end in a hash, which no compression takes away.
/// Changes the WASM in place and gives the path of the glue.
fn shorten(tools: &Tools, work: &Path, wasm: &Path, glue: &str) -> Outcome<PathBuf> {
    let source = work.join("small.wat");
    read(Command::new(tools.node_modules.join(".bin/wasm-dis")).args(FEATURES).arg(wasm).arg("-o").arg(&source))?;
    let (wat, glue) = glue::short_imports(&text(&source)?, glue)?;
    write(&source, wat.as_bytes())?;
    read(Command::new(tools.node_modules.join(".bin/wasm-as")).args(FEATURES).arg(&source).arg("-o").arg(wasm))?;
    let file = work.join("glue.js");
    write(&file, glue.as_bytes())?;
    Ok(file)
}

/// Stands for the stylesheet's name in `index.html`.
pub(crate) const STYLESHEET: &str = "%STYLESHEET%";

/// `index.html` with the stylesheet's name, and without what it says to Trunk.
pub(crate) fn page(html: &str, stylesheet: &str) -> String {
    let lines = html.split_inclusive('\n').filter(|line| !line.contains("data-trunk"));
    lines.collect::<String>().replace(STYLESHEET, stylesheet)
}

/// The page of the standalone browser app.
fn app(out: &Path, css: &str) -> Outcome {
    let page = text(&root::root().join("index.html"))?;
    write(&out.join("index.html"), self::page(&page, css).as_bytes())?;
    write(&out.join("app.css"), &bytes(&root::root().join("style/app.css"))?)
}

/// All styles in the order of `style/order.txt`, minified.
fn stylesheet(tools: &Tools, work: &Path) -> Outcome<Vec<u8>> {
    let folder = root::root().join("style");
    let mut all = String::new();
    for name in text(&folder.join("order.txt"))?.lines().filter(|line| !line.trim().is_empty()) {
        all.push_str(&text(&folder.join(name.trim()))?);
        all.push('\n');
    }
    let source = work.join("live-updates.css");
    write(&source, all.as_bytes())?;
    let small = read(
        Command::new(tools.node_modules.join(".bin/esbuild"))
            .args(["--minify", "--log-level=error", "--loader:.css=css"])
            .arg(&source),
    )?;
    Ok(small.into_bytes())
}

fn minified(tools: &Tools, source: &Path) -> Outcome<Vec<u8>> {
    let small = read(
        Command::new(tools.node_modules.join(".bin/terser"))
            .arg(source)
            .args(["--module", "--compress", "passes=3,ecma=2022,unsafe_arrows=true", "--mangle"])
            .args(["--mangle-props", "regex=/^_near$/"]),
    )?;
    Ok(small.into_bytes())
}

/// Writes an asset with its hash in its name, and gives its path within the bundle.
fn asset(out: &Path, stem: &str, extension: &str, content: &[u8]) -> Outcome<String> {
    let path = format!("assets/{stem}-{}.{extension}", hash(content));
    served(&out.join(&path), content)?;
    Ok(path)
}

/// Writes a file with its compressed variants beside it.
fn served(path: &Path, content: &[u8]) -> Outcome {
    write(path, content)?;
    let beside = |extension: &str| PathBuf::from(format!("{}.{extension}", path.display()));
    write(&beside("br"), &compress::brotli(content)?)?;
    write(&beside("gz"), &compress::gzip(content)?)
}

/// A short hash of everything that a bundle is made from.
fn inputs(wasm: &Path) -> Outcome<String> {
    let mut all = bytes(wasm)?;
    let mut files = vec![
        "src/element/live-updates.js".into(),
        "src/element/fallback.js".into(),
        "index.html".into(),
        "package-lock.json".into(),
        "xtask/src/bundle.rs".into(),
        "xtask/src/glue.rs".into(),
    ];
    let folder = root::root();
    for entry in fs::read_dir(folder.join("style")).into_iter().flatten().flatten() {
        files.push(Path::new("style").join(entry.file_name()));
    }
    files.sort();
    for file in files {
        all.extend(bytes(&folder.join(file))?);
    }
    for tag in live_updates::locale::LANGUAGES {
        all.extend(live_updates::locale::Locale::for_tag(tag).to_lines().bytes());
    }
    all.extend(live_updates::contract::markdown().bytes());
    Ok(hash(&all))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Outcome {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

fn create(path: &Path) -> Outcome {
    fs::create_dir_all(path).map_err(|error| format!("{}: {error}", path.display()))
}
