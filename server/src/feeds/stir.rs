//! When a feed may have changed.

use std::time::Duration;

use tokio::{
    sync::broadcast,
    time::{sleep, timeout},
};

use crate::store::Changed;

/// Also a feed that nothing is heard of is looked at this often: its history may be another one, or nobody listens any more.
const GLANCE: Duration = Duration::from_secs(30);

/// When a feed may have changed.
#[derive(Debug)]
pub(crate) enum Stir {
    /// A file is looked at every so often.
    File(Duration),
    /// A store tells.
    Store(broadcast::Receiver<Changed>),
}

impl Stir {
    /// Comes back when the feed may have changed since the last time.
    pub(crate) async fn wait(&mut self, id: &str) {
        match self {
            Self::File(look) => sleep(*look).await,
            Self::Store(told) => {
                let heard = async {
                    loop {
                        match told.recv().await {
                            Ok(changed) if changed.feed != id => {}
                            // Who was told too much at once looks for what it was.
                            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
                            // A store that is gone tells nothing more.
                            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
                        }
                    }
                };
                let _ = timeout(GLANCE, heard).await;
            }
        }
    }
}
