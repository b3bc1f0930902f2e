//! An editor writes by the command, the real server in a process of its own keeps it, and readers see it: by stream and by polling.

use std::{path::Path, process::Stdio};

use live_updates_tests::{
    Clock, Outcome,
    proxy::{Class, Proxy},
    with_stage,
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// The command of this build.
fn command() -> Outcome<Command> {
    let mut command =
        Command::new(std::env::var("LU_SERVER").map_err(|_| "run the browser tests by `cargo xtask e2e`")?);
    command.env_remove("LIVE_UPDATES_SERVER").env_remove("LIVE_UPDATES_TOKEN").kill_on_drop(true);
    Ok(command)
}

/// A server of a database; it ends with the process that is given back. Its address comes with it.
async fn serve(database: &Path) -> Outcome<(Child, String)> {
    let mut server = command()?;
    server.args(["serve", "--listen", "127.0.0.1:0", "--assets"]).arg(std::env::var("LU_DIST")?);
    server.arg("--database").arg(database).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = server.spawn()?;
    let mut lines = BufReader::new(server.stdout.take().ok_or("no output")?).lines();
    let line = lines.next_line().await?.ok_or("the server said nothing")?;
    let origin = line.strip_prefix("listening on ").ok_or("the server does not say where it listens")?.to_owned();
    Ok((server, origin))
}

/// Runs the command on the database; gives what it prints.
async fn run(database: &Path, arguments: &[&str]) -> Outcome<String> {
    let done = command()?.args(arguments).arg("--database").arg(database).output().await?;
    if !done.status.success() {
        return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&done.stderr)).into());
    }
    Ok(String::from_utf8(done.stdout)?.trim().to_owned())
}

/// Post, edit, correct, pin, delete and change the state; each is waited for.
async fn everything_arrives(stream: bool) -> Outcome {
    with_stage(async |stage| {
        let folder = tempfile::tempdir()?;
        let database = folder.path().join("live.db");
        run(&database, &["feed", "new", "quay", "--title", "Quay day in Larkhaven"]).await?;
        run(&database, &["post", "quay", "The first ferry is late.", "--title", "Late", "--id", "late"]).await?;
        let (_server, origin) = serve(&database).await?;
        let proxy = Proxy::before(&origin).await?;
        let mut stage = stage.clone();
        stage.origin.clone_from(&proxy.origin);
        let clock = Clock::install(&stage).await?;
        stage.open("/quay").await?;
        stage.js(&format!("widget().stream = '{}'", if stream { "auto" } else { "off" })).await?;
        clock.settled().await?;
        if stream {
            proxy.wait_for_answers(Class::Stream, 1).await?;
        }
        let polls = proxy.count(Class::Updates);
        let see = async |is: &str| {
            if stream {
                return stage.until(is).await;
            }
            // One period and what it differs by, and once more for a page that was printed a moment ago.
            clock.advance(20_000).await?;
            stage.expect(&format!("!!({is})"), true).await
        };
        run(&database, &["post", "quay", "The second ferry is in.", "--title", "In", "--id", "in"]).await?;
        see("articles()[0] == 'in'").await?;
        run(&database, &["edit", "quay", "in", "The second ferry is in, and full."]).await?;
        see("document.querySelector('#lu-in .lu-body').textContent.includes('and full')").await?;
        run(
            &database,
            &["edit", "quay", "in", "--correction", "It is the third ferry.", "--before", "the second ferry"],
        )
        .await?;
        see("document.querySelector('#lu-in .lu-correction').textContent.includes('It is the third ferry.')").await?;
        run(&database, &["edit", "quay", "in", "--pin"]).await?;
        see("widget().querySelector('.lu-pinned [data-copy=in]')").await?;
        run(&database, &["delete", "quay", "late"]).await?;
        see("articles().join() == 'in'").await?;
        run(&database, &["state", "quay", "ended"]).await?;
        see("widget().state == 'ended' && widget().matches(':state(ended)')").await?;
        if stream {
            assert_eq!(proxy.count(Class::Updates), polls, "the stream was enough");
        } else {
            assert_eq!(proxy.open(Class::Stream), 0);
        }
        stage.expect_quiet().await
    })
    .await
}

#[tokio::test]
async fn what_the_command_writes_arrives_by_the_stream() -> Outcome {
    everything_arrives(true).await
}

#[tokio::test]
async fn what_the_command_writes_arrives_by_polling() -> Outcome {
    everything_arrives(false).await
}
