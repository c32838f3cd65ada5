//! Queries of the console.

pub mod dashboard;
pub mod entry;
pub mod list;
pub mod narrow;
pub mod search;
