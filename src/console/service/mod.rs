//! What the console shows.

mod dashboard;
mod read;

pub use dashboard::dashboard;
pub use read::{list, print, read};
