//! The only way for staff to an entry. Who enters or judges it has
//! no power over it as staff (security bar AC-25), so it is not found.

use std::ops::Deref;

use entity::{PublicId, attachment, entry, organisation};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    RelationTrait as _,
};

use crate::{
    accounts::Staff,
    conflicts::not_conflicted,
    db,
    editions::Edition,
    entries::{facts::Entering, rules, store::versions},
};

/// An entry over which this member of staff has power.
#[derive(Clone, Debug)]
pub struct StaffEntry {
    entry: entry::Model,
    organisation: organisation::Model,
}

impl StaffEntry {
    /// What kind of organisation enters, by the kinds of the edition.
    pub fn kind(&self) -> &str {
        rules::kind(&self.entry, &self.organisation)
    }

    pub fn organisation(&self) -> &organisation::Model {
        &self.organisation
    }

    /// Who enters what.
    pub fn entering<'a>(&'a self, edition: &'a Edition) -> Entering<'a> {
        Entering::of(edition, &self.organisation, &self.entry)
    }
}

impl Deref for StaffEntry {
    type Target = entry::Model;

    fn deref(&self) -> &entry::Model {
        &self.entry
    }
}

pub async fn staff_entry<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    id: &PublicId,
) -> Result<Option<StaffEntry>, db::Error> {
    let found = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .select_also(organisation::Entity)
        .filter(entry::Column::PublicId.eq(id.clone()))
        .filter(not_conflicted(staff))
        .one(db)
        .await?;
    Ok(found.and_then(|(entry, organisation)| Some(StaffEntry { entry, organisation: organisation? })))
}

/// A file of such an entry. One that was taken back is there only while a
/// submitted version holds it.
#[derive(Clone, Debug)]
pub struct StaffAttachment(attachment::Model);

impl Deref for StaffAttachment {
    type Target = attachment::Model;

    fn deref(&self) -> &attachment::Model {
        &self.0
    }
}

/// The file of a public id, of the entry of another.
pub async fn staff_attachment<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    entry: &PublicId,
    id: &PublicId,
) -> Result<Option<StaffAttachment>, db::Error> {
    let found = attachment::Entity::find()
        .join(JoinType::InnerJoin, attachment::Relation::Entry.def())
        .filter(attachment::Column::PublicId.eq(id.clone()))
        .filter(entry::Column::PublicId.eq(entry.clone()))
        .filter(not_conflicted(staff))
        .one(db)
        .await?;
    match found {
        Some(file) if file.removed_at.is_some() && !versions::hold(db, &file).await? => Ok(None),
        found => Ok(found.map(StaffAttachment)),
    }
}
