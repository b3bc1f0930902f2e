//! How streams are kept: how many, how long, how often they say that they live.

use std::{ops::RangeInclusive, sync::Arc, time::Duration};

use tokio::sync::Semaphore;

use crate::feeds::{Feeds, Hub};

/// How streams are kept.
#[derive(Clone, Debug)]
pub struct StreamOptions {
    /// The most streams at once; who comes later is told to try again (503).
    pub places: usize,
    /// The time between two beats.
    pub beat: Duration,
    /// How long a file is left alone between two looks at it, while somebody listens.
    pub look: Duration,
    /// How long a stream lives: between these, at random, so that a deploy drains.
    pub life: RangeInclusive<Duration>,
    /// How long browsers are told to wait before they come back: between these, at random.
    pub retry: RangeInclusive<Duration>,
}

impl StreamOptions {
    /// The most streams at once where nobody says another number.
    pub const PLACES: u32 = 10_000;
}

impl Default for StreamOptions {
    fn default() -> Self {
        Self {
            places: Self::PLACES as usize,
            beat: Duration::from_secs(15),
            look: Duration::from_secs(1),
            life: Duration::from_secs(30 * 60)..=Duration::from_secs(60 * 60),
            retry: Duration::from_secs(2)..=Duration::from_secs(8),
        }
    }
}

/// Everything that streams share.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) options: StreamOptions,
    pub(crate) places: Arc<Semaphore>,
    pub(crate) hub: Hub,
}

impl Live {
    pub(crate) fn new(feeds: Feeds, options: StreamOptions) -> Self {
        let places = Arc::new(Semaphore::new(options.places));
        Self { places, hub: Hub::new(feeds, options.look), options }
    }

    /// How many streams are open.
    pub(crate) fn open(&self) -> usize {
        self.options.places - self.places.available_permits()
    }
}
