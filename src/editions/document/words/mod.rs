//! Speaking of a document in its own words.

mod place;

pub use place::{Place, identity, title};
