//! What can go wrong with organisations.

use entity::Timestamp;

use crate::{accounts::AccountError, clock::Wait, db};

use super::views::{KnownOrganisation, OrganisationView};

/// Why an organisation or its people stay as they are.
#[derive(Debug, thiserror::Error)]
pub enum OrganisationError {
    /// There is none, or the person is no member of it.
    #[error("organisation not found")]
    NotFound,
    /// It was changed in the meantime; this is how it stands.
    #[error("the organisation has changed")]
    Stale(Box<OrganisationView>),
    /// Kind and country decide what an entry may win, so they stay once one is in.
    #[error("kind and country are fixed by an entry")]
    Fixed,
    #[error("is a member already")]
    IsMember,
    #[error("more than {limit} people")]
    TooManyMembers { limit: u64 },
    /// Organisations of that name are there already; the person may ask to join one.
    #[error("there is one of this name")]
    Known(Vec<KnownOrganisation>),
    /// The person waits for as many organisations as one may.
    #[error("waits for {limit} organisations")]
    TooManyAsked { limit: u64 },
    /// The members answer those who ask; staff may from this instant.
    #[error("members answer until {from}")]
    MembersAnswer { from: Timestamp },
    #[error("the last member cannot leave")]
    LastMember,
    #[error("too many e-mails to this address")]
    TooManyMails(Wait),
    /// The invitation does not work, or the account refuses.
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl From<sea_orm::DbErr> for OrganisationError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}
