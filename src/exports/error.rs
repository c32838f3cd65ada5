//! What can go wrong with exports.

use super::{NotADecimal, Width};
use crate::{db, results::ResultsError};

/// Why a file is not there, or not whole.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A fault of the program: a row of another shape than the header.
    #[error(transparent)]
    Width(#[from] Width),
    /// A fault of the program: a figure that is no number.
    #[error(transparent)]
    Decimal(#[from] NotADecimal),
    /// A stored text that is not what was stored.
    #[error("a stored content cannot be read")]
    Content(#[from] serde_json::Error),
    /// The person enters or judges in the edition, so the file would hold what is not theirs to see.
    #[error("the person has a stake in the edition")]
    OwnStake,
    /// The results.
    #[error(transparent)]
    Results(#[from] ResultsError),
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for ExportError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
