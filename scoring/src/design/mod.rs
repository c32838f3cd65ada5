//! What the design of a round allows to be compared: which entries are linked by judges, and
//! how firmly.

mod least_squares;
mod links;

pub use least_squares::LeastSquares;
pub use links::{Links, links_of};
