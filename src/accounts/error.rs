//! What can go wrong with accounts.

use super::{passwords::Weakness, rules::Refusal, store::quota::Quota, views::StaffPerson};
use crate::{clock::Wait, db};

/// Why an account was not changed or opened.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Address or password is wrong; which one is not said.
    #[error("wrong address or password")]
    WrongCredentials,
    #[error("wait until {}", .0.until)]
    Throttled(Wait),
    #[error("too many e-mails to this address")]
    TooManyMails(Wait),
    /// The link was used, replaced, has expired or never was.
    #[error("the link has expired")]
    DeadLink,
    /// The new password breaks a rule; says where in the input it stands.
    #[error("the password is refused")]
    WeakPassword(Weakness, &'static str),
    /// A password asked for again is wrong; says where in the input it stands.
    #[error("wrong password")]
    WrongPassword(&'static str),
    /// As much as one person may send or keep for now.
    #[error("the quota of {} is used up", .0.as_str())]
    Quota(Quota, Wait),
    #[error("the account is disabled")]
    Disabled,
    #[error("the name is missing")]
    NameMissing,
    #[error("not found")]
    NotFound,
    /// As many names as pages may keep something under for one person.
    #[error("too many preferences")]
    TooManyPreferences,
    /// The account's address is confirmed: it is changed no more.
    #[error("the address is confirmed")]
    AddressConfirmed,
    #[error("the address has an account")]
    AddressKnown,
    #[error(transparent)]
    Hash(#[from] anyhow::Error),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for AccountError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// Nobody there has this id, or the invitation was answered.
    #[error("person not found")]
    NotFound,
    /// The person was changed in the meantime; this is how it stands.
    #[error("the person has changed")]
    Stale(Box<StaffPerson>),
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The address belongs to a member of staff.
    #[error("is staff already")]
    IsStaff,
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for StaffError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
