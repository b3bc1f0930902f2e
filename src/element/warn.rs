//! What an engineer who embeds us reads in the console; a reader's page stays silent otherwise.

/// Warns once about a mistake in the embedding page.
pub(crate) fn warn(message: &str) {
    web_sys::console::warn_1(&["live-updates: ", message].concat().into());
}
