//! Feed to markup, once (*one renderer*): a walker over the typed tree that writes to a small [`Sink`].

mod context;
mod sink;

pub use context::{Context, Prompt};
pub use sink::{Kind, Sink};
