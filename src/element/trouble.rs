//! How delivery stands, in a line for the reader: one at most, and quiet as long as there is something to read.

use js_sys::Date;

use super::widget::Widget;
use crate::{
    delivery::{Say, browser::FetchError},
    feed::{Stamp, print_number},
    locale::{Locale, fill},
    view::state::Connection,
};

/// What went wrong with a request, in the reader's language.
pub(crate) fn say(error: &FetchError, locale: &Locale) -> String {
    let words = locale.words();
    let why = match error {
        FetchError::Unreachable => words.no_connection().to_owned(),
        FetchError::Status { code, .. } => fill(words.answered(), &[("status", &print_number((*code).into()))]),
        FetchError::NotAFeed(reason) => fill(words.not_a_feed(), &[("reason", reason)]),
    };
    [words.failed(), " ", &why].concat()
}

/// Shows how things stand. `since` is the age of the trouble in milliseconds.
pub(crate) fn show(widget: &Widget, say: Say, since: u64) {
    let locale = widget.locale();
    let words = locale.words();
    let empty = widget.entries.borrow().is_none();
    let connection = match say {
        Say::Quiet | Say::Ended if empty => Connection::Loading,
        Say::Quiet | Say::Ended => Connection::Quiet,
        _ if empty => Connection::Failed(widget.trouble.borrow().clone()),
        Say::Since(_) => {
            let time = here(Date::now() - since as f64).map(|stamp| locale.clock(&stamp, "")).unwrap_or_default();
            Connection::Behind(fill(words.offline_since(), &[("time", &time)]))
        }
        Say::NeedsLogin => Connection::Behind(words.needs_login().to_owned()),
        Say::Gone => Connection::Behind(words.gone().to_owned()),
    };
    widget.set_connection(connection);
}

/// A moment, in milliseconds since 1970, by the reader's own clock and zone.
pub(crate) fn here(milliseconds: f64) -> Option<Stamp> {
    let date = Date::new(&milliseconds.into());
    let offset = chrono::FixedOffset::west_opt((date.get_timezone_offset() * 60.0) as i32)?;
    Some(chrono::DateTime::from_timestamp_millis(milliseconds as i64)?.with_timezone(&offset))
}
