//! What can go wrong with editions.

use super::DocumentError;
use crate::db;

/// Why an edition was not changed.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// There is no such edition or window.
    #[error("not found")]
    NotFound,
    /// Somebody changed the edition meanwhile.
    #[error("the edition has version {current} now")]
    Stale {
        /// The version it has now.
        current: i64,
    },
    /// There is an edition of this name with other rules.
    #[error("the edition exists")]
    Exists {
        /// The version it has.
        current: i64,
    },
    /// The document breaks rules.
    #[error("the document is not right")]
    Document(Vec<DocumentError>),
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}
