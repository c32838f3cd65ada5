//! Entries: what organisations submit.

pub mod fields;
