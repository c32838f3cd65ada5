//! What can go wrong when an entry is checked.

use entity::entry::EntryState;

use super::{input::Refused, rules::NotNow, rulings::RuleView, views::EntryFault};
use crate::{db, editions::EditionError, judging::JudgingError};

#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no such edition or entry, or no power over it.
    #[error("not found")]
    NotFound,
    #[error("the entry has version {version} now")]
    Stale { version: i64, state: EntryState },
    /// The entry stands where this cannot be done.
    #[error("{0}")]
    NotNow(#[from] NotNow),
    /// The entry stands where nothing is found about rules.
    #[error("rules of an entry that is {} are not ruled on", .0.as_str())]
    NoRulings(EntryState),
    /// Rules keep the entry from being eligible.
    #[error("{} rules are not met", .0.len())]
    Rules(Vec<RuleView>),
    /// Who enters or judges in a category does not decide on what competes there.
    #[error("the person has a stake in the category")]
    OwnStake,
    /// No decision about the entry waits to be told.
    #[error("nothing waits to be told")]
    ToldAlready,
    /// Of several entries none is decided, because some cannot be.
    #[error("{} entries cannot be decided", .0.len())]
    Several(Vec<EntryFault>),
    #[error("{} at {}", .0.detail, .0.pointer)]
    Input(Refused),
    #[error(transparent)]
    Edition(#[from] EditionError),
    #[error(transparent)]
    Judging(#[from] JudgingError),
    #[error(transparent)]
    Db(#[from] db::Error),
}
