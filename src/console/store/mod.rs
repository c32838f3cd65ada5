//! Queries of the console.

pub mod dashboard;
pub mod entry;
pub mod list;
mod search;
