//! What a plan asks to be done.

/// What is to be done now, in the order of the fields. All of it is the whole truth: a timer that was set before is void.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToDo {
    /// Give up the request that is under way; its answer must not be handed in any more.
    pub abort: bool,
    /// What becomes of the answer that was handed in.
    pub verdict: Verdict,
    /// What becomes of the stream.
    pub stream: Option<Turn>,
    /// What to ask for. Each such request is answered by one [`Answered`](super::Happened::Answered), unless it is aborted.
    pub ask: Option<Ask>,
    /// Milliseconds until [`Timer`](super::Happened::Timer) is to happen; `None`: no timer.
    pub wake_in: Option<u32>,
    /// How things stand, for the reader.
    pub say: Say,
}

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// There is nothing in it.
    #[default]
    Nothing,
    /// It is to be shown, by the rules of `feed`. A head of another epoch: what is loaded stays, but is checked again.
    Apply,
    /// It is older than what is here, or does not follow on from it: it is dropped.
    Discard,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The changes, at the newest `links.updates` that is known.
    Updates,
    /// The head, at the feed's address.
    Head,
}

/// What becomes of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is opened after the revision that is shown.
    Open,
    /// It is closed.
    Close,
}

/// How things stand, for the reader: one line at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Say {
    /// All is well.
    #[default]
    Quiet,
    /// Nothing has come since this moment, in the milliseconds that the plan is given.
    Since(u64),
    /// Only those who are logged in may read it.
    NeedsLogin,
    /// The feed is not there any more.
    Gone,
    /// The blog is over.
    Ended,
}
