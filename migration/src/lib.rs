//! The migration crate.
