//! Use cases of the secretariat.

mod check;
mod dashboard;
mod moving;
mod read;

pub use check::check;
pub use dashboard::dashboard;
pub use moving::preview;
pub use read::{list, print, read};
