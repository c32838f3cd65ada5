//! Scale use and reliability of judges, each pulled to the average by what the panel shows.

#![expect(clippy::indexing_slicing, reason = "indices come from Ballots, which numbers without gaps")]

use super::ballots::Ballots;
use super::equations::{Equations, Traits, border_of};
use crate::numeric::cholesky::Symmetric;
use crate::numeric::special::{digamma, trigamma, trigamma_inverse};
use crate::numeric::{count, mean, variance};

/// What one pass over the ballots says about every judge.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// `sum w E[q] (y - mu - b_j) / s2`.
    lean: Vec<f64>,
    /// `sum w E[q^2] / s2`.
    mass: Vec<f64>,
    /// Sum of squared residuals.
    squares: Vec<f64>,
    /// Degrees of freedom left to the residuals, `sum (1 - h)`.
    pub freedom: Vec<f64>,
    /// Variance of each entry's fair score, in squared points.
    pub variance: Vec<f64>,
    /// Variance of each entry's quality within its category, the model's `PEV_i`.
    pub prediction_error: Vec<f64>,
    /// Residual and leverage of every ballot.
    pub residuals: Vec<(f64, f64)>,
}

/// Posterior moments of entries and residuals, by judge.
#[must_use]
pub fn evidence(ballots: &Ballots, traits: &Traits, equations: &Equations) -> Evidence {
    let inverse = equations.factor.inverse();
    let s2 = equations.error_variance(ballots);
    let quality = equations.quality(ballots, traits);
    let none = vec![0.0; ballots.judges];
    let mut evidence = Evidence {
        lean: none.clone(),
        mass: none.clone(),
        squares: none.clone(),
        freedom: none,
        variance: Vec::with_capacity(ballots.entries()),
        prediction_error: Vec::with_capacity(ballots.entries()),
        residuals: Vec::with_capacity(ballots.total.len()),
    };
    let mut border = Vec::new();
    for (entry, judges, totals) in ballots.by_entry() {
        border_of(ballots, traits, entry, judges, &mut border);
        let spread = Spread::of(&inverse, &border, equations, ballots.category[entry], entry);
        let q = quality[entry];
        let q_variance = spread.of_row(&[]);
        evidence.variance.push(s2 * spread.of_row(&[(0, 1.0)]));
        evidence.prediction_error.push(s2 * spread.within_category());
        for (at, (&judge, &y)) in judges.iter().zip(totals).enumerate() {
            let (a, w) = (traits.scale_use[judge], 1.0 / traits.noise[judge]);
            let bare = y - equations.border[0] - equations.shift(judge);
            let residual = bare - a * q;
            let leverage = (w * spread.of_ballot(a, spread.first + at)).min(0.999);
            evidence.lean[judge] += w * q * bare / s2;
            evidence.mass[judge] += w * (q * q / s2 + q_variance);
            evidence.squares[judge] += residual * residual;
            evidence.freedom[judge] += 1.0 - leverage;
            evidence.residuals.push((residual, leverage));
        }
    }
    evidence
}

/// `C u_i` and `u_i' C u_i` of one entry, from which all its variances follow (over s2).
struct Spread<'a> {
    inverse: &'a Symmetric,
    border: &'a [(usize, f64)],
    product: Vec<f64>,
    squared: f64,
    pivot: f64,
    category: Option<usize>,
    /// Where the judges begin in `border`.
    first: usize,
}

impl<'a> Spread<'a> {
    fn of(
        inverse: &'a Symmetric,
        border: &'a [(usize, f64)],
        equations: &Equations,
        category: usize,
        entry: usize,
    ) -> Self {
        let product: Vec<f64> = border
            .iter()
            .map(|&(row, _)| border.iter().map(|&(column, u)| inverse.get(row, column) * u).sum())
            .collect();
        let squared = border.iter().zip(&product).map(|(&(_, u), v)| u * v).sum();
        let category = (equations.first_judge > 1).then_some(1 + category);
        let pivot = equations.pivot[entry];
        Self {
            inverse,
            border,
            product,
            squared,
            pivot,
            category,
            first: 1 + usize::from(category.is_some()),
        }
    }

