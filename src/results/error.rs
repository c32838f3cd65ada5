//! What can go wrong with results.

use crate::{db, editions::EditionError, judging::JudgingError};

/// Why there is no result, or no shortlist.
#[derive(Debug, thiserror::Error)]
pub enum ResultsError {
    #[error("not found")]
    NotFound,
    /// One part of what was sent is wrong: where, its code, and what to do.
    #[error("{2}")]
    Invalid(&'static str, &'static str, &'static str),
    /// The person enters or judges in the category, so others decide on it.
    #[error("the person has a stake in the category")]
    OwnStake,
    /// The scores that are stored have no honest result under the edition's rules.
    #[error(transparent)]
    Refused(#[from] scoring::Refusal),
    #[error(transparent)]
    Edition(#[from] EditionError),
    #[error(transparent)]
    Judging(#[from] JudgingError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for ResultsError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
