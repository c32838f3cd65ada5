//! Borda's count: a ranking of n entries gives n - 1 points to the first, 0 to the last.
//!
//! Entries left out of a ranking share the points of the places left. Points are doubled
//! counts inside, so shares are exact.

use super::Ranking;
use crate::Exact;

/// Points of each of `entries` entries.
///
/// ```
/// use scoring::ordinal::{Ranking, borda};
/// // The capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville.
/// let rankings = [Ranking::new(42, [0, 1, 2, 3]), Ranking::new(26, [1, 2, 3, 0]),
///                 Ranking::new(15, [2, 3, 1, 0]), Ranking::new(17, [3, 2, 1, 0])];
/// assert_eq!(borda(4, &rankings), [126, 194, 173, 107].map(scoring::Exact::from));
/// ```
#[must_use]
pub fn borda(entries: usize, rankings: &[Ranking]) -> Vec<Exact> {
    let mut points = vec![Exact::ZERO; entries];
    for ranking in rankings {
        let left = entries.saturating_sub(ranking.order.len());
        // The places left are left-1, ..., 0 points: (left - 1) / 2 each.
        let shared = Exact::from_count(left.saturating_sub(1)) / Exact::from(2);
        for (entry, sum) in points.iter_mut().enumerate() {
            let place = ranking.place(entry);
            let own = if place < entries { Exact::from_count(entries - 1 - place) } else { shared };
            *sum = *sum + Exact::from(ranking.count) * own;
        }
    }
    points
}
