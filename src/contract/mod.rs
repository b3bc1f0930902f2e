//! What we promised the host page: names and tables. README, `docs/element.md`, the loader's attributes and the tests follow
//! from here; removing or renaming anything is a breaking change.

mod attributes;
pub mod classes;
mod custom_properties;
mod events;
mod methods;
pub mod parts;
pub mod slots;
mod states;
#[cfg(feature = "native")]
mod tables;

pub use attributes::{ATTRIBUTES, Attribute};
pub use custom_properties::{CUSTOM_PROPERTIES, CustomProperty};
pub use events::{EVENTS, Event};
pub use methods::{METHODS, Method, PROPERTIES, Property};
pub use states::{STATES, State};
#[cfg(feature = "native")]
pub use tables::markdown;
