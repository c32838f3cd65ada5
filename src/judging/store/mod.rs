//! Queries about judging.

pub mod assignments;
pub mod comments;
pub mod content;
pub mod erasing;
pub mod joins;
pub mod judges;
pub mod panels;
pub mod points;
pub mod progress;
pub mod sheets;
pub mod titles;
