//! The people who act for an organisation.

use entity::{
    ids::OrganisationId,
    member::{self, MemberState},
    user,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _,
};

use crate::db::{self, WriteTx};

/// All accounts of an organisation, in the order in which they were made.
pub async fn of_organisation(
    tx: &WriteTx,
    organisation: OrganisationId,
) -> Result<Vec<user::Model>, db::Error> {
    let rows = user::Entity::find()
        .join_rev(JoinType::InnerJoin, member::Relation::User.def())
        .filter(member::Column::OrganisationId.eq(organisation))
        .filter(member::Column::State.eq(MemberState::Active))
        .order_by_asc(user::Column::Id)
        .all(&**tx);
    Ok(rows.await?)
}
