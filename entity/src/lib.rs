//! The entity crate.
