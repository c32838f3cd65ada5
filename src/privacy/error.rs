//! What can go wrong with people's own data.

use crate::{clock::Wait, db};

/// Why data is not given or not erased.
#[derive(Debug, thiserror::Error)]
pub enum PrivacyError {
    /// Nothing is stored about this person, or nobody asked.
    #[error("not found")]
    NotFound,
    /// Nobody could run people any more.
    #[error("the last admin")]
    LastAdmin,
    /// Admins delete their own account where everybody does.
    #[error("one's own account")]
    Oneself,
    /// The reason says whom it is about.
    #[error("the reason names the person")]
    ReasonNames,
    /// The data was taken today already.
    #[error("taken already, again {}", .0.until)]
    TakenAlready(Wait),
    /// The file cannot be written.
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
