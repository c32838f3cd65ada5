//! What can go wrong with nominees.

use entity::Timestamp;

use crate::{accounts::AccountError, db, entries::EntryError};

#[derive(Debug, thiserror::Error)]
pub enum NomineeError {
    /// There is none, or the person has no power over the entry.
    #[error("not found")]
    NotFound,
    /// In this category nobody says who is nominated.
    #[error("the category has no nominee")]
    NotAsked,
    /// It was changed in the meantime; this is its version.
    #[error("the nominee has changed")]
    Changed(i64),
    #[error("some fields are invalid")]
    Invalid(Vec<Fault>),
    /// The day until which they may answer is over.
    #[error("could be answered until {0}")]
    TooLate(Timestamp),
    /// Nobody is asked for an answer.
    #[error("no answer is asked for")]
    NoAnswer,
    /// Several e-mails were just sent to the address.
    #[error("too many e-mails to this address")]
    TooManyMails,
    /// Who nominates oneself, and who is not in yet, gets no e-mail.
    #[error("no e-mail is sent")]
    NoMail,
    #[error(transparent)]
    Entry(#[from] EntryError),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

/// What is wrong with a part of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub pointer: &'static str,
    pub code: &'static str,
    pub detail: &'static str,
}

impl From<sea_orm::DbErr> for NomineeError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
