//! `live-updates serve`: opens what is needed, listens, ends in order.

use std::{
    io::{IsTerminal, Write},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::serve::ListenerExt;
use chrono::{DateTime, Utc};
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
        // Whoever started us reads the port from here, so it must not wait in a buffer.
        let mut out = std::io::stdout();
        let _ = writeln!(out, "listening on http://{address}").and_then(|()| out.flush());
        // Streams would hold the end up for an hour: their readers come back, to whoever serves then.
        let ended = async move {
            told_to_end().await;
            state.end();
        };
        // A router by itself would be copied whole for each connection.
        axum::serve(listener.tap_io(|connection| tuned(connection)), server.into_make_service())
            .with_graceful_shutdown(ended)
            .await
            .map_err(fail)
    })
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

/// Comes back when the process is told to end. Told again, it does not wait for open requests: a reader who never finishes
/// sending one must not hold up whoever stands at the terminal.
async fn told_to_end() {
    let signals = (unix::signal(unix::SignalKind::terminate()), unix::signal(unix::SignalKind::interrupt()));
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
