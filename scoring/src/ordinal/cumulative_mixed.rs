//! Scores as steps of a ladder: the cumulative-link mixed model.
//!
//! `P(y <= k) = F(theta_k - x'beta - sigma u_j)` with F the logistic function, thresholds
//! `theta` between the levels of the scale, effects `beta` of what is judged and judges
//! `u_j ~ N(0, 1)`. It assumes only that levels are ordered, not that they lie equally far
//! apart. Source: Christensen, *Cumulative link models for ordinal regression with the R
//! package ordinal*; the figures are those of its `clmm2` tutorial (Randall's bitter wine).
//!
//! Fitted by maximum likelihood. The judges are integrated out around their most likely
//! value by Gauss-Hermite quadrature; with one point that is Laplace's approximation, with
//! 10 or more practically exact. A means of study beside the calibrated score, which found
//! the best entries as often in simulations and costs far less.

use crate::numeric::nelder_mead::{Stop, minimise};
use crate::numeric::quadrature::gauss_hermite;

/// Beyond this many logits an effect has no bound: some level never meets some condition.
const UNBOUNDED: f64 = 15.0;

/// One score on an ordered scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Which level, from 0.
    pub level: usize,
    /// Who gave it, from 0.
    pub judge: usize,
    /// What was judged: as many numbers as the model has effects.
    pub conditions: Vec<f64>,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct CumulativeMixed {
    /// Between each level and the next, in logits.
    pub thresholds: Vec<f64>,
    /// Of each condition, in logits; above zero raises scores.
    pub effects: Vec<f64>,
    /// Standard deviation of judges' severity, in logits.
    pub judge_sd: f64,
    /// Most likely shift of each judge; below zero for strict ones.
    pub shifts: Vec<f64>,
    /// Logarithm of the likelihood at its maximum.
    pub log_likelihood: f64,
}

/// Fits the model with so many quadrature points (1 is Laplace's approximation). `None`
/// when a level of the scale was never given, conditions differ in number, or an effect has
/// no bound.
///
/// ```
/// use scoring::ordinal::{Score, cumulative_mixed};
/// // Two judges who agree: one score in four is lowest, one in four highest. The thresholds
/// // are the logits of 1/4 and 3/4, -ln 3 and ln 3, and no severity is seen.
/// let score = |judge, level| Score { level, judge, conditions: vec![] };
/// let scores: Vec<Score> = (0..2).flat_map(|j| [0, 1, 1, 2].map(|level| score(j, level))).collect();
/// let fit = cumulative_mixed(3, &scores, 1).unwrap();
/// assert!((fit.thresholds[0] + 3.0_f64.ln()).abs() < 1e-4);
/// assert!((fit.thresholds[1] - 3.0_f64.ln()).abs() < 1e-4);
/// assert!(fit.judge_sd < 0.01);
/// ```
#[must_use]
pub fn cumulative_mixed(levels: usize, scores: &[Score], points: usize) -> Option<CumulativeMixed> {
    let effects = scores.first()?.conditions.len();
    let sound = |score: &Score| score.level < levels && score.conditions.len() == effects;
    let met = |level: usize| scores.iter().any(|score| score.level == level);
    if levels < 2 || !scores.iter().all(sound) || !(0..levels).all(met) {
        return None;
    }
    let judges = scores.iter().map(|score| score.judge + 1).max()?;
    let mut by_judge: Vec<Vec<&Score>> = vec![Vec::new(); judges];
    for score in scores {
        by_judge.get_mut(score.judge)?.push(score);
    }
    let rule = gauss_hermite(points);
    let steps = levels - 1;
    let value = |x: &[f64]| -> f64 {
        let at = Point::of(x, steps);
        -by_judge.iter().map(|own| at.log_likelihood(own, &rule)).sum::<f64>()
    };
    // First threshold, gaps between thresholds as logarithms, effects, judges' deviation.
    let mut start = vec![0.0; steps + effects];
    start.push(0.7);
    if let Some(first) = start.first_mut() {
        *first = -1.0;
    }
    let mut best = f64::INFINITY;
    for _ in 0..20 {
        let stop = Stop { spread: 1e-12, evaluations: 4_000 };
        let (found, negative) = minimise(&start, 0.4, stop, value);
        start = found;
        // A fresh simplex at the end of the last: stop when it finds nothing more.
        if best - negative < 1e-10 {
            break;
        }
        best = negative;
    }
    let at = Point::of(&start, steps);
    if at.effects.iter().chain(&at.thresholds).any(|x| x.abs() > UNBOUNDED) {
        return None;
    }
    Some(CumulativeMixed {
        shifts: by_judge.iter().map(|own| at.judge_sd * at.mode(own).0).collect(),
        thresholds: at.thresholds,
        effects: at.effects,
        judge_sd: at.judge_sd,
        log_likelihood: -value(&start),
    })
}

