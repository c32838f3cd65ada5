//! Queries about one person across all features.

pub mod in_hand;
pub mod list;
pub mod own;
pub mod requests;
