//! Shrinkage in its simplest form: many means, each known equally well.
//!
//! `estimate = mean + c (y - mean)` with `c = 1 - (n - 3) s2 / sum (y - mean)^2` (Efron and
//! Morris 1975). The mixed model does the same with unequal numbers of sheets and judges in
//! between; this is the form to explain it with.

use crate::numeric::{count, mean};

/// The factor c and the estimates of values that each have error variance `error`; c is not
/// below zero.
///
/// ```
/// // Three batting averages would do nothing (n - 3 = 0); equal values stay.
/// let (c, estimates) = scoring::calibrate::james_stein(&[0.3, 0.3, 0.3, 0.3], 0.01);
/// assert_eq!((c, estimates), (0.0, vec![0.3; 4]));
/// ```
#[must_use]
pub fn james_stein(values: &[f64], error: f64) -> (f64, Vec<f64>) {
    let centre = mean(values);
    let squares: f64 = values.iter().map(|y| (y - centre) * (y - centre)).sum();
    let degrees = count(values.len().saturating_sub(3));
    let c = if squares > 0.0 { (1.0 - degrees * error / squares).max(0.0) } else { 0.0 };
    (c, values.iter().map(|y| centre + c * (y - centre)).collect())
}
