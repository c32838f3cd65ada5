//! How a nominee reaches the entry that nominates them: by the link in their e-mail.

use entity::{
    entry,
    ids::NomineeId,
    link::LinkKind,
    nominee::{self},
    organisation, user,
};
use sea_orm::{ConnectionTrait, EntityTrait as _};

use super::{error::NomineeError, rules::IN};
use crate::{
    accounts::{AccountError, find_link},
    context::Ctx,
    editions::{self, PublicEdition, Subject},
};

/// An entry that nominates whoever has the link.
#[derive(Clone, Debug)]
pub struct Invited {
    pub row: nominee::Model,
    pub by: Option<user::Model>,
    pub entry: entry::Model,
    pub organisation: organisation::Model,
    pub edition: PublicEdition,
    pub subject: Subject,
}

/// Looking does not use the link: the nominee may read again what they have answered.
pub async fn of_link<C: ConnectionTrait>(db: &C, ctx: &Ctx, token: &str) -> Result<Invited, NomineeError> {
    let link = find_link(db, ctx, token).await?.filter(|link| link.kind == LinkKind::Nominee);
    let link = link.ok_or(AccountError::DeadLink)?;
    let id = NomineeId(link.subject_id.ok_or(AccountError::DeadLink)?);
    let found = nominee::Entity::find_by_id(id).find_also_related(user::Entity).one(db).await?;
    // Who is nominated instead has a link of their own.
    let found = found.filter(|(row, _)| row.email == link.email && !row.is_oneself);
    let (row, by) = found.ok_or(AccountError::DeadLink)?;
    let entry = entry::Entity::find_by_id(row.entry_id).one(db).await?;
    let entry = entry.filter(|entry| IN.contains(&entry.state)).ok_or(AccountError::DeadLink)?;
    let organisation = organisation::Entity::find_by_id(entry.organisation_id).one(db).await?;
    let organisation = organisation.ok_or(AccountError::DeadLink)?;
    let edition = editions::find_public_by_id(db, ctx, entry.edition_id).await?;
    let edition = edition.ok_or(AccountError::DeadLink)?;
    let subject = edition.document.named_subject_of(&entry.category_key).cloned();
    let subject = subject.ok_or(AccountError::DeadLink)?;
    Ok(Invited { row, by, entry, organisation, edition, subject })
}
