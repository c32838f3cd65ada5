//! Variance ratios by restricted maximum likelihood, with a weak prior.
//!
//! Each standard deviation relative to the error has a half-Cauchy(1) prior (Gelman 2006).
//! On the logarithmic scale its mode is never at zero, so five judges who happen to agree
//! do not make severity vanish (Chung et al. 2013).

use super::ballots::Ballots;
use super::equations::{Equations, Ratios, Traits};
use crate::numeric::nelder_mead::{Stop, minimise};
use crate::numeric::random::Random;

/// Logarithms of the standard deviation ratios: entry, judge and, with several categories,
/// category.
pub type LogRatios = Vec<f64>;

/// Beyond e^6 to one a ratio says "all" or "nothing".
const FARTHEST: f64 = 6.0;

/// A first guess: entries differ as much as errors, judges and categories half as much.
#[must_use]
pub fn first_guess(ballots: &Ballots) -> LogRatios {
    if ballots.categories > 1 { vec![0.0, -0.7, -0.7] } else { vec![0.0, -0.7] }
}

/// The ratios of given logarithms.
#[must_use]
pub fn ratios(log: &[f64]) -> Ratios {
    let mut variances = log.iter().map(|x| libm::exp(2.0 * x.clamp(-FARTHEST, FARTHEST)));
    let mut next = || variances.next().unwrap_or(1.0);
    Ratios { entry: next(), judge: next(), category: next() }
}

/// What is minimised: the restricted likelihood and, if asked for, the prior.
#[must_use]
pub fn objective(ballots: &Ballots, traits: &Traits, log: &[f64], prior: bool) -> f64 {
    let at = ratios(log);
    let beyond: f64 = log.iter().map(|x| (x.abs() - FARTHEST).max(0.0)).sum();
    let prior: f64 = if prior {
        log.iter().map(|x| 2.0 * libm::log1p(libm::exp(2.0 * x.clamp(-40.0, 40.0))) - 2.0 * x).sum()
    } else {
        0.0
    };
    Equations::solve(ballots, traits, at)
        .map_or(f64::MAX, |equations| equations.criterion(ballots, at) + prior + 100.0 * beyond)
}

/// The best ratios near `start`.
#[must_use]
pub fn fit(ballots: &Ballots, traits: &Traits, start: &[f64], step: f64, stop: Stop) -> LogRatios {
    minimise(start, step, stop, |log| objective(ballots, traits, log, true)).0
}

/// The optimum to many digits, with or without the prior; without it the variances are those
/// of lme4.
#[must_use]
pub fn minimum(ballots: &Ballots, traits: &Traits, prior: bool) -> LogRatios {
    let stop = Stop { spread: 1e-13, evaluations: 1_000 };
    minimise(&first_guess(ballots), 0.5, stop, |log| objective(ballots, traits, log, prior)).0
}

/// The optimum with its curvature, for drawing ratios (Laplace's approximation).
#[derive(Debug, Clone)]
pub struct Curved {
    /// The optimum.
    pub at: LogRatios,
    /// Columns of a matrix L with `L L'` = the covariance of the logarithms.
    spread: Vec<Vec<f64>>,
}

/// Takes one Newton step from `near`, an approximate optimum, by finite differences.
#[must_use]
pub fn polish(ballots: &Ballots, traits: &Traits, near: &[f64]) -> Curved {
    const STEP: f64 = 0.05;
    let value = |moves: &[(usize, f64)]| {
        let mut log = near.to_vec();
        for &(axis, by) in moves {
            if let Some(x) = log.get_mut(axis) {
                *x += by * STEP;
            }
        }
        objective(ballots, traits, &log, true)
    };
    let here = value(&[]);
    let axes = near.len();
    let sides: Vec<(f64, f64)> = (0..axes).map(|a| (value(&[(a, 1.0)]), value(&[(a, -1.0)]))).collect();
    let slope: Vec<f64> = sides.iter().map(|(up, down)| (up - down) / (2.0 * STEP)).collect();
    // A flat direction says that the data know nothing: let it vary by one e-fold.
    let bend: Vec<f64> =
        sides.iter().map(|(up, down)| ((up + down - 2.0 * here) / (STEP * STEP)).max(2.0)).collect();
    let mut matrix = crate::numeric::cholesky::Symmetric::zero(axes);
    for (a, bend) in bend.iter().enumerate() {
        matrix.add(a, a, *bend);
        for b in 0..a {
            let both = value(&[(a, 1.0), (b, 1.0)]) + value(&[(a, -1.0), (b, -1.0)]);
            let single: f64 = [a, b].iter().filter_map(|x| sides.get(*x)).map(|(up, down)| up + down).sum();
            matrix.add(a, b, (both + 2.0 * here - single) / (2.0 * STEP * STEP));
        }
    }
    let factor = matrix.factor();
    let mut step = slope.clone();
    match &factor {
        Some(factor) => factor.solve(&mut step),
        None => step.iter_mut().zip(&bend).for_each(|(s, b)| *s /= b),
    }
    let at = near.iter().zip(&step).map(|(x, s)| x - s.clamp(-0.5, 0.5)).collect();
    let spread = (0..axes)
        .map(|axis| {
            let mut unit = vec![0.0; axes];
            let root = bend.get(axis).map_or(1.0, |b| b.sqrt());
            if let Some(x) = unit.get_mut(axis) {
                *x = std::f64::consts::SQRT_2;
            }
            match &factor {
                Some(factor) => factor.solve_upper(&mut unit),
                None => unit.iter_mut().for_each(|x| *x /= root),
            }
            unit
        })
        .collect();
    Curved { at, spread }
}

impl Curved {
    /// Ratios as likely as the data leave them.
    pub fn draw(&self, random: &mut Random) -> Ratios {
        let mut log = self.at.clone();
        for column in &self.spread {
            let z = random.normal().clamp(-2.5, 2.5);
            log.iter_mut().zip(column).for_each(|(x, c)| *x += z * c);
        }
        ratios(&log)
    }
}
