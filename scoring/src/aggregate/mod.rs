//! The methods, one per file: how the sheets of an entry become its score.
//!
//! Official figures are exact fractions. Methods that compute in `f64` are rounded at
//! [`DECIMALS`] decimals, so that equal evidence gives equal scores.

mod calibrated;
mod least_squares;
mod mean;
mod mean_rank;
mod median;
mod sum;
mod trimmed;
mod zscore;

pub use calibrated::model;

use crate::calibrate::Fit;
use crate::{Exact, Method, Panel, Watch};

/// Decimals at which a score computed in `f64` is stated.
pub const DECIMALS: u32 = 9;

/// What a method says about one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The score, `None` without a usable sheet.
    pub score: Option<Exact>,
    /// The score in percent of the highest possible.
    pub percent: Option<Exact>,
    /// Per sheet of the entry, by judge: the total as the method saw it, and whether it
    /// was counted.
    pub sheets: Vec<(Option<Exact>, bool)>,
}

/// Scores all entries of a panel by its scheme's method, in the order of the panel. Also
/// gives the model, where the method has one; fitting it is told to `watch`.
#[must_use]
pub fn score(panel: &Panel<'_>, watch: Watch<'_>) -> (Vec<Scored>, Option<Fit>) {
    let plain = match panel.scheme.method {
        Method::WeightedMean => mean::score(panel),
        Method::Trimmed => trimmed::score(panel),
        Method::Median => median::score(panel),
        Method::MeanRank => mean_rank::score(panel),
        Method::Sum => sum::score(panel),
        Method::ZScore => zscore::score(panel),
        Method::LeastSquares => least_squares::score(panel),
        Method::Severity | Method::Calibrated | Method::NormalScores => {
            let fit = model(panel, watch);
            return (calibrated::score(panel, fit.as_ref()), fit);
        }
    };
    (plain, None)
}

/// A score in points of the scale, with its percentage of the highest score.
fn in_points(panel: &Panel<'_>, score: Option<Exact>, sheets: Vec<(Option<Exact>, bool)>) -> Scored {
    let max = panel.scheme.scale.max;
    let percent = score.and_then(|score| (score * Exact::HUNDRED).checked_div(max));
    Scored { score, percent, sheets }
}

/// The exact mean, `None` of nothing.
fn mean_of(values: &[Exact]) -> Option<Exact> {
    values.iter().copied().sum::<Exact>().checked_div(Exact::from_count(values.len()))
}