    /// Variance of `x'border + scale * d` where `x` is given by its places in `self.border`.
    fn of_places(&self, x: &[(usize, f64)], scale: f64) -> f64 {
        let mut sum = scale * scale * (1.0 / self.pivot + self.squared / (self.pivot * self.pivot));
        for &(at, value) in x {
            sum -= 2.0 * scale / self.pivot * value * self.product[at];
            for &(other, factor) in x {
                sum += value * factor * self.inverse.get(self.border[at].0, self.border[other].0);
            }
        }
        sum
    }

    /// Variance of the quality plus the places given.
    fn of_row(&self, x: &[(usize, f64)]) -> f64 {
        let mut row = x.to_vec();
        row.extend(self.category.map(|_| (1, 1.0)));
        self.of_places(&row, 1.0)
    }

    fn within_category(&self) -> f64 {
        self.of_places(&[], 1.0)
    }

    /// Variance of the fitted ballot of the judge at `place`.
    fn of_ballot(&self, scale_use: f64, place: usize) -> f64 {
        match self.category {
            Some(_) => self.of_places(&[(0, 1.0), (1, scale_use), (place, 1.0)], scale_use),
            None => self.of_places(&[(0, 1.0), (place, 1.0)], scale_use),
        }
    }
}

/// Scale use with its uncertainty; carried from sweep to sweep.
#[derive(Debug, Clone)]
pub struct ScaleUse {
    /// Variance of scale use between judges.
    pub between: f64,
    /// Posterior variance per judge.
    pub variance: Vec<f64>,
}

/// The EM step `a_j = (lean + 1/ta2) / (mass + 1/ta2)` with prior N(1, ta2); then the mean
/// is set to 1, because scale use and spread of quality are known only together.
pub fn update_scale_use(traits: &mut Traits, evidence: &Evidence, use_of: &mut ScaleUse) {
    let prior = 1.0 / use_of.between.max(1e-6);
    for (judge, a) in traits.scale_use.iter_mut().enumerate() {
        *a = ((evidence.lean[judge] + prior) / (evidence.mass[judge] + prior)).clamp(0.05, 5.0);
        use_of.variance[judge] = 1.0 / (evidence.mass[judge] + prior);
    }
    normalise(&mut traits.scale_use);
    let squares: Vec<f64> =
        traits.scale_use.iter().zip(&use_of.variance).map(|(a, v)| (a - 1.0) * (a - 1.0) + v).collect();
    use_of.between = mean(&squares);
}

/// Divides by the mean.
pub fn normalise(values: &mut [f64]) {
    let mean = mean(values);
    if mean > 0.0 {
        values.iter_mut().for_each(|value| *value /= mean);
    }
}

/// Moderated variances (Smyth 2004): each judge's residual variance is pulled to the common
/// one as strongly as the spread of their logarithms leaves room for real differences.
/// Returns the degrees of freedom behind each, infinite when all judges are equally noisy.
pub fn update_noise(traits: &mut Traits, evidence: &Evidence) -> Vec<f64> {
    let usable: Vec<(f64, f64)> = evidence
        .squares
        .iter()
        .zip(&evidence.freedom)
        .filter(|(squares, freedom)| **squares > 0.0 && **freedom >= 1.0)
        .map(|(squares, freedom)| (*squares, *freedom))
        .collect();
    let equal = vec![f64::INFINITY; traits.noise.len()];
    if usable.len() < 3 {
        traits.noise.fill(1.0);
        return equal;
    }
    let logs: Vec<f64> = usable
        .iter()
        .map(|(squares, freedom)| {
            libm::log(squares / freedom) - digamma(freedom / 2.0) + libm::log(freedom / 2.0)
        })
        .collect();
    let chance = usable.iter().map(|(_, freedom)| trigamma(freedom / 2.0)).sum::<f64>() / count(usable.len());
    let excess = variance(&logs) - chance;
    if excess <= 1e-9 {
        traits.noise.fill(1.0);
        return equal;
    }
    let prior = 2.0 * trigamma_inverse(excess);
    let common = libm::exp(mean(&logs) + digamma(prior / 2.0) - libm::log(prior / 2.0));
    let mut behind = equal;
    for (judge, noise) in traits.noise.iter_mut().enumerate() {
        let freedom = evidence.freedom[judge];
        *noise = (prior * common + evidence.squares[judge]) / (prior + freedom) / common;
        *noise = noise.clamp(0.02, 50.0);
        behind[judge] = prior + freedom;
    }
    behind
}
