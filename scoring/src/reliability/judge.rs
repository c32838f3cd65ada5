//! Judges one by one: who agrees with the others, who scores all criteria alike, who drifts.
//!
//! Never a reason to leave a judge out unasked: show, ask, exclude with a reason, and print
//! the result with and without. In simulations the leave-one-out agreement finds careless
//! judges best (AUC .99 at 32 sheets, .85 at 8); tests by p-value raise false alarms.

use crate::Panel;
use crate::calibrate::Fit;
use crate::numeric::{count, mean, variance};

/// Figures about one judge.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgeFit {
    /// The judge's key.
    pub judge: String,
    /// Correlation of corrected totals with the mean of the *other* judges' corrected totals
    /// for the same entries; `None` with fewer than three shared entries.
    pub agreement: Option<f64>,
    /// Entries that went into the agreement.
    pub shared: usize,
    /// Mean of squared standardised residuals, sensitive to single surprises; about 1.
    pub outfit: f64,
    /// The same weighted by information, sensitive to the bulk; about 1.
    pub infit: f64,
    /// Share of sheets with equal scores on all criteria; `None` with one criterion.
    pub straight_lining: Option<f64>,
    /// Mean spread of scores within sheets after taking criterion means out, relative to all
    /// judges: low is halo. `None` with one criterion.
    pub halo: Option<f64>,
    /// Change of residual per sheet along the order of entries, in points.
    pub drift: f64,
}

/// The figures of all judges of a fitted panel.
#[must_use]
pub fn judge_fits(panel: &Panel<'_>, fit: &Fit) -> Vec<JudgeFit> {
    let ballots = &fit.ballots;
    let evidence = fit.evidence();
    let s2 = fit.equations.error_variance(ballots);
    let mut own: Vec<Rows> = vec![Rows::default(); panel.judges.len()];
    for (_, judges, totals) in ballots.by_entry() {
        let corrected: Vec<f64> =
            judges.iter().zip(totals).map(|(j, y)| fit.corrected(*j, ballots.centre + y)).collect();
        let sum: f64 = corrected.iter().sum();
        for (judge, value) in judges.iter().zip(&corrected).filter(|_| corrected.len() > 1) {
            if let Some(rows) = own.get_mut(*judge) {
                rows.pairs.push((*value, (sum - value) / count(corrected.len() - 1)));
            }
        }
    }
    for (sheet, (residual, leverage)) in panel.sheets.iter().zip(&evidence.residuals) {
        if let Some(rows) = own.get_mut(sheet.judge) {
            rows.residuals.push((*residual, 1.0 - leverage));
        }
    }
    let spreads = spreads(panel);
    let typical = mean(&spreads.iter().flat_map(|(_, spread)| *spread).collect::<Vec<_>>());
    for (sheet, (straight, spread)) in panel.sheets.iter().zip(&spreads) {
        if let (Some(rows), Some(spread)) = (own.get_mut(sheet.judge), spread) {
            rows.straight.push(f64::from(u8::from(*straight)));
            rows.spread.push(*spread);
        }
    }
    let noise = |judge: usize| fit.traits.noise.get(judge).copied().unwrap_or(1.0);
    let judges = panel.judges.iter().zip(own).enumerate();
    judges.map(|(judge, (key, rows))| rows.figures(key, s2 * noise(judge), typical)).collect()
}

/// Per sheet: whether all scores are equal, and the spread of its scores around what their
/// criteria get on average; `None` with fewer than two scores.
fn spreads(panel: &Panel<'_>) -> Vec<(bool, Option<f64>)> {
    let scores: Vec<Vec<Option<f64>>> = (0..panel.sheets.len()).map(|at| panel.scores_on_scale(at)).collect();
    let criterion = |at: usize| scores.iter().filter_map(|sheet| sheet.get(at).copied().flatten()).collect();
    let means: Vec<f64> =
        (0..panel.scheme.criteria.len()).map(criterion).map(|column: Vec<f64>| mean(&column)).collect();
    scores
        .iter()
        .map(|sheet| {
            let given: Vec<f64> = sheet.iter().copied().flatten().collect();
            let around: Vec<f64> =
                sheet.iter().zip(&means).filter_map(|(score, mean)| Some((*score)? - mean)).collect();
            let straight = given.windows(2).all(|two| two.first() == two.last());
            (straight, (given.len() > 1).then(|| variance(&around).sqrt()))
        })
        .collect()
}

#[derive(Debug, Clone, Default)]
struct Rows {
    pairs: Vec<(f64, f64)>,
    residuals: Vec<(f64, f64)>,
    straight: Vec<f64>,
    spread: Vec<f64>,
}

impl Rows {
    fn figures(&self, judge: &str, error: f64, typical_spread: f64) -> JudgeFit {
        let squares: Vec<f64> = self.residuals.iter().map(|(r, free)| r * r / (error * free)).collect();
        let information: f64 = self.residuals.iter().map(|(_, free)| error * free).sum();
        let all: f64 = self.residuals.iter().map(|(r, _)| r * r).sum();
        let positions: Vec<(f64, f64)> =
            self.residuals.iter().enumerate().map(|(at, (r, _))| (count(at), *r)).collect();
        JudgeFit {
            judge: judge.to_owned(),
            agreement: correlation(&self.pairs),
            shared: self.pairs.len(),
            outfit: mean(&squares),
            infit: if information > 0.0 { all / information } else { 0.0 },
            straight_lining: (!self.straight.is_empty()).then(|| mean(&self.straight)),
            halo: (!self.spread.is_empty() && typical_spread > 0.0)
                .then(|| mean(&self.spread) / typical_spread),
            drift: slope(&positions),
        }
    }
}

fn moments(pairs: &[(f64, f64)]) -> (f64, f64, f64) {
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    let (mx, my) = (mean(&x), mean(&y));
    let product = pairs.iter().map(|(x, y)| (x - mx) * (y - my)).sum();
    (product, x.iter().map(|x| (x - mx) * (x - mx)).sum(), y.iter().map(|y| (y - my) * (y - my)).sum())
}

fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let (product, x, y) = moments(pairs);
    (pairs.len() >= 3 && x > 0.0 && y > 0.0).then(|| product / (x * y).sqrt())
}

fn slope(pairs: &[(f64, f64)]) -> f64 {
    let (product, x, _) = moments(pairs);
    if x > 0.0 { product / x } else { 0.0 }
}
