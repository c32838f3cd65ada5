//! What can go wrong when judging.

use entity::Timestamp;

use super::views::ScoresheetView;
use crate::{
    accounts::AccountError,
    db, editions,
    entries::{self, attachments::AttachmentError},
};

/// Why nothing was changed, or nothing is shown.
#[derive(Debug, thiserror::Error)]
pub enum JudgingError {
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Closed(#[from] editions::Closed),
    #[error(transparent)]
    Edition(#[from] editions::EditionError),
    /// The round cannot be opened, for its end has passed.
    #[error("the round ended at {0}")]
    Over(Timestamp),
    #[error("the round ends at {0}")]
    NotOver(Timestamp),
    #[error(transparent)]
    Entry(#[from] entries::EntryError),
    /// The scoresheet was changed in the meantime; this is how it is now.
    #[error("the scoresheet has changed")]
    Stale(Box<ScoresheetView>),
    /// The scoresheet is handed in; it must be reopened first.
    #[error("the scoresheet is handed in")]
    HandedIn,
    #[error("scores are missing")]
    Incomplete(Vec<String>),
    #[error("some fields are invalid")]
    Invalid(Vec<InputFault>),
    /// The same judges were reminded not long ago.
    #[error("{count} were reminded at {at}")]
    Reminded {
        at: Timestamp,
        /// How many of those who would be reminded now.
        count: usize,
    },
    /// A judge who has accepted is not simply deleted.
    #[error("the judge has accepted")]
    JudgeAccepted,
    /// Only a judge who has accepted is removed, and only one who was removed comes back.
    #[error("the judge is {0}")]
    JudgeNotSo(&'static str),
    /// Who enters or judges in an edition changes none of its judges.
    #[error("the person has a stake in the edition")]
    OwnEdition,
    /// Who enters or judges in a category does not choose who judges there.
    #[error("the person has a stake in the category")]
    OwnStake,
    #[error("the edition has changed")]
    EditionChanged,
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// An error in one part of the input.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct InputFault {
    pub pointer: String,
    pub code: &'static str,
    pub detail: String,
}

impl InputFault {
    pub fn new(pointer: String, code: &'static str, detail: impl Into<String>) -> Self {
        Self { pointer, code, detail: detail.into() }
    }
}

impl From<sea_orm::DbErr> for JudgingError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
