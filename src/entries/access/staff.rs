//! The only way for staff to an entry. Who enters or judges it has
//! no power over it as staff (security bar AC-25), so it is not found.

use std::{collections::HashMap, ops::Deref};

use entity::{PublicId, attachment, entry, ids::EntryId, organisation};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    RelationTrait as _, SelectTwo,
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
    fn of(entry: entry::Model, organisation: Option<organisation::Model>) -> Option<Self> {
        Some(Self { entry, organisation: organisation? })
    }

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
    let found = of_staff(staff).filter(entry::Column::PublicId.eq(id.clone())).one(db).await?;
    Ok(found.and_then(|(entry, owner)| StaffEntry::of(entry, owner)))
}

/// Those of these entries over which this person has power.
pub async fn staff_entries<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    ids: impl IntoIterator<Item = EntryId>,
) -> Result<HashMap<EntryId, StaffEntry>, db::Error> {
    let found = of_staff(staff).filter(entry::Column::Id.is_in(ids)).all(db).await?;
    let found = found.into_iter().filter_map(|(entry, owner)| StaffEntry::of(entry, owner));
    Ok(found.map(|found| (found.id, found)).collect())
}

fn of_staff(staff: &Staff) -> SelectTwo<entry::Entity, organisation::Entity> {
    entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .select_also(organisation::Entity)
        .filter(not_conflicted(staff))
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
