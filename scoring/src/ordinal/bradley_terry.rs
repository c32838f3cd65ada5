//! Bradley and Terry (1952): `P(i beats k) = 1 / (1 + exp(-(x_i - x_k)))`.
//!
//! Fitted by maximum likelihood with Newton's method, the first entry as reference. The
//! likelihood has a maximum only if every group of entries lost to the others at least once
//! (Ford 1957); otherwise there is no fit. Throws margins away: use it when judges really
//! compare pairs, not to digest scores.

use crate::numeric::cholesky::Symmetric;
use crate::numeric::count;

/// Log abilities with their standard errors.
#[derive(Debug, Clone, PartialEq)]
pub struct Abilities {
    /// Relative to the first entry, whose ability is 0.
    pub log: Vec<f64>,
    /// Standard errors of the differences from the first.
    pub errors: Vec<f64>,
}

/// The abilities from `wins[i][k]`, how often i beat k; the diagonal is ignored. `None` when
/// the comparisons do not hang together (see above) or the table is not square.
///
/// ```
/// // Two wins of three: the log odds are ln 2.
/// let abilities = scoring::ordinal::bradley_terry(&[vec![0., 2.], vec![1., 0.]]).unwrap();
/// assert!((abilities.log[1] + 2.0_f64.ln()).abs() < 1e-9);
/// ```
#[must_use]
#[expect(clippy::indexing_slicing, reason = "the table was checked to be square")]
pub fn bradley_terry(wins: &[Vec<f64>]) -> Option<Abilities> {
    let entries = wins.len();
    if entries < 2 || wins.iter().any(|row| row.len() != entries) || !strongly_connected(wins) {
        return None;
    }
    let mut log = vec![0.0; entries];
    for _ in 0..200 {
        let (slope, factor) = equations(wins, &log)?;
        let mut step = slope;
        factor.solve(&mut step);
        let largest = step.iter().fold(0.0_f64, |most, s| most.max(s.abs()));
        let damp = if largest > 2.0 { 2.0 / largest } else { 1.0 };
        log[1..].iter_mut().zip(&step).for_each(|(x, s)| *x += damp * s);
        if largest < 1e-12 {
            break;
        }
    }
    let inverse = equations(wins, &log)?.1.inverse();
    let mut errors = vec![0.0];
    errors.extend((0..entries - 1).map(|at| inverse.get(at, at).sqrt()));
    Some(Abilities { log, errors })
}

/// Slope of the log likelihood and the factored information, without the first entry.
#[expect(clippy::indexing_slicing, reason = "the table was checked to be square")]
fn equations(wins: &[Vec<f64>], log: &[f64]) -> Option<(Vec<f64>, crate::numeric::cholesky::Factor)> {
    let others = wins.len() - 1;
    let mut slope = vec![0.0; others];
    let mut information = Symmetric::zero(others);
    for i in 0..=others {
        for k in (0..=others).filter(|k| *k != i) {
            let meetings = wins[i][k] + wins[k][i];
            let chance = 1.0 / (1.0 + libm::exp(log[k] - log[i]));
            if i > 0 {
                slope[i - 1] += wins[i][k] - meetings * chance;
                information.add(i - 1, i - 1, meetings * chance * (1.0 - chance));
            }
            if i > k && k > 0 {
                information.add(i - 1, k - 1, -meetings * chance * (1.0 - chance));
            }
        }
    }
    Some((slope, information.factor()?))
}

fn strongly_connected(wins: &[Vec<f64>]) -> bool {
    let beats = |i: usize, k: usize| wins.get(i).and_then(|row| row.get(k)).is_some_and(|n| *n > 0.0);
    let reaches_all = |edge: &dyn Fn(usize, usize) -> bool| {
        let mut reached = vec![false; wins.len()];
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            if let Some(seen) = reached.get_mut(at).filter(|seen| !**seen) {
                *seen = true;
                open.extend((0..wins.len()).filter(|next| edge(at, *next)));
            }
        }
        count(reached.iter().filter(|seen| **seen).count()) >= count(wins.len())
    };
    reaches_all(&|i, k| beats(i, k)) && reaches_all(&|i, k| beats(k, i))
}
