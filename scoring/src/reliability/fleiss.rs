//! Fleiss' kappa: agreement of several raters on categories, beyond chance.
//!
//! `kappa = (P - P_e) / (1 - P_e)`: P the share of agreeing pairs, P_e that expected from how
//! often each category is used (Fleiss 1971).

use crate::numeric::{count, mean};

/// Kappa of counts, one row per subject and one column per category; every subject has the
/// same number of ratings. `None` otherwise, or if only one category is used.
///
/// ```
/// let counts = [[0, 0, 3], [3, 0, 0], [0, 3, 0]].map(Vec::from);
/// assert_eq!(scoring::reliability::fleiss_kappa(&counts), Some(1.0));
/// ```
#[must_use]
pub fn fleiss_kappa(counts: &[Vec<usize>]) -> Option<f64> {
    let raters: usize = counts.first()?.iter().sum();
    let categories = counts.iter().map(Vec::len).max()?;
    if raters < 2 || counts.iter().any(|row| row.iter().sum::<usize>() != raters) {
        return None;
    }
    let n = count(raters);
    let agreement =
        |row: &Vec<usize>| row.iter().map(|c| count(*c) * (count(*c) - 1.0)).sum::<f64>() / (n * (n - 1.0));
    let observed = mean(&counts.iter().map(agreement).collect::<Vec<_>>());
    let used = |at: usize| counts.iter().filter_map(|row| row.get(at)).sum::<usize>();
    let share = |at: usize| count(used(at)) / (n * count(counts.len()));
    let expected: f64 = (0..categories).map(|at| share(at) * share(at)).sum();
    (expected < 1.0).then(|| (observed - expected) / (1.0 - expected))
}
