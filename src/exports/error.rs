//! What can go wrong with exports.

use std::io;

use rust_xlsxwriter::XlsxError;

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
    /// A workbook holds no more: 1,048,576 rows of a sheet (ECMA-376 has no limit, Excel has).
    #[error("the workbook could not be written")]
    Workbook(#[from] XlsxError),
    #[error("the file could not be written")]
    Disk(#[from] io::Error),
    /// The person enters or judges in the edition, so the file would hold what is not theirs to see.
    #[error("the person has a stake in the edition")]
    OwnStake,
    #[error(transparent)]
    Results(#[from] ResultsError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for ExportError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
