//! What comes out: standings, with every step kept as data a screen can draw.

use crate::calibrate::{Chance, Components};
use crate::{Exact, Method};

/// The result of a round.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The method that made it.
    pub method: Method,
    /// Groups of entries and judges between which no judge links.
    pub components: usize,
    /// Figures of the model behind the score or its uncertainty, when one was fitted.
    pub model: Option<Model>,
    /// All entries: by category, ranked ones first and best first, then by key.
    pub standings: Vec<Standing>,
}

impl Outcome {
    /// The standing of one entry.
    ///
    /// Searches linearly; walk [`Outcome::standings`] when all are wanted.
    #[must_use]
    pub fn of(&self, entry: &str) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.entry == entry)
    }
}

/// Where one entry stands, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The entry's key.
    pub entry: String,
    /// Its category's key.
    pub category: String,
    /// The score on the round's scale; `None` without a sheet.
    pub score: Option<Exact>,
    /// The score in percent of the highest score of the scale.
    pub percent: Option<Exact>,
    /// Rank in the category from 1; equal scores share the better rank (1, 2, 2, 4).
    /// `None` below the minimum of judges.
    pub rank: Option<usize>,
    /// Shares its rank with another entry.
    pub tie: bool,
    /// Has fewer sheets than the scheme asks for, so cannot win.
    pub below_minimum: bool,
    /// Mean score per criterion over the judges who gave one, on the criterion's scale.
    pub criterion_means: Vec<Option<Exact>>,
    /// Sheets that count.
    pub judges_counted: usize,
    /// How far the judges were apart; `None` without a sheet.
    pub spread: Option<Spread>,
    /// Whether judges link all scored entries of the category; if not, its ranks rest on the
    /// belief that panels are equally strict.
    pub linked: bool,
    /// How sure the rank is; only from [`crate::rank_with_chances`].
    pub chance: Option<Chance>,
    /// The sheets that led here, by judge.
    pub steps: Vec<SheetStep>,
}

/// How far the judges of one entry were apart, in points of the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Lowest sheet total.
    pub min: Exact,
    /// Highest sheet total.
    pub max: Exact,
    /// Standard deviation of the sheet totals (divisor n - 1); `None` for one sheet.
    pub sd: Option<f64>,
}

/// One sheet on its way into the score.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetStep {
    /// The judge's key.
    pub judge: String,
    /// Scores as given, in the order of the criteria.
    pub scores: Vec<Option<Exact>>,
    /// Weighted mean of the scores given, on the scheme's scale.
    pub total: Exact,
    /// What the method made of the total (a rank, a corrected total), when it differs in
    /// kind from it.
    pub corrected: Option<Exact>,
    /// Whether the sheet went into the score (a trimmed one did not).
    pub counted: bool,
}

/// What the calibrated model learned about the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Mean score of an average judge for an average entry, in points.
    pub level: f64,
    /// Variance components, in squared points.
    pub components: Components,
    /// Every judge, by key.
    pub judges: Vec<JudgeModel>,
}

/// What the model learned about one judge.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgeModel {
    /// The judge's key.
    pub judge: String,
    /// Sheets that count.
    pub sheets: usize,
    /// How much this judge's totals lie above (below zero: under) an average judge's.
    pub shift: f64,
    /// Standard error of the shift.
    pub shift_error: f64,
    /// Scale use: 1 is average, 0.5 uses half the range.
    pub scale_use: f64,
    /// Standard deviation of what is known of the scale use.
    pub scale_use_error: f64,
    /// Error variance relative to the average judge: above 1 is less consistent.
    pub noise: f64,
}
