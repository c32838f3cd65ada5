//! Additive least squares `y_ij = q_i + b_j + e_ij`, severity as fixed effects.
//!
//! After eliminating the entries the judges' equations are the Laplacian of a graph, so
//! the variance of a contrast is an effective resistance: `Var(q_i - q_k) = se2 R(i, k)`
//! (Bailey and Cameron 2011). Within a component the severities are centred, weighted by
//! ballots, so corrections add up to nothing.

#![expect(clippy::indexing_slicing, reason = "indices come from Ballots, which numbers without gaps")]

use super::links::{Links, links_of};
use crate::calibrate::Ballots;
use crate::numeric::cholesky::{Factor, Symmetric};
use crate::numeric::count;

/// The least squares solution, with what is needed for contrasts.
#[derive(Debug, Clone)]
pub struct LeastSquares {
    /// Adjusted mean of each entry of the ballots, in points.
    pub adjusted: Vec<f64>,
    /// Shift of each judge, below zero for strict ones; relative to its component.
    pub shift: Vec<f64>,
    /// Which entries can be compared.
    pub links: Links,
    factor: Factor,
    grounded: Vec<bool>,
    judges_of: Vec<Vec<usize>>,
}

impl LeastSquares {
    /// Fits; `None` only if the numbers are beyond `f64`.
    #[must_use]
    pub fn fit(ballots: &Ballots) -> Option<Self> {
        let judges_of: Vec<Vec<usize>> = ballots.by_entry().map(|(_, judges, _)| judges.to_vec()).collect();
        let pairs = judges_of.iter().enumerate().flat_map(|(e, judges)| judges.iter().map(move |j| (e, *j)));
        let links = links_of(ballots.entries(), ballots.judges, pairs);
        let grounded = grounded(&links);
        let mut matrix = Symmetric::zero(ballots.judges);
        let mut right = vec![0.0; ballots.judges];
        for (_, judges, totals) in ballots.by_entry() {
            let k = count(judges.len());
            let mean = totals.iter().sum::<f64>() / k;
            for (at, (&judge, y)) in judges.iter().zip(totals).enumerate() {
                if grounded[judge] {
                    continue;
                }
                right[judge] += y - mean;
                matrix.add(judge, judge, 1.0);
                judges[..=at]
                    .iter()
                    .filter(|other| !grounded[**other])
                    .for_each(|&other| matrix.add(judge, other, -1.0 / k));
            }
        }
        (0..ballots.judges).filter(|j| grounded[*j]).for_each(|j| matrix.add(j, j, 1.0));
        let factor = matrix.factor()?;
        let mut shift = right;
        factor.solve(&mut shift);
        centre(&mut shift, ballots, &links);
        let adjusted = ballots
            .by_entry()
            .map(|(_, judges, totals)| {
                let sum: f64 = judges.iter().zip(totals).map(|(judge, y)| y - shift[*judge]).sum();
                ballots.centre + sum / count(judges.len())
            })
            .collect();
        Some(Self { adjusted, shift, links, factor, grounded, judges_of })
    }

    /// The effective resistance between two entries, `Var(q_i - q_k) / se2`; `None` when no
    /// chain of judges links them.
    #[must_use]
    pub fn resistance(&self, one: usize, other: usize) -> Option<f64> {
        if !self.links.linked(one, other) {
            return None;
        }
        let mut flow = vec![0.0; self.shift.len()];
        let mut own = 0.0;
        for (entry, sign) in [(one, 1.0), (other, -1.0)] {
            let share = sign / count(self.judges_of[entry].len());
            own += share.abs();
            self.judges_of[entry].iter().filter(|j| !self.grounded[**j]).for_each(|&j| flow[j] += share);
        }
        let mut solved = flow.clone();
        self.factor.solve(&mut solved);
        Some(if one == other { 0.0 } else { own + crate::numeric::dot(&flow, &solved) })
    }

    /// What incompleteness costs: mean resistance over that of complete panels,
    /// `R / (1/k_i + 1/k_k)`, over the linked pairs of at most `sample` entries spread evenly.
    #[must_use]
    pub fn comparability_cost(&self, sample: usize) -> Option<f64> {
        let step = self.judges_of.len().div_ceil(sample.max(2)).max(1);
        let picked: Vec<usize> = (0..self.judges_of.len()).step_by(step).collect();
        let (mut sum, mut pairs) = (0.0, 0);
        for (at, &one) in picked.iter().enumerate() {
            for &other in &picked[at + 1..] {
                if let Some(resistance) = self.resistance(one, other) {
                    let best =
                        1.0 / count(self.judges_of[one].len()) + 1.0 / count(self.judges_of[other].len());
                    sum += resistance / best;
                    pairs += 1;
                }
            }
        }
        (pairs > 0).then(|| sum / count(pairs))
    }
}

/// One judge per component carries the reference, and all judges without a ballot.
fn grounded(links: &Links) -> Vec<bool> {
    let mut met = vec![false; links.components];
    links
        .of_judge
        .iter()
        .map(|component| match component {
            Some(component) => !std::mem::replace(&mut met[*component], true),
            None => true,
        })
        .collect()
}

fn centre(shift: &mut [f64], ballots: &Ballots, links: &Links) {
    let mut sums = vec![(0.0, 0.0); links.components];
    for &judge in &ballots.judge {
        if let Some(component) = links.of_judge[judge] {
            sums[component].0 += shift[judge];
            sums[component].1 += 1.0;
        }
    }
    for (shift, component) in shift.iter_mut().zip(&links.of_judge) {
        *shift -= component.map_or(0.0, |c| sums[c].0 / sums[c].1);
    }
}
