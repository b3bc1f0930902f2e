//! The reference server of live-updates.
