//! What the reader operates: one Leptos component per thing one can point at.
