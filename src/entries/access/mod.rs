//! How an owner reaches an entry: as an active member of its organisation.

mod staff;

use std::borrow::Cow;

use entity::{
    PublicId, attachment, entry,
    member::{self, MemberState},
    organisation,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait as _, JoinType, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
};

use crate::{
    accounts::Person,
    context::Ctx,
    db::{self, WriteTx},
    editions::{self, EditionDocument, PublicEdition, Window},
    entries::{error::EntryError, facts::Entering, rules, store::versions},
};

pub use staff::{StaffEntry, staff_attachment, staff_entries, staff_entry};

/// An entry of an organisation the person is an active member of.
#[derive(Clone, Debug)]
pub struct OwnEntry {
    entry: entry::Model,
    organisation: organisation::Model,
    edition: PublicEdition,
}

impl OwnEntry {
    pub fn entry(&self) -> &entry::Model {
        &self.entry
    }

    pub fn organisation(&self) -> &organisation::Model {
        &self.organisation
    }

    /// What kind of organisation enters, by the kinds of the edition.
    pub fn kind(&self) -> &str {
        rules::kind(&self.entry, &self.organisation)
    }

    pub fn edition(&self) -> &PublicEdition {
        &self.edition
    }

    /// Who enters what.
    pub fn entering(&self) -> Entering<'_> {
        Entering::of(&self.edition, &self.organisation, &self.entry)
    }

    pub fn document(&self) -> &EditionDocument {
        &self.edition.document
    }

    /// When its owner may change it.
    pub fn window(&self) -> Result<Cow<'_, Window>, EntryError> {
        self.edition.is_running()?;
        rules::edit_window(&self.entry, self.document()).ok_or(EntryError::NotEditable(self.entry.state))
    }
}

/// A file of an entry the person owns.
#[derive(Clone, Debug)]
pub struct OwnAttachment(attachment::Model);

impl OwnAttachment {
    pub fn row(&self) -> &attachment::Model {
        &self.0
    }
}

pub async fn own_entry<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    person: &Person,
    id: &PublicId,
) -> Result<OwnEntry, EntryError> {
    let query = entries_of(person).filter(entry::Column::PublicId.eq(id.as_str()));
    open(db, ctx, query).await
}

/// The entry of this id, held together with its organisation until the
/// transaction ends: colleagues change it one after the other, and what counts
/// the organisation's entries sees all of them.
pub async fn lock_own_entry(
    tx: &WriteTx,
    ctx: &Ctx,
    person: &Person,
    id: &PublicId,
) -> Result<OwnEntry, EntryError> {
    let own = entries_of(person).filter(entry::Column::PublicId.eq(id.as_str()));
    // The organisation first, as whoever changes an organisation holds it before its entries.
    if tx.get_database_backend() == DbBackend::Postgres {
        let its = own.clone().select_only().column(entry::Column::OrganisationId).into_query();
        let organisation = organisation::Entity::find().filter(organisation::Column::Id.in_subquery(its));
        organisation.lock_exclusive().one(&**tx).await?;
    }
    open(&**tx, ctx, own.lock_exclusive()).await
}

async fn open<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    query: Select<entry::Entity>,
) -> Result<OwnEntry, EntryError> {
    let row = query.select_also(organisation::Entity).one(db).await?;
    let Some((entry, Some(organisation))) = row else {
        return Err(EntryError::NotFound);
    };
    let edition = editions::find_public_by_id(db, ctx, entry.edition_id).await?;
    let edition = edition.ok_or(EntryError::NotFound)?;
    Ok(OwnEntry { entry, organisation, edition })
}

/// All entries a person owns, with their organisations.
pub async fn own_entries<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    person: &Person,
) -> Result<Vec<OwnEntry>, db::Error> {
    let rows = entries_of(person).select_also(organisation::Entity).all(db).await?;
    let editions = editions::list_public(db, ctx).await?;
    let open = |(entry, organisation): (entry::Model, Option<organisation::Model>)| {
        let edition = editions.iter().find(|edition| edition.id == entry.edition_id)?.clone();
        Some(OwnEntry { entry, organisation: organisation?, edition })
    };
    Ok(rows.into_iter().filter_map(open).collect())
}

/// A file that its owner has not removed.
pub async fn own_attachment<C: ConnectionTrait>(
    db: &C,
    person: &Person,
    entry: &PublicId,
    id: &PublicId,
) -> Result<OwnAttachment, EntryError> {
    let row = attachment_of(db, person, entry, id).await?;
    row.filter(|row| row.removed_at.is_none()).map(OwnAttachment).ok_or(EntryError::NotFound)
}

/// A file that its owner has removed, and that is still there.
pub async fn own_removed_attachment<C: ConnectionTrait>(
    db: &C,
    person: &Person,
    entry: &PublicId,
    id: &PublicId,
) -> Result<OwnAttachment, EntryError> {
    let row = attachment_of(db, person, entry, id).await?;
    row.filter(|row| row.removed_at.is_some()).map(OwnAttachment).ok_or(EntryError::NotFound)
}

/// A file to be read: one that is there, or that was submitted and removed later.
pub async fn own_file<C: ConnectionTrait>(
    db: &C,
    person: &Person,
    entry: &PublicId,
    id: &PublicId,
) -> Result<OwnAttachment, EntryError> {
    let row = attachment_of(db, person, entry, id).await?.ok_or(EntryError::NotFound)?;
    if row.removed_at.is_some() && !versions::hold(db, &row).await? {
        return Err(EntryError::NotFound);
    }
    Ok(OwnAttachment(row))
}

async fn attachment_of<C: ConnectionTrait>(
    db: &C,
    person: &Person,
    entry: &PublicId,
    id: &PublicId,
) -> Result<Option<attachment::Model>, db::Error> {
    let row = attachment::Entity::find()
        .filter(attachment::Column::PublicId.eq(id.as_str()))
        .filter(entry::Column::PublicId.eq(entry.as_str()))
        .join(JoinType::InnerJoin, attachment::Relation::Entry.def())
        .join(JoinType::InnerJoin, entry::Relation::Member.def())
        .filter(member::Column::UserId.eq(person.user))
        .filter(member::Column::State.eq(MemberState::Active))
        .one(db)
        .await?;
    Ok(row)
}

fn entries_of(person: &Person) -> Select<entry::Entity> {
    entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .join(JoinType::InnerJoin, entry::Relation::Member.def())
        .filter(member::Column::UserId.eq(person.user))
        .filter(member::Column::State.eq(MemberState::Active))
}
