//! Feed to markup, once (*one renderer*): a walker over the typed tree that writes to a small [`Sink`].
//!
//! The same walker prints text on a server ([`Text`]) and makes nodes in a browser. No string of a feed becomes a tag, an
//! attribute's name, a handler or a style; addresses come as [`crate::feed::Url`], which has looked at their scheme.

mod body;
#[cfg(feature = "hydrate")]
mod browser;
mod context;
mod entry;
mod head;
mod inline;
mod kind;
mod language;
mod media;
mod sink;
mod stamp;
#[cfg(feature = "native")]
mod structured_data;
#[cfg(feature = "native")]
mod text;

#[cfg(feature = "hydrate")]
pub(crate) use browser::Nodes;
pub use context::{Context, Prompt};
pub use entry::{article, empty, entries, item, pinned};
#[cfg(feature = "hydrate")]
pub(crate) use entry::{pin, pins};
pub use head::{contents, head, prompt, summary};
pub use language::direction;
pub use sink::{Kind, Sink};
pub use stamp::print_stamp;
#[cfg(feature = "native")]
pub use structured_data::structured_data;
#[cfg(feature = "native")]
pub use text::Text;

use crate::feed::Feed;

/// Everything that stands in the light of the element, in reading order.
pub fn content(sink: &mut dyn Sink, feed: &Feed, context: &Context<'_>) {
    head(sink, context);
    summary(sink, context);
    contents(sink, &feed.contents(context.order), context);
    pinned(sink, feed, context);
    if feed.timeline.shown().next().is_none() {
        empty(sink, context);
    }
    entries(sink, feed, context);
    prompt(sink, context);
}
