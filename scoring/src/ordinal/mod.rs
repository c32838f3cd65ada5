//! Panels that compare or rank instead of marking: pairwise models, positional counts and
//! Condorcet methods; and scores read as mere order.

mod borda;
mod bradley_terry;
mod cumulative_mixed;
mod plackett_luce;
mod schulze;

pub use borda::borda;
pub use bradley_terry::{Abilities, bradley_terry};
pub use cumulative_mixed::{CumulativeMixed, Score, cumulative_mixed};
pub use plackett_luce::plackett_luce;
pub use schulze::{Schulze, pairwise_wins, schulze};

/// A ranking, best first, with the number of judges or voters who gave it. Entries left out
/// count as ranked last, together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// How many gave it.
    pub count: u64,
    /// Numbers of entries, best first.
    pub order: Vec<usize>,
}

impl Ranking {
    /// A ranking given by `count` judges.
    #[must_use]
    pub fn new(count: u64, order: impl Into<Vec<usize>>) -> Self {
        Self { count, order: order.into() }
    }

    fn place(&self, entry: usize) -> usize {
        self.order.iter().position(|own| *own == entry).unwrap_or(usize::MAX)
    }
}