/// The unknowns at one place of the search.
struct Point {
    thresholds: Vec<f64>,
    effects: Vec<f64>,
    judge_sd: f64,
}

impl Point {
    fn of(x: &[f64], steps: usize) -> Self {
        let (ladder, rest) = x.split_at(steps.min(x.len()));
        let mut thresholds: Vec<f64> = Vec::with_capacity(steps);
        for value in ladder {
            thresholds.push(thresholds.last().map_or(*value, |below| below + libm::exp(*value)));
        }
        let (judge_sd, effects) = rest.split_last().map_or((0.0, rest), |(sd, effects)| (sd.abs(), effects));
        Self { thresholds, effects: effects.to_vec(), judge_sd }
    }

    /// The thresholds above and below a score, less its conditions and its judge.
    fn around(&self, score: &Score, u: f64) -> (f64, f64) {
        let lean: f64 = self.effects.iter().zip(&score.conditions).map(|(b, x)| b * x).sum();
        let moved = lean + self.judge_sd * u;
        let above = self.thresholds.get(score.level).map_or(f64::INFINITY, |theta| theta - moved);
        let below = score.level.checked_sub(1).and_then(|level| self.thresholds.get(level));
        (above, below.map_or(f64::NEG_INFINITY, |theta| theta - moved))
    }

    /// `log P(scores | u) - u^2 / 2`, with `F(a) - F(b) = F(a) (1 - F(b)) (1 - exp(b - a))`.
    fn joint(&self, scores: &[&Score], u: f64) -> f64 {
        let log_chance = |score: &&Score| {
            let (a, b) = self.around(score, u);
            libm::log(-libm::expm1(b - a)) - libm::log1p(libm::exp(-a)) - libm::log1p(libm::exp(b))
        };
        scores.iter().map(log_chance).sum::<f64>() - u * u / 2.0
    }

    /// The most likely `u` of a judge and the curvature there, by Newton's method: the
    /// function is concave.
    fn mode(&self, scores: &[&Score]) -> (f64, f64) {
        let logistic = |x: f64| 1.0 / (1.0 + libm::exp(-x));
        let (mut u, mut bend) = (0.0, 1.0);
        for _ in 0..100 {
            let mut slope = -u;
            bend = 1.0;
            for score in scores {
                let (a, b) = self.around(score, u);
                let (a, b) = (logistic(a), logistic(b));
                slope -= self.judge_sd * (1.0 - a - b);
                bend += self.judge_sd * self.judge_sd * (a * (1.0 - a) + b * (1.0 - b));
            }
            let step = (slope / bend).clamp(-1.0, 1.0);
            u += step;
            if step.abs() < 1e-12 {
                break;
            }
        }
        (u, bend)
    }

    /// A judge's part of the log likelihood: `u` integrated out around its mode.
    fn log_likelihood(&self, scores: &[&Score], rule: &[(f64, f64)]) -> f64 {
        let (mode, bend) = self.mode(scores);
        let top = self.joint(scores, mode);
        let width = (2.0 / bend).sqrt();
        let area: f64 = rule
            .iter()
            .map(|(x, weight)| weight * libm::exp(x * x + self.joint(scores, mode + width * x) - top))
            .sum();
        top + libm::log(area / (std::f64::consts::PI * bend).sqrt())
    }
}
