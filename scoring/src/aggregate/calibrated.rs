//! Calibrated scores: the fair score of the model in [`crate::calibrate`], in three forms.
//!
//! *Severity* corrects how strict judges are, *calibrated* also how they use the scale and how
//! consistent they are, *normal scores* is calibrated on a stretched scale. Computed in
//! `f64` in a fixed order, stated at nine decimals. The steps show each total as an average
//! judge would have given it; the score lies between their mean and the category's level,
//! the nearer to the level the fewer and noisier the sheets.
//!
//! ```
//! use scoring::{Criterion, Entry, Method, Scale, Scheme, Scoresheet, rank};
//! let mut scheme = Scheme::weighted_mean(vec![Criterion::new("all", 1)], Scale::new(0, 10));
//! scheme.method = Method::Calibrated;
//! // "strict" gives three points less than "mild" for the same six entries; x was seen by
//! // "strict" only, y by "mild" only, both with 6 points.
//! let mut sheets = Vec::new();
//! for (entry, score) in [("a", 5), ("b", 6), ("c", 7), ("d", 8), ("e", 9), ("f", 9)] {
//!     sheets.push(Scoresheet::new("mild", entry, vec![Some(score.into())]));
//!     sheets.push(Scoresheet::new("strict", entry, vec![Some((score - 3).into())]));
//! }
//! sheets.push(Scoresheet::new("strict", "x", vec![Some(6.into())]));
//! sheets.push(Scoresheet::new("mild", "y", vec![Some(6.into())]));
//! let entries = ["a", "b", "c", "d", "e", "f", "x", "y"].map(|key| Entry::new(key, "all"));
//! let outcome = rank(&scheme, &entries, &sheets)?;
//! assert!(outcome.of("x").unwrap().score > outcome.of("y").unwrap().score);
//! # Ok::<(), scoring::Refusal>(())
//! ```

use super::{DECIMALS, Scored, in_points};
use crate::calibrate::{Ballots, Fit, Form, fit_watched, normal_scores};
use crate::{Exact, Method, Panel, Watch};

/// The model a method rests on, or for methods without one the model its uncertainty is
/// taken from. `None` without a sheet.
#[must_use]
pub fn model(panel: &Panel<'_>, watch: Watch<'_>) -> Option<Fit> {
    match panel.scheme.method {
        Method::Severity => fit_watched(Ballots::of(panel), Form::Severity, watch),
        Method::NormalScores => fit_watched(normal_scores(panel), Form::Full, watch),
        _ => fit_watched(Ballots::of(panel), Form::Full, watch),
    }
}

/// Scores by a fitted model.
#[must_use]
pub(super) fn score(panel: &Panel<'_>, model: Option<&Fit>) -> Vec<Scored> {
    let mut scores = vec![None; panel.entries.len()];
    if let Some(fit) = model {
        for (entry, fair) in fit.ballots.entry.iter().zip(&fit.fair) {
            if let Some(slot) = scores.get_mut(*entry) {
                *slot = Exact::from_rounded(*fair, DECIMALS);
            }
        }
    }
    let corrected = |at: usize| {
        let fit = model?;
        let (judge, total) = (fit.ballots.judge.get(at)?, fit.ballots.total.get(at)?);
        Exact::from_rounded(fit.corrected(*judge, fit.ballots.centre + total), DECIMALS)
    };
    panel
        .entries
        .iter()
        .zip(scores)
        .map(|(entry, score)| {
            let steps = entry.sheets.clone().map(|at| (corrected(at), true)).collect();
            in_points(panel, score, steps)
        })
        .collect()
}
