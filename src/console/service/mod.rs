//! What the console shows.

pub mod figures;
mod read;

pub use figures::dashboard;
pub use read::{list, print, queue, read};
