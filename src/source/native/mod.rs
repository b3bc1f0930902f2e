//! Our own format, `live-updates/1`: read everywhere, written natively. `docs/feed-format.md` tells it by task.
//!
//! Reading walks over a JSON value by hand rather than by derived structs: every derived struct costs the browser's build
//! bytes, and a walker can say where a fault is and go on behind it. The value is serde_json's or the browser's own. `wire` has the structs, for writing and for the schema;
//! a property test holds both together.

mod body;
mod data_head;
mod delta;
mod entry;
mod fields;
mod head;
mod media;
mod read;
#[cfg(feature = "native")]
mod wire;
#[cfg(feature = "native")]
mod write;

#[cfg(any(feature = "native", not(feature = "hydrate")))]
pub use data_head::read_data_head;
#[cfg(feature = "hydrate")]
pub(crate) use data_head::read_data_head_text;
#[cfg(feature = "native")]
pub use data_head::write_data_head;
pub use delta::ParsedDelta;
#[cfg(any(feature = "native", not(feature = "hydrate")))]
pub use delta::read_delta;
#[cfg(feature = "hydrate")]
pub(crate) use delta::read_delta_text;
#[cfg(any(feature = "native", not(feature = "hydrate")))]
pub use read::read;
#[cfg(feature = "hydrate")]
pub(crate) use read::read_text;
#[cfg(feature = "native")]
pub use wire::{delta_schema, schema};
#[cfg(feature = "native")]
pub use write::{write, write_delta, write_entry};

/// What `format` says.
pub const FORMAT: &str = "live-updates/1";
