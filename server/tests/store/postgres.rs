//! Debian's PostgreSQL in a temporary folder, on a free port of this machine, for as long as these tests run.

use std::{
    fs,
    io::Write,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// A new, empty database; none where PostgreSQL is not installed.
pub(crate) async fn database() -> Option<String> {
    static SERVER: OnceLock<Option<String>> = OnceLock::new();
    static DATABASES: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(start).clone()?;
    let name = format!("live{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let mut connection = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    Some(format!("{server}/{name}"))
}

/// Says what this machine has not.
pub(crate) fn left_out(why: &str) {
    // Past the harness, which shows what is printed only where a test fails.
    let _ = writeln!(std::io::stderr(), "left out: {why}");
}

/// Where PostgreSQL's programs are. Debian keeps versions apart; elsewhere they are on the `PATH`.
pub(crate) fn binaries() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    debian.chain(std::env::split_paths(&path)).find(|bin| bin.join("initdb").exists())
}

/// Starts a server that ends when this process does, however it ends. Its address without a database's name.
fn start() -> Option<String> {
    let Some(binaries) = binaries() else {
        left_out("PostgreSQL is not installed (Debian's package `postgresql`)");
        return None;
    };
    let (say, address) = mpsc::channel();
    // The server ends with the thread that started it, so that thread stays.
    thread::spawn(move || {
        let folder = folder();
        if fs::metadata("/proc/self").is_ok_and(|me| owner(&me) == 0) {
            let owned = Command::new("chown").arg("nobody").arg(&folder).status().unwrap();
            assert!(owned.success());
        }
        let data = folder.join("data");
        let made = unprivileged(&binaries.join("initdb"))
            .args(["--auth=trust", "--username=desk", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        // A port that is free when it is looked for may be somebody else's a moment later.
        let (mut server, port) = (0..9).find_map(|_| serve(&binaries, &data)).expect("PostgreSQL starts");
        say.send(format!("postgres://desk@127.0.0.1:{port}")).unwrap();
        let _ = server.wait();
    });
    Some(address.recv().unwrap())
}

/// Starts the server on a port that is free at the moment, and waits until it answers; none if it ends instead.
fn serve(binaries: &Path, data: &Path) -> Option<(Child, u16)> {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let number = port.to_string();
    let settings = ["max_connections=1000", "fsync=off"].into_iter().flat_map(|setting| ["-c", setting]);
    let mut server = unprivileged(&binaries.join("postgres"))
        .arg("-D")
        .arg(data)
        .args(["-h", "127.0.0.1", "-p", &number, "-k", ""])
        .args(settings)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ready = Command::new(binaries.join("pg_isready"));
    ready.args(["-q", "-h", "127.0.0.1", "-p", &number]);
    while !ready.status().unwrap().success() {
        if server.try_wait().unwrap().is_some() {
            return None;
        }
        thread::yield_now();
    }
    Some((server, port))
}

/// A folder for this process. Those that processes left behind are removed: nobody is there to do it when a process has ended.
fn folder() -> PathBuf {
    const NAME: &str = "live-updates-postgres-";
    let all = std::env::temp_dir();
    for left in fs::read_dir(&all).unwrap().flatten() {
        let name = left.file_name().to_string_lossy().into_owned();
        let process = name.strip_prefix(NAME).filter(|process| !Path::new("/proc").join(process).exists());
        process.map(|_| fs::remove_dir_all(left.path()).ok());
    }
    let folder = all.join(format!("{NAME}{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    folder
}

fn owner(file: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(file)
}

/// A program that ends with the thread that starts it, and does not run as root, which PostgreSQL refuses.
fn unprivileged(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if fs::metadata("/proc/self").is_ok_and(|me| owner(&me) == 0) {
        command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]);
    }
    command.arg("--pdeathsig=QUIT").arg(program).env("LC_ALL", "C").current_dir("/");
    command
}
