//! Kendall's coefficient of concordance W, and tau-b between two rankings.
//!
//! `W = 12 S / (m^2 (n^3 - n) - m T)`, S the squared deviations of the rank sums, T the sum of
//! `t^3 - t` over groups of ties; `chi2 = m (n - 1) W` with n - 1 degrees of freedom.

use crate::numeric::special::chi_square_tail;
use crate::numeric::{count, mean};

/// Agreement of complete rankings.
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// W without correction for ties.
    pub uncorrected: f64,
    /// W corrected for ties: 0 no agreement, 1 full.
    pub w: f64,
    /// Chi-square of the corrected W.
    pub chi_square: f64,
    /// Probability of so much agreement by chance.
    pub p: f64,
    /// Sum of ranks per subject.
    pub rank_sums: Vec<f64>,
}

/// W of a complete table with one row per judge; ranks are made within rows. `None` with
/// fewer than two judges or subjects, or when all judges tie everyone.
///
/// ```
/// // Six judges rank four wines (report 3 of liquidasset.com prints W = 0.1667).
/// let ranks = [[1., 3., 4., 2.], [1., 4., 3., 2.], [3., 1., 2., 4.], [1., 2., 3., 4.],
///              [3., 4., 1., 2.], [2., 3., 1., 4.]].map(Vec::from);
/// let concordance = scoring::reliability::kendall_w(&ranks).unwrap();
/// assert_eq!(format!("{:.4} {:.4}", concordance.w, concordance.p), "0.1667 0.3916");
/// ```
#[must_use]
pub fn kendall_w(judges: &[Vec<f64>]) -> Option<Concordance> {
    let subjects = judges.first()?.len();
    if judges.len() < 2 || subjects < 2 || judges.iter().any(|row| row.len() != subjects) {
        return None;
    }
    let (m, n) = (count(judges.len()), count(subjects));
    let mut rank_sums = vec![0.0; subjects];
    let mut ties = 0.0;
    for row in judges {
        let ranks = middle_ranks(row);
        rank_sums.iter_mut().zip(&ranks).for_each(|(sum, rank)| *sum += rank);
        ties += tie_sizes(row).into_iter().map(|t| t * t * t - t).sum::<f64>();
    }
    let centre = mean(&rank_sums);
    let squares: f64 = rank_sums.iter().map(|sum| (sum - centre) * (sum - centre)).sum();
    let whole = m * m * (n * n * n - n);
    let corrected = whole - m * ties;
    (corrected > 0.0).then(|| {
        let w = 12.0 * squares / corrected;
        let chi_square = m * (n - 1.0) * w;
        let p = chi_square_tail(chi_square, n - 1.0);
        Concordance { uncorrected: 12.0 * squares / whole, w, chi_square, p, rank_sums }
    })
}

/// Ranks from 1 for the lowest value; ties share the middle rank.
#[must_use]
pub fn middle_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = count(before) + (count(tied.len()) + 1.0) / 2.0;
        tied.iter().for_each(|(_, at)| ranks.iter_mut().skip(*at).take(1).for_each(|r| *r = rank));
        before += tied.len();
    }
    ranks
}

fn tie_sizes(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|tied| count(tied.len())).collect()
}

/// Kendall's tau-b of two lists of values: agreement in order, ties allowed. `None` when one
/// list is constant.
///
/// ```
/// let x = [1., 2., 2., 3., 4., 5., 5., 6.];
/// let y = [2., 1., 3., 3., 5., 4., 6., 6.];
/// let tau = scoring::reliability::kendall_tau_b(&x, &y).unwrap();
/// assert_eq!(format!("{tau:.6}"), "0.769231");
/// ```
#[must_use]
pub fn kendall_tau_b(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mut agree, mut untied_x, mut untied_y) = (0.0, 0.0, 0.0);
    for (at, (x1, y1)) in x.iter().zip(y).enumerate() {
        for (x2, y2) in x.iter().zip(y).skip(at + 1) {
            let (dx, dy) = (direction(x1 - x2), direction(y1 - y2));
            agree += dx * dy;
            untied_x += dx * dx;
            untied_y += dy * dy;
        }
    }
    (untied_x > 0.0 && untied_y > 0.0).then(|| agree / (untied_x * untied_y).sqrt())
}

fn direction(difference: f64) -> f64 {
    if difference == 0.0 { 0.0 } else { difference.signum() }
}
