//! Entries: what organisations submit.

pub mod canonical;
pub mod fields;
