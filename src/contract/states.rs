//! Custom states of the element, for `:state(…)`.

/// One state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Its name.
    pub name: &'static str,
    /// When it holds.
    pub sentence: &'static str,
}

/// Every state.
pub const STATES: &[State] = &[
    State { name: "scheduled", sentence: "The blog has not begun." },
    State { name: "live", sentence: "The blog is being written." },
    State { name: "paused", sentence: "The blog rests." },
    State { name: "ended", sentence: "The blog is over." },
    State { name: "loading", sentence: "The feed is being fetched and nothing is shown yet." },
    State { name: "offline", sentence: "Nothing has come for a while; what is there stays." },
    State { name: "failed", sentence: "The feed could not be shown." },
];
