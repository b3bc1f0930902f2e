//! Native tests: pure code, in seconds.
