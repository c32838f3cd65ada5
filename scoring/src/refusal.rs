//! Why input is refused: always before anything is computed, always by name.

use crate::{Exact, Scale};
use std::fmt;

/// Input that has no honest result.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The scheme has no criterion.
    NoCriteria,
    /// All weights are zero.
    NoWeight,
    /// A weight is below zero.
    NegativeWeight {
        /// The criterion's key.
        criterion: String,
    },
    /// Two criteria have one key.
    RepeatedCriterion {
        /// The key.
        criterion: String,
    },
    /// The lowest score is not below the highest.
    EmptyScale {
        /// Given as lowest.
        min: Exact,
        /// Given as highest.
        max: Exact,
    },
    /// Two entries have one key.
    RepeatedEntry {
        /// The key.
        entry: String,
    },
    /// A sheet for an entry that is not in the list.
    UnknownEntry {
        /// The judge of the sheet.
        judge: String,
        /// The key that is not known.
        entry: String,
    },
    /// A judge has two sheets for one entry.
    RepeatedSheet {
        /// The judge.
        judge: String,
        /// The entry.
        entry: String,
    },
    /// A sheet has more or fewer scores than the scheme has criteria.
    WrongNumberOfScores {
        /// The judge.
        judge: String,
        /// The entry.
        entry: String,
        /// Scores on the sheet.
        given: usize,
        /// Criteria of the scheme.
        criteria: usize,
    },
    /// A score is outside its scale.
    OffTheScale {
        /// The judge.
        judge: String,
        /// The entry.
        entry: String,
        /// The criterion's key.
        criterion: String,
        /// The score given.
        score: Exact,
        /// The scale it is off.
        scale: Box<Scale>,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCriteria => f.write_str("the scheme has no criteria: name at least one"),
            Self::NoWeight => f.write_str("all weights are zero: give at least one criterion a weight"),
            Self::NegativeWeight { criterion } => {
                write!(f, "the weight of criterion `{criterion}` is negative: use zero or more")
            }
            Self::RepeatedCriterion { criterion } => {
                write!(f, "criterion `{criterion}` is named twice")
            }
            Self::EmptyScale { min, max } => {
                write!(f, "the scale {min} to {max} is empty: the lowest score must be below the highest")
            }
            Self::RepeatedEntry { entry } => write!(f, "entry `{entry}` is listed twice"),
            Self::UnknownEntry { judge, entry } => {
                write!(f, "judge `{judge}` scored entry `{entry}`, which is not in the list of entries")
            }
            Self::RepeatedSheet { judge, entry } => {
                write!(f, "judge `{judge}` has two sheets for entry `{entry}`: keep one")
            }
            Self::WrongNumberOfScores { judge, entry, given, criteria } => write!(
                f,
                "the sheet of judge `{judge}` for entry `{entry}` has {given} scores for {criteria} \
                 criteria"
            ),
            Self::OffTheScale { judge, entry, criterion, score, scale } => write!(
                f,
                "judge `{judge}` gave entry `{entry}` {score} for `{criterion}`, outside the scale {} to \
                 {}",
                scale.min, scale.max
            ),
        }
    }
}

impl std::error::Error for Refusal {}
