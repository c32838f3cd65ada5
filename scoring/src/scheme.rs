//! What goes in: the scheme of a round, its entries and its scoresheets.

use crate::{Exact, Refusal};

/// The rules by which scoresheets become a ranking. Chosen before judging starts and
/// printed in the rules of the award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// What is judged, in the order of the scores of a [`Scoresheet`].
    pub criteria: Vec<Criterion>,
    /// The scale results are expressed on, and that of every criterion without its own.
    pub scale: Scale,
    /// How sheets become a score.
    pub method: Method,
    /// Entries with fewer sheets are flagged and not ranked. At least 1.
    pub min_judges: usize,
    /// How many places are given per category (winners, or the shortlist).
    pub places: usize,
}

impl Scheme {
    /// The scheme most awards use: the weighted mean on one scale, every entry with a
    /// sheet ranked, one place.
    #[must_use]
    pub fn weighted_mean(criteria: Vec<Criterion>, scale: Scale) -> Self {
        Self { criteria, scale, method: Method::WeightedMean, min_judges: 1, places: 1 }
    }

    /// Checks what no computation could repair: empty or repeated criteria, weights that
    /// are negative or all zero, an empty scale.
    ///
    /// # Errors
    /// A [`Refusal`] that names the criterion.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.criteria.is_empty() {
            return Err(Refusal::NoCriteria);
        }
        for (at, criterion) in self.criteria.iter().enumerate() {
            if criterion.weight.is_negative() {
                return Err(Refusal::NegativeWeight { criterion: criterion.key.clone() });
            }
            if self.criteria.iter().take(at).any(|earlier| earlier.key == criterion.key) {
                return Err(Refusal::RepeatedCriterion { criterion: criterion.key.clone() });
            }
            let scale = criterion.scale.unwrap_or(self.scale);
            if scale.min >= scale.max {
                return Err(Refusal::EmptyScale { min: scale.min, max: scale.max });
            }
        }
        if self.scale.min >= self.scale.max {
            return Err(Refusal::EmptyScale { min: self.scale.min, max: self.scale.max });
        }
        if self.criteria.iter().all(|criterion| criterion.weight.is_zero()) {
            return Err(Refusal::NoWeight);
        }
        Ok(())
    }
}

/// One thing judges give a score for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its stable name.
    pub key: String,
    /// Its weight relative to the others; weights need not add up to anything.
    pub weight: Exact,
    /// Its own scale, when it differs from the scheme's: its scores are then carried over
    /// linearly, lowest to lowest and highest to highest.
    pub scale: Option<Scale>,
}

impl Criterion {
    /// A criterion scored on the scheme's scale.
    #[must_use]
    pub fn new(key: impl Into<String>, weight: impl Into<Exact>) -> Self {
        Self { key: key.into(), weight: weight.into(), scale: None }
    }
}

/// The lowest and the highest score that can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// Lowest score; need not be zero.
    pub min: Exact,
    /// Highest score. Percentages are of this.
    pub max: Exact,
}

impl Scale {
    /// A scale from `min` to `max`.
    #[must_use]
    pub fn new(min: impl Into<Exact>, max: impl Into<Exact>) -> Self {
        Self { min: min.into(), max: max.into() }
    }

    /// Whether a score lies on the scale, ends included.
    #[must_use]
    pub fn holds(&self, score: Exact) -> bool {
        self.min <= score && score <= self.max
    }
}

/// How sheets become a score; each has its formula, source and example in
/// [`crate::aggregate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// Mean over judges of the weighted mean of their scores.
    WeightedMean,
    /// The same without the highest and the lowest sheet.
    Trimmed,
    /// The middle sheet.
    Median,
    /// Mean position in the judges' own rankings; lower is better.
    MeanRank,
    /// Sum over judges of the weighted sum of their scores.
    Sum,
    /// Mean of totals standardised per judge; see why not in [`crate::aggregate`].
    ZScore,
    /// Severity corrected in full by additive least squares.
    LeastSquares,
    /// Mixed model, severity only.
    Severity,
    /// Mixed model with severity, scale use and reliability.
    Calibrated,
    /// The calibrated model on normal scores, as a sensitivity check.
    NormalScores,
}

impl Method {
    /// Whether a lower score is the better one.
    #[must_use]
    pub fn lower_is_better(self) -> bool {
        matches!(self, Self::MeanRank)
    }
}

/// An entry that can be ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its stable name.
    pub key: String,
    /// The category within which it is ranked.
    pub category: String,
}

impl Entry {
    /// An entry of a category.
    #[must_use]
    pub fn new(key: impl Into<String>, category: impl Into<String>) -> Self {
        Self { key: key.into(), category: category.into() }
    }
}

/// The scores one judge gave one entry. Only sheets that count are given: handed in, and
/// the judge not recused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoresheet {
    /// Who scored.
    pub judge: String,
    /// What was scored.
    pub entry: String,
    /// One per criterion of the scheme, in its order; `None` where no score was given.
    pub scores: Vec<Option<Exact>>,
}

impl Scoresheet {
    /// A judge's scores for an entry.
    #[must_use]
    pub fn new(judge: impl Into<String>, entry: impl Into<String>, scores: Vec<Option<Exact>>) -> Self {
        Self { judge: judge.into(), entry: entry.into(), scores }
    }
}
