//! Whose format a feed arrived in: bytes in, feed out.
