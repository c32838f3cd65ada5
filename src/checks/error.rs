//! What can go wrong when the secretariat works on entries.

use entity::entry::EntryState;

use super::{input::Refused, rules::NotNow};
use crate::{db, entries::EntryError, organisations::OrganisationError};

/// Why nothing was changed, or shown.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no such edition or entry, or no power over it.
    #[error("not found")]
    NotFound,
    /// Someone changed the entry in the meantime.
    #[error("the entry has version {version} now")]
    Stale {
        /// The version it has now.
        version: i64,
        /// The state.
        state: EntryState,
    },
    /// The entry stands where this cannot be done.
    #[error("{0}")]
    NotNow(#[from] NotNow),
    /// Who enters or judges in a category does not decide on what competes there.
    #[error("the person has a stake in the category")]
    OwnStake,
    /// What was sent breaks a rule.
    #[error("{} at {}", .0.detail, .0.pointer)]
    Input(Refused),
    /// The organisation or its people stay as they are.
    #[error(transparent)]
    Organisation(#[from] OrganisationError),
    /// The entry cannot be read, or not in that version.
    #[error(transparent)]
    Entry(#[from] EntryError),
    #[error(transparent)]
    Db(#[from] db::Error),
}
