//! The promise kept in a browser.
