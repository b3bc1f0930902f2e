//! The compiler for WebAssembly: the user's own where it has the target or can get it, else Debian's with its sources.
//!
//! On machines where rustup can fetch nothing, the standard library is built from Debian's `rust-web-src`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Outcome,
    packages::install,
    root,
    run::{read, run, which},
};

const TARGET: &str = "wasm32-unknown-unknown";
/// The name that Debian's compiler is linked under in rustup.
const LINKED: &str = "live-updates-web";
/// The stack of an instance: deep views need some, and it is most of an instance's memory.
const STACK: &str = "-zstack-size=262144";

/// How WebAssembly is compiled on this machine.
#[derive(Debug)]
pub(crate) enum Toolchain {
    /// The user's own compiler has the target.
    Own,
    /// Debian's compiler builds the standard library itself.
    Debian {
        /// `wasm-ld-N` of the compiler's own LLVM.
        linker: PathBuf,
    },
}

/// Finds a compiler, installing what is missing.
///
/// What is there already is used, so that nothing is asked of a network that may not answer.
pub(crate) fn find() -> Outcome<Toolchain> {
    if own_has_target() || (debian().is_err() && which("rustup").is_some() && rustup_adds_target()) {
        return Ok(Toolchain::Own);
    }
    if debian().is_err() {
        install(&["rustc-web", "cargo-web", "rust-web-src"])?;
    }
    let linker = debian()?;
    if !linker.exists() {
        let name =
            linker.file_name().map(|name| name.to_string_lossy().replace("wasm-ld-", "lld-")).unwrap_or_default();
        install(&[&name])?;
    }
    if which("rustup").is_some() {
        let linked = read(Command::new("rustup").args(["toolchain", "list"]))?;
        if !linked.contains(LINKED) {
            run(Command::new("rustup").args(["toolchain", "link", LINKED, "/usr"]))?;
        }
    }
    Ok(Toolchain::Debian { linker })
}

impl Toolchain {
    /// Whether the standard library is built with our code, for size.
    pub(crate) fn builds_std(&self) -> bool {
        matches!(self, Self::Debian { .. })
    }

    /// Cargo, ready to build the browser's library.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = match self {
            Self::Debian { .. } if which("rustup").is_none() => Command::new("/usr/bin/cargo"),
            _ => Command::new("cargo"),
        };
        command.current_dir(root::root());
        // The variables that `cargo xtask` itself was started with belong to another compiler.
        for name in ["RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC", "CARGO", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            command.env_remove(name);
        }
        command.env("CARGO_TARGET_DIR", root::target().join("wasm"));
        match self {
            Self::Own => {
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("-Clink-arg={STACK}"));
            }
            Self::Debian { linker } => {
                command
                    .env("RUSTUP_TOOLCHAIN", LINKED)
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                    .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env(
                        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                        format!("-Zunstable-options -Cpanic=immediate-abort -Clink-arg={STACK}"),
                    );
            }
        }
        command
    }

    /// Compiles the library and tells where it is.
    pub(crate) fn compile(&self, features: &str) -> Outcome<PathBuf> {
        run(self
            .cargo()
            .args([
                "rustc",
                "--lib",
                "--crate-type",
                "cdylib",
                "--profile",
                "wasm",
                "--no-default-features",
                "--target",
                TARGET,
            ])
            .args(["--package", "live-updates", "--features", features]))?;
        Ok(root::target().join("wasm").join(TARGET).join("wasm").join("live_updates.wasm"))
    }
}

fn own_has_target() -> bool {
    let library = read(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    library.is_ok_and(|folder| Path::new(folder.trim()).exists())
}

fn rustup_adds_target() -> bool {
    println!("  rustup target add {TARGET}");
    read(Command::new("rustup").args(["target", "add", TARGET])).is_ok() && own_has_target()
}

/// The linker that belongs to Debian's compiler.
fn debian() -> Outcome<PathBuf> {
    let missing = || "Debian's `rustc-web` is missing: apt-get install rustc-web cargo-web rust-web-src".to_owned();
    // A distribution's ordinary compiler has neither the target nor the sources.
    if !Path::new("/usr/bin/rustc").exists() || !Path::new("/usr/lib/rustlib/src/rust/library").exists() {
        return Err(missing());
    }
    let version = read(Command::new("/usr/bin/rustc").arg("-vV").env_remove("RUSTUP_TOOLCHAIN"))?;
    let major =
        version.lines().find_map(|line| line.strip_prefix("LLVM version: ")?.split('.').next()).ok_or_else(missing)?;
    Ok(PathBuf::from(format!("/usr/bin/wasm-ld-{major}")))
}
