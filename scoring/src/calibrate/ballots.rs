//! Sheet totals as the model sees them: numbers in `f64`, centred, gaps filled.

use crate::numeric::{count, mean};
use crate::{Exact, Panel};

/// The totals of all entries that have one, entry after entry, each by judge.
#[derive(Debug, Clone)]
pub struct Ballots {
    /// Where each entry's ballots begin; one more at the end.
    pub start: Vec<usize>,
    /// Category of each entry.
    pub category: Vec<usize>,
    /// Judge of each ballot.
    pub judge: Vec<usize>,
    /// Total of each ballot, less [`Ballots::centre`].
    pub total: Vec<f64>,
    /// Mean of all totals, in points.
    pub centre: f64,
    /// Number of judges.
    pub judges: usize,
    /// Number of categories; the model has a category term from 2 on.
    pub categories: usize,
    /// The panel's number of each entry here.
    pub entry: Vec<usize>,
}

impl Ballots {
    /// The ballots of a panel.
    ///
    /// A sheet with scores missing gets the total it would have if each missing score were
    /// the criterion's mean, moved by how the scores that were given differ from theirs:
    /// `sum_c w_c m_c + sum_given w_c (y_c - m_c) / sum_given w_c`.
    #[must_use]
    pub fn of(panel: &Panel<'_>) -> Self {
        let weights: Vec<f64> = panel.scheme.criteria.iter().map(|c| c.weight.to_f64()).collect();
        let scores: Vec<Vec<Option<f64>>> =
            (0..panel.sheets.len()).map(|at| panel.scores_on_scale(at)).collect();
        Self::from_scores(panel, &weights, &scores)
    }

    /// Ballots of one total per sheet, in the order of the panel's sheets.
    #[must_use]
    pub fn from_totals(panel: &Panel<'_>, totals: &[f64]) -> Self {
        let scored = || panel.entries.iter().enumerate().filter(|(_, entry)| !entry.sheets.is_empty());
        let centre = mean(totals);
        let mut start: Vec<usize> = scored().map(|(_, entry)| entry.sheets.start).collect();
        start.push(panel.sheets.len());
        Self {
            start,
            category: scored().map(|(_, entry)| entry.category).collect(),
            judge: panel.sheets.iter().map(|sheet| sheet.judge).collect(),
            total: totals.iter().map(|total| total - centre).collect(),
            centre,
            judges: panel.judges.len(),
            categories: panel.categories.len(),
            entry: scored().map(|(at, _)| at).collect(),
        }
    }

    /// Ballots of scores already on one scale, gaps filled as [`Ballots::of`] says.
    #[must_use]
    pub fn from_scores(panel: &Panel<'_>, weights: &[f64], scores: &[Vec<Option<f64>>]) -> Self {
        let whole: f64 = weights.iter().sum();
        let means: Vec<f64> = (0..weights.len())
            .map(|c| {
                let given: Vec<f64> =
                    scores.iter().filter_map(|sheet| sheet.get(c).copied().flatten()).collect();
                mean(&given)
            })
            .collect();
        let level: f64 = weights.iter().zip(&means).map(|(w, m)| w * m).sum::<f64>() / whole;
        let totals: Vec<f64> = scores
            .iter()
            .map(|sheet| {
                let (mut sum, mut given) = (0.0, 0.0);
                for ((score, weight), mean) in sheet.iter().zip(weights).zip(&means) {
                    if let Some(score) = score {
                        sum += weight * (score - mean);
                        given += weight;
                    }
                }
                level + sum / given
            })
            .collect();
        Self::from_totals(panel, &totals)
    }

    /// Number of entries.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.category.len()
    }

    /// The ballots of each entry in turn, as (entry, judges, totals).
    pub fn by_entry(&self) -> impl Iterator<Item = (usize, &[usize], &[f64])> {
        self.start.array_windows().enumerate().map(|(entry, [from, to])| {
            let judges = self.judge.get(*from..*to).unwrap_or_default();
            (entry, judges, self.total.get(*from..*to).unwrap_or_default())
        })
    }

    /// Number of ballots less the one degree of freedom of the mean; at least 1.
    #[must_use]
    pub fn freedom(&self) -> f64 {
        count(self.total.len().saturating_sub(1).max(1))
    }
}

impl Panel<'_> {
    /// The scores of a sheet on the scheme's scale, as numbers.
    #[must_use]
    pub fn scores_on_scale(&self, sheet: usize) -> Vec<Option<f64>> {
        let scores = self.sheets.get(sheet).map(|sheet| sheet.scores).unwrap_or_default();
        let scale = self.scheme.scale;
        let criteria = self.scheme.criteria.iter();
        criteria
            .zip(scores)
            .map(|(criterion, score)| {
                score.map(|score| crate::panel::on_scale(score, criterion.scale, scale)).map(Exact::to_f64)
            })
            .collect()
    }
}
