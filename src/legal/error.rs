//! What can go wrong with legal texts.

use crate::db;

/// Why a text was not published, or is not shown.
#[derive(Debug, thiserror::Error)]
pub enum LegalError {
    #[error("not found")]
    NotFound,
    #[error("the text has version {0} now")]
    Stale(i32),
    /// Parts of the template are still to be completed.
    #[error("{0} places are still to be completed")]
    Unfinished(usize),
    #[error("the link {0} is not allowed")]
    Link(String),
    #[error(transparent)]
    Db(#[from] db::Error),
}
