//! Queries about entries.

pub mod answers;
pub mod attachments;
pub mod deciding;
pub mod entries;
pub mod erasing;
pub mod finding;
pub mod moving;
pub mod named;
pub mod rulings;
pub mod search;
pub mod versions;
