//! The events of the element: all bubble and are composed.

/// One event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: &'static str,
    /// What `detail` holds.
    pub detail: &'static str,
    /// Whether a page can take over by `preventDefault()`.
    pub cancelable: bool,
    /// When it is sent.
    pub sentence: &'static str,
}

/// Every event.
pub const EVENTS: &[Event] = &[
    Event {
        name: "lu-ready",
        detail: "`adopted` (boolean), `reason` (text or null)",
        cancelable: false,
        sentence: "The widget is alive. `adopted` says whether the page's own HTML was taken over; `reason` why something was made afresh: \
                   `no-content`, `chrome-missing`, `chrome-of-another-build`, `chrome-altered`, `restarted`.",
    },
    Event {
        name: "lu-arrived",
        detail: "`count`",
        cancelable: false,
        sentence: "New entries arrived; they are shown or wait behind the notice.",
    },
    Event { name: "lu-shown", detail: "`count`", cancelable: false, sentence: "New entries were put into the list." },
    Event {
        name: "lu-order",
        detail: "`order`",
        cancelable: false,
        sentence: "The reader, or a script, turned the order round.",
    },
    Event { name: "lu-opened", detail: "`id`", cancelable: false, sentence: "An entry was opened." },
    Event {
        name: "lu-seen",
        detail: "`id`",
        cancelable: false,
        sentence: "An entry was in view for a second on end: half of it, or so much that it filled half of the window, in a tab that is \
                   seen. Once for each entry, also after a restart; not for copies of pinned ones, nor without WASM.",
    },
    Event { name: "lu-share", detail: "`id`, `url`", cancelable: true, sentence: "The reader shares an entry." },
    Event {
        name: "lu-login-request",
        detail: "`reason`, `entryId`, `returnTo`",
        cancelable: true,
        sentence: "The reader wants to log in or register; answer with a dialog of your own, or let the link lead there.",
    },
    Event {
        name: "lu-error",
        detail: "`code`, `message`",
        cancelable: false,
        sentence: "Something failed: `unreachable`, `status`, `not-a-feed`, `entry-skipped`, `not-started`, `trapped`.",
    },
];
