//! What can go wrong with accounts.

use entity::Timestamp;

use super::passwords::Weakness;
use crate::db;

/// Why an account was not changed or opened.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Address or password is wrong; which one is not said.
    #[error("wrong address or password")]
    WrongCredentials,
    /// Too many failures.
    #[error("wait until {0}")]
    Throttled(Timestamp),
    /// The link was used, replaced, has expired or never was.
    #[error("the link does not work any more")]
    DeadLink,
    /// The new password breaks a rule; says where in the input it stands.
    #[error("the password is refused")]
    WeakPassword(Weakness, &'static str),
    /// There is no such session or person.
    #[error("not found")]
    NotFound,
    /// An address that has an account already.
    #[error("the address has an account")]
    AddressKnown,
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] anyhow::Error),
    /// The database.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for AccountError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
