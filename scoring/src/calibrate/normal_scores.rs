//! Normal scores: would the result hold if the scale were stretched?
//!
//! Each score of a criterion is replaced by the normal quantile of the middle of its share of
//! all scores of that criterion (Snell's spacing), so that rare scores lie farther out. Totals
//! are put back on the mean and spread of the raw totals, in points. A sensitivity check,
//! not a default: it changes the weight of criteria and the distance between scores unseen.

use super::Ballots;
use crate::Panel;
use crate::numeric::special::normal_quantile;
use crate::numeric::{count, mean, variance};

/// The ballots of a panel in normal scores.
#[must_use]
pub fn normal_scores(panel: &Panel<'_>) -> Ballots {
    let weights: Vec<f64> = panel.scheme.criteria.iter().map(|c| c.weight.to_f64()).collect();
    let mut scores: Vec<Vec<Option<f64>>> =
        (0..panel.sheets.len()).map(|at| panel.scores_on_scale(at)).collect();
    let raw = Ballots::from_scores(panel, &weights, &scores);
    for criterion in 0..weights.len() {
        let mut column: Vec<&mut f64> =
            scores.iter_mut().filter_map(|sheet| sheet.get_mut(criterion)?.as_mut()).collect();
        stretch(&mut column);
    }
    let stretched = Ballots::from_scores(panel, &weights, &scores);
    let spread = variance(&stretched.total);
    let factor = if spread > 0.0 { (variance(&raw.total) / spread).sqrt() } else { 0.0 };
    let totals: Vec<f64> = stretched.total.iter().map(|total| raw.centre + factor * total).collect();
    debug_assert!((mean(&totals) - raw.centre).abs() < 1e-6, "centred totals keep the centre");
    Ballots::from_totals(panel, &totals)
}

/// Replaces values by the normal quantiles of their middle ranks.
fn stretch(values: &mut [&mut f64]) {
    values.sort_by(|a, b| a.total_cmp(b));
    let all = count(values.len());
    let mut before = 0;
    for tied in values.chunk_by_mut(|a, b| **a == **b) {
        let score = normal_quantile((count(before) + count(tied.len()) / 2.0) / all);
        before += tied.len();
        tied.iter_mut().for_each(|value| **value = score);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_values_get_the_quantile_of_their_middle() {
        let mut values = [3.0, 1.0, 3.0, 2.0];
        stretch(&mut values.iter_mut().collect::<Vec<_>>());
        let expected = [0.75, 0.125, 0.75, 0.375].map(normal_quantile);
        assert_eq!(values, expected);
    }
}
