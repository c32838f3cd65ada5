//! What can go wrong with editions.

use entity::edition::EditionState;

use super::{
    DocumentError,
    changes::{Preview, Since},
};
use crate::db;

#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    #[error("not found")]
    NotFound,
    #[error("the edition has version {} now", .0.version)]
    Stale(Box<Since>),
    /// What the change comes to was not seen, or is different by now.
    #[error("the change is not confirmed")]
    Unconfirmed(Box<Preview>),
    /// There is an edition of this name with other rules.
    #[error("the edition exists")]
    Exists { current: i64 },
    /// It cannot become from this state what was asked.
    #[error("the edition is {}", .0.as_str())]
    State(EditionState),
    /// People have seen it.
    #[error("the edition is {}", .0.as_str())]
    NoDraft(EditionState),
    /// People work in it once it is published.
    #[error("the edition is a draft")]
    Draft,
    /// People worked in it until it was archived.
    #[error("the edition is archived")]
    Archived,
    #[error("the document is invalid")]
    Document(Vec<DocumentError>),
    #[error(transparent)]
    Db(#[from] db::Error),
}
