//! What can go wrong with entries.

use entity::entry::EntryState;

use super::{
    canonical::CanonicalError,
    facts::RuleOutcome,
    fields::{AnswerError, FieldProblem},
    views::DraftAnswer,
};
use crate::{
    db,
    editions::{Closed, EditionError},
    paper::PaperError,
};

#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// There is none, or the person is no member of its organisation.
    #[error("entry not found")]
    NotFound,
    /// The window has closed, or the day until which it was sent back is over.
    #[error(transparent)]
    Closed(#[from] Closed),
    #[error(transparent)]
    Edition(#[from] EditionError),
    /// It has gone beyond the hands of its owner.
    #[error("an entry that is {} cannot be changed", .0.as_str())]
    NotEditable(EntryState),
    /// It was submitted, so this can only be done to a draft.
    #[error("only a draft")]
    OnlyDraft,
    #[error("no such field")]
    UnknownField,
    /// The value cannot be an answer to the field.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The answer was changed in the meantime; this is how it stands, if it does.
    #[error("the answer has changed")]
    AnswerChanged(Option<Box<DraftAnswer>>),
    /// The entry was changed in the meantime; this is its version.
    #[error("the entry has changed")]
    EntryChanged(i64),
    #[error("entry is not complete")]
    Incomplete(Vec<FieldProblem>),
    /// Rules of the edition that refuse it.
    #[error("{} rules are not met", .0.len())]
    Rules(Vec<RuleOutcome>),
    /// The organisation has begun more entries than anyone finishes.
    #[error("limit of {0} drafts")]
    TooManyDrafts(usize),
    /// The category or edition does not exist; says where in the input it stands.
    #[error("no such {0}")]
    Unknown(&'static str),
    /// Nobody, or no organisation of this kind, enters the category.
    #[error("category cannot be entered")]
    CategoryNotOpen,
    /// The content has no canonical form: a fault of the program.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// It could not be put on paper: a fault of the program.
    #[error(transparent)]
    Paper(#[from] PaperError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for EntryError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
