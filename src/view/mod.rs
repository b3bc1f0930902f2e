//! What the reader operates: one Leptos component per thing one can point at, all of it chrome, none of it content.
//!
//! The chrome is printed natively in its resting state (`print`), hydrated in the browser where nobody has altered it
//! (`fingerprint`), and rendered afresh there otherwise. It holds slots, so rendering it afresh moves no entry.
//!
//! Two rules, enforced by a browser test under a strict CSP: every element below the top of a `view!` has a child or an
//! attribute that is not a literal, since Leptos sets all-static subtrees by `innerHTML`; and no `style=`, only `style:prop=`.

#![expect(unreachable_pub, reason = "the component macro makes its functions and props public")]

mod badge;
mod chrome;
mod current;
#[cfg(feature = "hydrate")]
pub(crate) mod entry_list;
mod fingerprint;
mod notice;
mod order;
mod pause;
#[cfg(feature = "ssr")]
mod print;
pub(crate) mod state;
mod status;

#[cfg(feature = "hydrate")]
pub(crate) use chrome::Chrome;
pub use fingerprint::fingerprint;
#[cfg(feature = "hydrate")]
pub(crate) use fingerprint::{Fingerprint, Seen};
#[cfg(feature = "ssr")]
pub use print::{ChromeProps, print_chrome};
