//! Schulze's method (2011): an entry stands above another if its strongest chain of pairwise
//! wins is stronger than the chain back. Elects the Condorcet winner if there is one.

use super::Ranking;

/// The result of Schulze's method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schulze {
    /// Strength of the strongest path from each entry to each other, in ballots.
    pub paths: Vec<Vec<u64>>,
    /// Rank of each entry from 1; ties share.
    pub ranks: Vec<usize>,
}

/// How many ballots put each entry above each other.
#[must_use]
pub fn pairwise_wins(entries: usize, rankings: &[Ranking]) -> Vec<Vec<u64>> {
    let above = |i: usize, k: usize| {
        rankings
            .iter()
            .filter(|ranking| ranking.place(i) < ranking.place(k))
            .map(|ranking| ranking.count)
            .sum()
    };
    (0..entries).map(|i| (0..entries).map(|k| if i == k { 0 } else { above(i, k) }).collect()).collect()
}

/// Ranks entries by Schulze's method.
///
/// ```
/// use scoring::ordinal::{Ranking, schulze};
/// // Schulze's own first example: 45 ballots, five candidates, E > A > C > B > D.
/// let rankings = [(5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"),
///                 (2, "CBADE"), (7, "DCEBA"), (8, "EBADC")]
///     .map(|(count, order)| Ranking::new(count, order.bytes().map(|c| usize::from(c - b'A')).collect::<Vec<_>>()));
/// let result = schulze(5, &rankings);
/// assert_eq!(result.ranks, [2, 4, 3, 5, 1]);
/// assert_eq!(result.paths[0][1], 28);
/// ```
#[must_use]
#[expect(clippy::indexing_slicing, reason = "the table of wins is square")]
pub fn schulze(entries: usize, rankings: &[Ranking]) -> Schulze {
    let wins = pairwise_wins(entries, rankings);
    let mut paths = wins.clone();
    for i in 0..entries {
        for k in 0..entries {
            paths[i][k] = if wins[i][k] > wins[k][i] { wins[i][k] } else { 0 };
        }
    }
    for middle in 0..entries {
        for i in (0..entries).filter(|i| *i != middle) {
            for k in (0..entries).filter(|k| *k != middle && *k != i) {
                paths[i][k] = paths[i][k].max(paths[i][middle].min(paths[middle][k]));
            }
        }
    }
    let better = |i: usize| (0..entries).filter(|k| paths[*k][i] > paths[i][*k]).count();
    let ranks = (0..entries).map(|i| 1 + better(i)).collect();
    Schulze { paths, ranks }
}
