//! Programs of others that the server's tests run beside ours, in folders and at addresses of their own. Without one its tests are
//! left out, which is said.

use std::path::Path;

use crate::{
    packages::{install as installed, install_stopped},
    run::which,
};

struct Partner {
    /// Debian's name for it.
    package: &'static str,
    /// What is tested with it.
    tests: &'static str,
    /// Whether Debian starts it as a service where nobody forbids that.
    is_service: bool,
    is_there: fn() -> bool,
}

const PARTNERS: [Partner; 4] = [
    Partner {
        package: "nginx",
        tests: "readers behind a cache",
        is_service: true,
        is_there: || which("nginx").is_some() || Path::new("/usr/sbin/nginx").exists(),
    },
    Partner {
        package: "postgresql",
        tests: "the store on PostgreSQL",
        is_service: true,
        // Debian keeps the versions apart, and puts none of them on the `PATH`.
        is_there: || {
            let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
            which("initdb").is_some() || versions.map(|it| it.path().join("bin/initdb")).any(|it| it.exists())
        },
    },
    Partner { package: "curl", tests: "the commands in docs", is_service: false, is_there: || which("curl").is_some() },
    Partner {
        package: "sqlite3",
        tests: "backup and restore of SQLite",
        is_service: false,
        is_there: || which("sqlite3").is_some(),
    },
];

/// Installs what is missing, where we may; says what is left out.
pub(crate) fn install() {
    for partner in PARTNERS.iter().filter(|partner| !(partner.is_there)()) {
        let install = if partner.is_service { install_stopped } else { installed };
        if let Err(missing) = install(&[partner.package]) {
            println!("  left out: {}: {missing}", partner.tests);
        }
    }
}

/// What the tests leave out on this machine, a line each with the command that would change it.
pub(crate) fn left_out() -> Vec<String> {
    let missing = PARTNERS.iter().filter(|partner| !(partner.is_there)());
    missing.map(|it| format!("left out: {} (apt-get install {})", it.tests, it.package)).collect()
}
