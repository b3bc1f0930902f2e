//! Who listens to which feed. A feed that somebody listens to has one task that makes its frames, whoever many listen.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::broadcast;

use super::{Feeds, Frame};
use crate::error::ApiError;

/// Frames that are kept for those who are slow to take them. Who is further behind is dropped, and resumes by asking.
const KEPT: usize = 64;

/// What a listener waits on.
pub(crate) type News = broadcast::Receiver<Arc<Frame>>;

/// The feeds that are listened to; `None` once the server ends.
type Channels = Option<BTreeMap<String, broadcast::Sender<Arc<Frame>>>>;

/// Who listens to which feed. Cheap to clone; all clones are one hub.
#[derive(Clone, Debug)]
pub(crate) struct Hub {
    feeds: Feeds,
    look: Duration,
    channels: Arc<Mutex<Channels>>,
}

/// Where a feed is: what has been told of it up to now.
struct Told {
    epoch: String,
    revision: u64,
}

impl Hub {
    /// A hub that nobody listens to yet. `look` is how long a file is left alone between two looks at it.
    pub(crate) fn new(feeds: Feeds, look: Duration) -> Self {
        Self { feeds, look, channels: Arc::new(Mutex::new(Some(BTreeMap::new()))) }
    }

    /// Everything that happens to a feed from now on, and the revision that it is at. What is asked for after this call and
    /// what is heard overlap, so that nothing falls between them.
    ///
    /// # Errors
    /// As [`Feeds::get`]; [`ApiError::Ending`] once the server ends.
    pub(crate) async fn listen(&self, id: &str) -> Result<(News, u64), ApiError> {
        let published = self.feeds.get(id).await?;
        let head = &published.feed().head;
        let mut channels = self.channels();
        let channels = channels.as_mut().ok_or(ApiError::Ending)?;
        let news = match channels.get(id) {
            Some(channel) => channel.subscribe(),
            None => {
                let (channel, news) = broadcast::channel(KEPT);
                let told = Told { epoch: head.epoch.clone(), revision: head.revision };
                tokio::spawn(self.clone().tell(id.to_owned(), channel.downgrade(), told));
                channels.insert(id.to_owned(), channel);
                news
            }
        };
        Ok((news, head.revision))
    }

    /// Lets every listener go, so that the server can end.
    pub(crate) fn end(&self) {
        self.channels().take();
    }

    /// Tells of a feed's changes as long as somebody listens.
    async fn tell(self, id: String, channel: broadcast::WeakSender<Arc<Frame>>, mut told: Told) {
        let mut stir = self.feeds.stir(&id, self.look).await;
        loop {
            while let Some(frame) = self.next(&id, &mut told).await {
                let Some(channel) = channel.upgrade() else { return };
                // Nobody listening any more is no failure.
                let _ = channel.send(Arc::new(frame));
            }
            stir.wait(&id).await;
            let mut channels = self.channels();
            let Some(channels) = channels.as_mut() else { return };
            // Under the lock, so that nobody begins to listen while this ends.
            if channels.get(&id).is_none_or(|channel| channel.receiver_count() == 0) {
                channels.remove(&id);
                return;
            }
        }
    }

    /// What has to be told next; `None` where all is told, or cannot be read at the moment.
    async fn next(&self, id: &str, told: &mut Told) -> Option<Frame> {
        let frame = match self.feeds.changes(id, told.revision).await {
            Ok(delta) if delta.epoch == told.epoch && delta.revision == told.revision => return None,
            Ok(delta) if delta.epoch == told.epoch => Frame::delta(&delta),
            // Another history, or one that was set back.
            Ok(_) | Err(ApiError::RevisionGone) => {
                let published = self.feeds.get(id).await.ok()?;
                Frame::reset(&published.feed().head.epoch, published.feed().head.revision)
            }
            Err(_) => return None,
        };
        (told.epoch, told.revision) = (frame.epoch.clone(), frame.revision);
        Some(frame)
    }

    fn channels(&self) -> MutexGuard<'_, Channels> {
        self.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
