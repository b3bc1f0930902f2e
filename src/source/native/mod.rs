//! Our own format, `live-updates/1`: read everywhere, written natively. `docs/feed-format.md` tells it by task.
//!
//! Reading walks over a JSON value by hand rather than by derived structs: every derived struct costs the browser's build
//! bytes, and a walker can say where a fault is and go on behind it. `wire` has the structs, for writing and for the schema;
//! a property test holds both together.

mod body;
mod entry;
mod fields;
mod head;
mod media;
mod read;
#[cfg(feature = "native")]
mod wire;
#[cfg(feature = "native")]
mod write;

pub use read::read;
#[cfg(feature = "native")]
pub use wire::schema;
#[cfg(feature = "native")]
pub use write::write;

/// What `format` says.
pub const FORMAT: &str = "live-updates/1";
