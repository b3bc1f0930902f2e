//! Installing what is missing, into the user's cache where it is ours to choose.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use sha2::{Digest, Sha256};

use crate::{
    Outcome,
    packages::install,
    partners, root,
    run::{read, run, which},
    step::step,
    toolchain::{self, Toolchain},
};

/// The version that the glue's changes in `glue.rs` were written for.
const WASM_BINDGEN: &str = "0.2.130";
const GECKODRIVER: &str = "0.36.0";

/// Everything that building needs.
#[derive(Debug)]
pub(crate) struct Tools {
    pub(crate) toolchain: Toolchain,
    pub(crate) wasm_bindgen: PathBuf,
    /// The folder of the npm tools.
    pub(crate) node_modules: PathBuf,
}

/// What the browser tests need beside.
#[derive(Debug)]
pub(crate) struct Browsers {
    pub(crate) chromedriver: PathBuf,
    pub(crate) geckodriver: Option<PathBuf>,
}

/// Everything for building and for all tests.
pub(crate) fn setup() -> Outcome<(Tools, Browsers)> {
    let (tools, browsers) = (tools()?, browsers()?);
    step("servers for tests", || {
        partners::install();
        Ok(())
    })?;
    Ok((tools, browsers))
}

/// Everything for building.
pub(crate) fn tools() -> Outcome<Tools> {
    let toolchain = toolchain()?;
    let wasm_bindgen = step("wasm-bindgen", || cargo_tool("wasm-bindgen-cli", "wasm-bindgen", WASM_BINDGEN, false))?;
    let node_modules = step("npm tools", npm)?;
    Ok(Tools { toolchain, wasm_bindgen, node_modules })
}

/// The compiler for WebAssembly.
pub(crate) fn toolchain() -> Outcome<Toolchain> {
    step("WebAssembly toolchain", toolchain::find)
}

/// Everything for the browser tests.
pub(crate) fn browsers() -> Outcome<Browsers> {
    step("browsers", || {
        let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
        if which("chromium").is_none() && which("google-chrome").is_none() && named("CHROMEDRIVER").is_none() {
            install(&["chromium", "chromium-driver"])?;
        }
        if which("w3m").is_none() {
            install(&["w3m"])?;
        }
        let chromedriver = named("CHROMEDRIVER").or_else(|| which("chromedriver"));
        let chromedriver = chromedriver.ok_or("chromedriver is missing: install it, or name it in CHROMEDRIVER")?;
        if which("firefox-esr").is_none() && which("firefox").is_none() {
            // Firefox is the second engine: a machine without it still runs the suite, and says so.
            let _ = install(&["firefox-esr"]);
        }
        let firefox = which("firefox-esr").or_else(|| which("firefox"));
        let geckodriver = match (named("GECKODRIVER").or_else(|| which("geckodriver")), firefox) {
            (Some(driver), Some(_)) => Some(driver),
            (None, Some(_)) => cargo_tool("geckodriver", "geckodriver", GECKODRIVER, true).ok(),
            _ => None,
        };
        if geckodriver.is_none() {
            println!("  Firefox is left out: no firefox or no geckodriver");
        }
        if let Err(missing) = webkit() {
            println!("  WebKitGTK is left out: {missing}");
        }
        Ok(Browsers { chromedriver, geckodriver })
    })
}

/// The third engine, as optional as the second; the tests find it by themselves.
fn webkit() -> Outcome {
    let missing = |variable: &str, program: &str| std::env::var_os(variable).is_none() && which(program).is_none();
    let mut packages = Vec::new();
    if missing("WEBKIT_WEBDRIVER", "WebKitWebDriver") {
        packages.push("webkit2gtk-driver");
    }
    if missing("XVFB", "Xvfb") {
        packages.push("xvfb");
    }
    if packages.is_empty() { Ok(()) } else { install(&packages) }
}

/// A tool that cargo builds, in the cache.
fn cargo_tool(package: &str, binary: &str, version: &str, locked: bool) -> Outcome<PathBuf> {
    let folder = root::tools().join(format!("{package}-{version}"));
    let file = folder.join("bin").join(binary);
    if file.exists() {
        return Ok(file);
    }
    println!("  building {package} {version}, once for this user");
    let mut command = Command::new("cargo");
    command.args(["install", package, "--version", version, "--root"]).arg(&folder);
    if locked {
        command.arg("--locked");
    }
    // A tool that runs for a second need not be optimised for minutes.
    for (name, value) in [("LTO", "off"), ("CODEGEN_UNITS", "64"), ("DEBUG", "0"), ("OPT_LEVEL", "1")] {
        command.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
    }
    command.env_remove("CARGO_TARGET_DIR");
    run(&mut command)?;
    Ok(file)
}

/// The npm tools of our `package-lock.json`, in the cache under the lock's hash.
pub(crate) fn npm() -> Outcome<PathBuf> {
    let lock =
        std::fs::read(root::root().join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    let hash: String = Sha256::digest(&lock).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let folder = root::tools().join(format!("npm-{hash}"));
    let modules = folder.join("node_modules");
    if modules.join(".complete").exists() {
        return Ok(modules);
    }
    if which("npm").is_none() {
        install(&["nodejs", "npm"])?;
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for name in ["package.json", "package-lock.json"] {
        copy(&root::root().join(name), &folder.join(name))?;
    }
    read(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder))?;
    std::fs::write(modules.join(".complete"), "").map_err(|error| error.to_string())?;
    Ok(modules)
}

/// Copies a file, naming it where that fails.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}
