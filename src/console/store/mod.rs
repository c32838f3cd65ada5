//! Queries of the console.

pub mod counts;
pub mod entry;
pub mod list;
pub mod narrow;
pub mod sums;
