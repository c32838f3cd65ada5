//! How a person reaches an organisation: as an active member of it.

use entity::{
    PublicId,
    member::{self, MemberState},
    organisation,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    RelationTrait as _, Select,
};

use crate::{
    accounts::Person,
    db::{self, WriteTx},
};

/// An organisation the person is an active member of.
#[derive(Clone, Debug)]
pub struct OwnOrganisation(organisation::Model);

impl OwnOrganisation {
    pub fn row(&self) -> &organisation::Model {
        &self.0
    }
}

pub async fn own<C: ConnectionTrait>(
    db: &C,
    person: &Person,
    id: &PublicId,
) -> Result<Option<OwnOrganisation>, db::Error> {
    let row = of(person).filter(organisation::Column::PublicId.eq(id.as_str())).one(db).await?;
    Ok(row.map(OwnOrganisation))
}

/// The organisation of this id, held until the transaction ends: what counts its
/// entries or members sees all those of colleagues.
pub async fn lock_own(
    tx: &WriteTx,
    person: &Person,
    id: &PublicId,
) -> Result<Option<OwnOrganisation>, db::Error> {
    let mine = of(person).filter(organisation::Column::PublicId.eq(id.as_str()));
    Ok(mine.lock_exclusive().one(&**tx).await?.map(OwnOrganisation))
}

/// Organisations the person is an active member of.
pub(super) fn of(person: &Person) -> Select<organisation::Entity> {
    organisation::Entity::find()
        .join_rev(JoinType::InnerJoin, member::Relation::Organisation.def())
        .filter(member::Column::UserId.eq(person.user))
        .filter(member::Column::State.eq(MemberState::Active))
}
