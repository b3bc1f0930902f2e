//! What can happen to a reader's plan: all that it is ever told.

use crate::feed::{Delta, Head, HeadField, Links, State};

/// What a plan has to know of the feed's head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Seconds between two polls, as the head says; 0 where it says nothing.
    pub poll_seconds: u32,
    /// Whether changes can be asked for (`links.updates`). Else the head itself is asked for again.
    pub updates: bool,
    /// Whether there is a stream (`links.stream`).
    pub stream: bool,
    /// Whether the blog is over.
    pub ended: bool,
}

impl Facts {
    /// The facts in what a head, or a page's `data-head`, says.
    #[must_use]
    pub fn new(poll_seconds: u32, state: State, links: &Links) -> Self {
        Self {
            poll_seconds,
            updates: links.updates.is_some(),
            stream: links.stream.is_some(),
            ended: state == State::Ended,
        }
    }

    /// The facts of a head.
    #[must_use]
    pub fn of(head: &Head) -> Self {
        Self::new(head.poll_seconds, head.state, &head.links)
    }

    /// What the facts are once a delta is applied.
    #[must_use]
    pub fn after(mut self, delta: &Delta) -> Self {
        if let Some(change) = &delta.head {
            if change.fields.contains(&HeadField::State) {
                self.ended = change.head.state == State::Ended;
            }
            if change.fields.contains(&HeadField::Links) {
                self.updates = change.head.links.updates.is_some();
                self.stream = change.head.links.stream.is_some();
            }
        }
        self.updates |= delta.updates.is_some();
        self.poll_seconds = delta.poll_seconds.unwrap_or(self.poll_seconds);
        self
    }
}

/// What is known as a plan begins: read from the page, or nothing (the default).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The revision of what is shown; 0 where it is not known.
    pub revision: u64,
    /// Its epoch, by [`epoch_mark`]; 0 where it is not known.
    pub epoch: u64,
    /// Whether anything is shown. As long as nothing is, the head is asked for whatever the options say.
    pub loaded: bool,
    /// What the head says.
    pub facts: Facts,
}

/// What the page's options allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Whether anything is asked for unbidden (`updates` is not `off`).
    pub updates: bool,
    /// Whether a stream may be held (`stream` is not `off`).
    pub stream: bool,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// The content was adopted, or there is none yet and it may be fetched.
    Started,
    /// The time that was asked for has come, or a later one.
    Timer,
    /// The page can be seen again: a tab was chosen, or a page came back from the browser's memory.
    Shown,
    /// The page can no longer be seen.
    Hidden,
    /// The browser says that there is a network.
    Online,
    /// The browser says that there is none.
    Offline,
    /// Somebody asked: `refresh()`, "try again", a reader who logged in.
    Asked,
    /// The reader stopped live updates.
    Paused,
    /// The reader let them go on.
    Resumed,
    /// The page's options changed.
    Options(Allowed),
    /// What was asked for was answered, well or badly.
    Answered(Answer),
    /// The stream was accepted. That it works is shown by its first word alone.
    StreamOpened,
    /// The stream sent a delta, or something that could not be read.
    StreamSaid(Answer),
    /// The stream sent `beat`.
    Beat,
    /// The stream sent `reset`: too far behind to go on.
    Reset,
    /// The stream closed for good.
    StreamClosed,
}

/// How a request was answered, or what a stream sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Changes.
    Delta {
        /// Its epoch, by [`epoch_mark`].
        epoch: u64,
        /// The revision that they come after.
        from: u64,
        /// The revision that they lead to.
        revision: u64,
        /// Whether it was cut.
        more: bool,
        /// What is known of the head once it is applied.
        facts: Facts,
    },
    /// The head.
    Head {
        /// Its epoch, by [`epoch_mark`].
        epoch: u64,
        /// Its revision.
        revision: u64,
        /// What it says.
        facts: Facts,
    },
    /// Nothing is new: 304, 204 or an empty body.
    Unchanged,
    /// Any other status.
    Status {
        /// The status code.
        code: u16,
        /// What `Retry-After` asks for, in milliseconds; 0 where it is absent.
        retry_after: u32,
    },
    /// Nobody answered, or the answer broke off.
    Unreachable,
    /// What came is neither a feed nor a delta: HTML, half a document.
    Unreadable,
}

impl Answer {
    /// A delta as the plan sees it, where `facts` is what is known before it.
    #[must_use]
    pub fn delta(delta: &Delta, facts: Facts) -> Self {
        Self::Delta {
            epoch: epoch_mark(&delta.epoch),
            from: delta.from,
            revision: delta.revision,
            more: delta.more,
            facts: facts.after(delta),
        }
    }

    /// A head as the plan sees it.
    #[must_use]
    pub fn head(head: &Head) -> Self {
        Self::Head { epoch: epoch_mark(&head.epoch), revision: head.revision, facts: Facts::of(head) }
    }
}

/// A number that stands for an epoch, by which plans tell them apart (64-bit FNV-1a); 0 for none.
#[must_use]
pub fn epoch_mark(epoch: &str) -> u64 {
    if epoch.is_empty() {
        return 0;
    }
    epoch.bytes().fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
