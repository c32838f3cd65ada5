//! How firm the scores of an incomplete panel are, from the calibrated model.

use crate::calibrate::{Draws, Field, Fit};
use crate::numeric::random::Random;
use crate::numeric::{count, mean};

/// Reliability of a panel: 0 is chance, 1 is certainty; below .5 poor, to .75 moderate, to
/// .9 good, above excellent (Koo and Li 2016).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelReliability {
    /// One ballot as given: `sq2 / (sq2 + sb2 + se2)`.
    pub single_absolute: f64,
    /// One ballot with severity corrected: `sq2 / (sq2 + se2)`.
    pub single_consistency: f64,
    /// The scores of this panel: `1 - mean PEV / sq2`.
    pub panel: f64,
    /// Judges per entry for a panel reliability of 0.8.
    pub judges_for_80: f64,
    /// The same for 0.9.
    pub judges_for_90: f64,
}

/// The reliabilities of a fitted panel.
#[must_use]
pub fn panel_reliability(fit: &Fit) -> PanelReliability {
    let parts = fit.components();
    let errors = mean(&fit.evidence().prediction_error);
    let consistency = parts.entry / (parts.entry + parts.residual);
    PanelReliability {
        single_absolute: parts.single_reliability(),
        single_consistency: consistency,
        panel: (1.0 - errors / parts.entry).clamp(0.0, 1.0),
        judges_for_80: judges_needed(consistency, 0.8),
        judges_for_90: judges_needed(consistency, 0.9),
    }
}

/// Reliability of the mean of `k` judges, from that of one (Spearman 1910, Brown 1910).
#[must_use]
pub fn spearman_brown(single: f64, k: f64) -> f64 {
    k * single / (1.0 + (k - 1.0) * single)
}

/// Judges whose mean has the target reliability: `R / (1 - R) * (1 - r) / r`.
///
/// ```
/// use scoring::reliability::{judges_needed, spearman_brown};
/// let judges = judges_needed(0.714841, 0.9);
/// assert_eq!(format!("{judges:.4}"), "3.5902");
/// assert!((spearman_brown(0.714841, judges) - 0.9).abs() < 1e-12);
/// ```
#[must_use]
pub fn judges_needed(single: f64, target: f64) -> f64 {
    target / (1.0 - target) * (1.0 - single) / single
}

/// The share of the best `top` that another jury of the same kind would choose too.
///
/// Another jury is a new panel on the same entries: its scores are drawn around qualities
/// drawn from the posterior, with the error this panel had.
#[must_use]
pub fn expected_overlap(fit: &Fit, draws: &Draws, field: &Field, top: usize, seed: u64) -> f64 {
    let mut random = Random::new(seed ^ 0x6f76_6572_6c61_7000);
    let errors: Vec<f64> = fit.evidence().prediction_error;
    let own = best(field, top, |entry| fit.fair.get(entry).copied().unwrap_or(f64::MIN));
    let parts = fit.components();
    let mut shared = 0;
    for draw in draws.each() {
        // A new jury's estimate is the quality shrunken and noisy: variance pev (1 - pev/sq2).
        let others: Vec<f64> = draw
            .iter()
            .zip(&errors)
            .map(|(quality, error)| {
                let kept = (1.0 - error / parts.entry).clamp(0.0, 1.0);
                kept * (quality - fit.level()) + (error * kept).max(0.0).sqrt() * random.normal()
            })
            .collect();
        let other = best(field, top, |entry| others.get(entry).copied().unwrap_or(f64::MIN));
        shared += other.iter().filter(|entry| own.contains(entry)).count();
    }
    count(shared) / count(draws.len().max(1) * top.clamp(1, field.len().max(1)))
}

fn best(field: &Field, top: usize, value: impl Fn(usize) -> f64) -> Vec<usize> {
    let mut order: Vec<usize> = field.clone();
    order.sort_by(|a, b| value(*b).total_cmp(&value(*a)));
    order.truncate(top);
    order
}
