//! Use cases of the secretariat.

mod check;
mod dashboard;
mod read;

pub use check::check;
pub use dashboard::dashboard;
pub use read::{list, read};
