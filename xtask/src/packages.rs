//! Debian packages, installed where we may.

use std::process::Command;

use crate::{
    Outcome,
    run::{read, which},
};

const INSTALL: &str = r#"
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends "$@"
"#;

/// Debian starts a service that is installed, unless a policy forbids it (`policy-rc.d`), and again with the machine. A policy that
/// is there already is the owner's, and stays.
const INSTALL_STOPPED: &str = r#"
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
fi
apt-get install -y --no-install-recommends "$@"
if [ -d /run/systemd/system ]; then
    systemctl disable "$@" || echo "not disabled: $*"
fi
"#;

/// Installs packages.
///
/// # Errors
/// The command to give by hand, and why it failed here.
pub(crate) fn install(packages: &[&str]) -> Outcome {
    with(INSTALL, packages)
}

/// Installs packages that are services and have the service's name: their programs are there then, and nothing is started, now or
/// with the machine.
///
/// # Errors
/// As [`install`].
pub(crate) fn install_stopped(packages: &[&str]) -> Outcome {
    with(INSTALL_STOPPED, packages)
}

fn with(script: &str, packages: &[&str]) -> Outcome {
    let wanted = format!("apt-get install {}", packages.join(" "));
    if which("apt-get").is_none() {
        return Err(format!("missing: {}; on Debian: {wanted}", packages.join(", ")));
    }
    println!("  {wanted}");
    let attempt = || read(as_root("sh").args(["-c", script, "install"]).args(packages));
    // A fresh machine's list of packages may be empty or old.
    attempt()
        .or_else(|_| read(as_root("apt-get").arg("update")).and_then(|_| attempt()))
        .map(|_| ())
        .map_err(|error| format!("{wanted} failed: {}", error.trim_end()))
}

/// A program as the one who may install, without asking for a password.
fn as_root(program: &str) -> Command {
    if which("sudo").is_none() || is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", program]);
    command
}

fn is_root() -> bool {
    read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
