//! Speaking of a document in its own words.

pub(in crate::editions::document) mod guess;
mod place;

pub use place::{Place, identity, title};
