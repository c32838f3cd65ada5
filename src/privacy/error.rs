//! What can go wrong with people's own data.

use crate::{clock::Wait, db};

/// Why data is not given or not erased.
#[derive(Debug, thiserror::Error)]
pub enum PrivacyError {
    /// Nothing is stored about this person, or nobody asked.
    #[error("not found")]
    NotFound,
    #[error("the last admin")]
    LastAdmin,
    /// Admins delete their own account where everyone does.
    #[error("one's own account")]
    Oneself,
    #[error("the reason names the person")]
    ReasonNames,
    #[error("taken already, again {}", .0.until)]
    TakenAlready(Wait),
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for PrivacyError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
