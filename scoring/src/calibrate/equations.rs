//! Henderson's equations of the mixed model, with the entries eliminated exactly.
//!
//! With `D_i = sum_j w_ij a_j^2 + 1/gq` what remains is a matrix over (mean, categories,
//! judges), `M = X'WX + prior - sum_i u_i u_i' / D_i`: the cost is that of the judges,
//! however many entries there are.

#![expect(clippy::indexing_slicing, reason = "indices come from Ballots, which numbers without gaps")]

use super::ballots::Ballots;
use crate::numeric::cholesky::{Factor, Symmetric};
use crate::numeric::count;

/// How each judge scores, apart from severity.
#[derive(Debug, Clone)]
pub struct Traits {
    /// Scale use `a_j`: 1 on average, above 1 for judges who spread entries wider.
    pub scale_use: Vec<f64>,
    /// Noise `r_j`: error variance relative to the average judge.
    pub noise: Vec<f64>,
}

impl Traits {
    /// All judges alike.
    #[must_use]
    pub fn neutral(judges: usize) -> Self {
        Self { scale_use: vec![1.0; judges], noise: vec![1.0; judges] }
    }
}

/// Variances relative to that of one ballot's error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratios {
    /// Entries within their category.
    pub entry: f64,
    /// Judges' severity.
    pub judge: f64,
    /// Categories.
    pub category: f64,
}

/// The equations of one set of traits and ratios, factored and solved.
#[derive(Debug, Clone)]
pub struct Equations {
    /// Position of the first judge among the border unknowns.
    pub first_judge: usize,
    /// The factor of M.
    pub factor: Factor,
    /// Estimates of (mean, categories, judges).
    pub border: Vec<f64>,
    /// `D_i`.
    pub pivot: Vec<f64>,
    /// `t_i = sum_j w_ij a_j y_ij`.
    pub pull: Vec<f64>,
    /// Weighted residual sum of squares, prior included.
    pub squares: f64,
    log_pivots: f64,
}

/// The part of an entry in the border: `u_i` by position.
pub fn border_of(
    ballots: &Ballots,
    traits: &Traits,
    entry: usize,
    judges: &[usize],
    into: &mut Vec<(usize, f64)>,
) {
    let first = first_judge(ballots);
    into.clear();
    into.push((0, 0.0));
    if first > 1 {
        into.push((1 + ballots.category[entry], 0.0));
    }
    let (mut mean, mut own) = (0.0, 0.0);
    for &judge in judges {
        let pull = traits.scale_use[judge] / traits.noise[judge];
        mean += pull;
        own += pull * traits.scale_use[judge];
        into.push((first + judge, pull));
    }
    into[0].1 = mean;
    if first > 1 {
        into[1].1 = own;
    }
}

fn first_judge(ballots: &Ballots) -> usize {
    if ballots.categories > 1 { 1 + ballots.categories } else { 1 }
}

impl Equations {
    /// Sets up and solves. `None` only if the numbers are beyond `f64`.
    #[must_use]
    pub fn solve(ballots: &Ballots, traits: &Traits, ratios: Ratios) -> Option<Self> {
        let first = first_judge(ballots);
        let order = first + ballots.judges;
        let mut matrix = Symmetric::zero(order);
        let mut right = vec![0.0; order];
        (1..first).for_each(|at| matrix.add(at, at, 1.0 / ratios.category));
        (first..order).for_each(|at| matrix.add(at, at, 1.0 / ratios.judge));
        let (mut pivots, mut pulls) = (Vec::new(), Vec::new());
        let (mut squares, mut log_pivots) = (0.0, 0.0);
        let mut border = Vec::new();
        for (entry, judges, totals) in ballots.by_entry() {
            border_of(ballots, traits, entry, judges, &mut border);
            let (mut pivot, mut pull) = (1.0 / ratios.entry, 0.0);
            for (&judge, &y) in judges.iter().zip(totals) {
                let (a, w) = (traits.scale_use[judge], 1.0 / traits.noise[judge]);
                pivot += w * a * a;
                pull += w * a * y;
                squares += w * y * y;
                let row = [(0, 1.0), (first + judge, 1.0), (1 + ballots.category[entry], a)];
                let known = if first > 1 { 3 } else { 2 };
                add_ballot(&mut matrix, &mut right, &row[..known], w, y);
            }
            for (at, &(row, u)) in border.iter().enumerate() {
                border[..=at].iter().for_each(|&(column, v)| matrix.add(row, column, -u * v / pivot));
                right[row] -= u * pull / pivot;
            }
            squares -= pull * pull / pivot;
            log_pivots += libm::log(pivot);
            pivots.push(pivot);
            pulls.push(pull);
        }
        let factor = matrix.factor()?;
        let mut solution = right.clone();
        factor.solve(&mut solution);
        squares -= crate::numeric::dot(&right, &solution);
        Some(Self {
            first_judge: first,
            factor,
            border: solution,
            pivot: pivots,
            pull: pulls,
            squares,
            log_pivots,
        })
    }

    /// Error variance of an average judge's ballot.
    #[must_use]
    pub fn error_variance(&self, ballots: &Ballots) -> f64 {
        let scale = ballots.total.iter().map(|y| y * y).sum::<f64>();
        self.squares.max(1e-10 * scale).max(1e-18) / ballots.freedom()
    }

    /// `-2 log` restricted likelihood, less its constant `(N - 1)(1 + log 2 pi)`.
    #[must_use]
    pub fn criterion(&self, ballots: &Ballots, ratios: Ratios) -> f64 {
        let categories = count(self.first_judge - 1);
        ballots.freedom() * libm::log(self.error_variance(ballots))
            + count(ballots.entries()) * libm::log(ratios.entry)
            + count(ballots.judges) * libm::log(ratios.judge)
            + categories * libm::log(ratios.category)
            + self.log_pivots
            + self.factor.log_determinant()
    }

    /// The category's part of an entry's quality.
    #[must_use]
    pub fn category(&self, ballots: &Ballots, entry: usize) -> f64 {
        if self.first_judge > 1 { self.border[1 + ballots.category[entry]] } else { 0.0 }
    }

    /// A judge's severity as a shift of scores: below zero for strict judges.
    #[must_use]
    pub fn shift(&self, judge: usize) -> f64 {
        self.border[self.first_judge + judge]
    }

    /// Quality of all entries relative to the mean, categories included.
    #[must_use]
    pub fn quality(&self, ballots: &Ballots, traits: &Traits) -> Vec<f64> {
        let mut border = Vec::new();
        ballots
            .by_entry()
            .map(|(entry, judges, _)| {
                border_of(ballots, traits, entry, judges, &mut border);
                let explained: f64 = border.iter().map(|&(at, u)| u * self.border[at]).sum();
                self.category(ballots, entry) + (self.pull[entry] - explained) / self.pivot[entry]
            })
            .collect()
    }
}

fn add_ballot(matrix: &mut Symmetric, right: &mut [f64], row: &[(usize, f64)], w: f64, y: f64) {
    for (place, &(at, x)) in row.iter().enumerate() {
        right[at] += w * x * y;
        row[..=place].iter().for_each(|&(other, z)| matrix.add(at, other, w * x * z));
    }
}
