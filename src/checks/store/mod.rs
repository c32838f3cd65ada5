//! Queries of the secretariat.

pub mod dashboard;
pub mod entry;
pub mod list;
pub mod moving;
pub mod progress;
