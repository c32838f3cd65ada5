//! The scoring crate.
