//! What can go wrong in the console.

use crate::{checks::Refused, db, entries::EntryError, organisations::OrganisationError};

#[derive(Debug, thiserror::Error)]
pub enum ConsoleError {
    /// There is no such edition, entry or organisation, or no power over it.
    #[error("not found")]
    NotFound,
    /// A person keeps only so many views.
    #[error("too many views")]
    TooManyViews,
    /// What all staff have, admins decide.
    #[error("admins only")]
    AdminsOnly,
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
