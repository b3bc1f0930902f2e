//! `live-updates serve`: opens what is needed, listens, ends in order.

use std::{
    io::{IsTerminal, Write},
    pin::pin,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    serve::{Listener, ListenerExt},
};
use chrono::{DateTime, Utc};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use socket2::SockRef;
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix,
};

use crate::{
    AppState, StreamOptions,
    api::Api,
    assets::Assets,
    cli::ServeOptions,
    error::CommandError,
    feeds::Feeds,
    origin,
    routes::whole,
    store::{Store, keep_time},
};

/// How long a connection may take to send the head of a request, and how long it may stay open between two. A proxy that keeps
/// connections for us gives them up sooner (nginx after 60 seconds), and so never sends a request into one that we are closing.
const HEAD: Duration = Duration::from_secs(75);

/// Serves until it is told to end; requests that are open then are finished.
///
/// # Errors
/// [`CommandError`] if the folder, the assets or the address are of no use.
pub fn serve(options: &ServeOptions) -> Result<(), CommandError> {
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(colours).with_target(false).init();
    let fail = |source| CommandError::Listen { address: options.listen.to_string(), source };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(fail)?;
    let public_url = options.public_url.as_deref().map(origin::public).transpose()?;
    runtime.block_on(async {
        let store = match &options.database {
            Some(database) => Some(Store::open(database).await?),
            None => None,
        };
        let feeds = Feeds::of(options.feeds.as_deref(), store.clone())?;
        let streams = StreamOptions { places: options.streams as usize, ..StreamOptions::default() };
        let state = AppState::with(feeds, Assets::open(&options.assets)?, public_url, streams);
        if let Some(store) = &store {
            tokio::spawn(keep_time(store.clone(), now));
        }
        let server = whole(state.clone(), store.map(|store| Api::new(store, now)));
        make_room_for(options.streams);
        let listener = TcpListener::bind(options.listen).await.map_err(fail)?;
        let address = listener.local_addr().map_err(fail)?;
        // Before anybody knows where we are, so that nobody can tell us in vain.
        let told = told_to_end();
        // Whoever started us reads the port from here, so it must not wait in a buffer.
        let mut out = std::io::stdout();
        let _ = writeln!(out, "listening on http://{address}").and_then(|()| out.flush());
        // Streams would hold the end up for an hour: their readers come back, to whoever serves then.
        let ended = async move {
            told.await;
            state.end();
        };
        answer(listener, server, ended, HEAD).await;
        Ok(())
    })
}

/// Answers every connection until it is time to end, then finishes what is open.
///
/// As [`axum::serve`], which would speak HTTP/1 alone here, too, but look first whether it is HTTP/2: that costs every connection 6 KB
/// for as long as it lives, which is a quarter of all that a stream takes.
async fn answer(listener: TcpListener, server: Router, ended: impl Future<Output = ()>, head: Duration) {
    let open = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(head);
    // A router with a state, even the empty one, is shared by the connections instead of copied.
    let service = TowerToHyperService::new(server.with_state(()));
    let mut listener = listener.tap_io(|connection| tuned(connection));
    let mut ended = pin!(ended);
    loop {
        let (connection, _) = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut ended => break,
        };
        let answered = open.watch(http.serve_connection(TokioIo::new(connection), service.clone()));
        // A connection that breaks is the reader's affair.
        tokio::spawn(async { drop(answered.await) });
    }
    drop(listener);
    open.shutdown().await;
}

/// Every stream is a file to the system, and the 1024 that are usual would be few.
fn make_room_for(streams: u32) {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) if files < u64::from(streams) => {
            tracing::warn!("{streams} streams may be open, but this process may open {files} files (`ulimit -n`)");
        }
        Ok(_) => {}
        Err(error) => tracing::warn!("the number of open files stays as it is: {error}"),
    }
}

/// What is sent goes out at once; who takes nothing for half a minute is gone, also if the network never says so (RFC 5482).
fn tuned(connection: &TcpStream) {
    let set = connection
        .set_nodelay(true)
        .and_then(|()| SockRef::from(connection).set_tcp_user_timeout(Some(Duration::from_secs(30))));
    if let Err(error) = set {
        tracing::debug!("a connection keeps the system's settings: {error}");
    }
}

/// What time it is: the one place where writing learns it.
pub(crate) fn now() -> DateTime<Utc> {
    #[expect(clippy::disallowed_methods, reason = "the server's edge reads the clock")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    DateTime::from_timestamp(since.as_secs().cast_signed(), since.subsec_nanos()).unwrap_or_default()
}

/// Listens from now on, and comes back when the process is told to end. Told again, it does not wait for open requests: a reader who never finishes
/// sending one must not hold up whoever stands at the terminal.
fn told_to_end() -> impl Future<Output = ()> {
    let signals = (unix::signal(unix::SignalKind::terminate()), unix::signal(unix::SignalKind::interrupt()));
    async {
        let (Ok(mut terminate), Ok(mut interrupt)) = signals else {
            // Without signals there is nothing to wait for: the process is ended from outside.
            return std::future::pending().await;
        };
        let mut told = async move || {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        };
        told().await;
        tracing::info!("ending; open requests are finished first");
        tokio::spawn(async move {
            told().await;
            tracing::warn!("told again: ending with requests open");
            std::process::exit(1);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::Notify,
    };

    use super::*;

    #[tokio::test]
    async fn who_never_ends_the_head_of_a_request_is_let_go_and_an_answer_may_take_its_time() -> std::io::Result<()> {
        let ready = Arc::new(Notify::new());
        let waits = ready.clone();
        let router = Router::new().route("/", get(async move || waits.notified().await));
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(answer(listener, router, std::future::pending(), Duration::from_millis(100)));
        let mut patient = TcpStream::connect(address).await?;
        patient.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await?;
        let (mut slow, mut idle) = (TcpStream::connect(address).await?, TcpStream::connect(address).await?);
        slow.write_all(b"GET / HTTP/1.1\r\nho").await?;
        // Both come back when the server has closed them.
        for connection in [&mut slow, &mut idle] {
            let mut said = String::new();
            connection.read_to_string(&mut said).await?;
            assert!(!said.contains("200"), "{said}");
        }
        ready.notify_one();
        let mut said = String::new();
        patient.read_to_string(&mut said).await?;
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
        Ok(())
    }
}
