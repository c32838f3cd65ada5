//! How much was uploaded, by the hour.

use entity::{
    Timestamp,
    ids::{OrganisationId, UserId},
    upload_hour::{ActiveModel, Column, Entity},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, prelude::Expr, sea_query::OnConflict,
};

use crate::db::{self, WriteTx};

/// Whose uploads are counted.
#[derive(Clone, Copy)]
pub enum Whose {
    Account(UserId),
    Organisation(OrganisationId),
}

/// The hours after an instant, oldest first, with their bytes.
pub async fn hours<C: ConnectionTrait>(
    db: &C,
    whose: Whose,
    after: Timestamp,
) -> Result<Vec<(Timestamp, i64)>, db::Error> {
    let whose = match whose {
        Whose::Account(user) => Column::UserId.eq(user),
        Whose::Organisation(organisation) => Column::OrganisationId.eq(organisation),
    };
    let rows = Entity::find()
        .select_only()
        .column(Column::Hour)
        .column(Column::SizeBytes)
        .filter(whose)
        .filter(Column::Hour.gt(after))
        .order_by_asc(Column::Hour);
    Ok(rows.into_tuple().all(db).await?)
}

pub async fn add_to_hour(tx: &WriteTx, row: ActiveModel) -> Result<(), db::Error> {
    let sum = Expr::col((Entity, Column::SizeBytes)).add(Expr::col(("excluded", Column::SizeBytes)));
    let more = OnConflict::columns([Column::UserId, Column::OrganisationId, Column::Hour])
        .value(Column::SizeBytes, sum)
        .to_owned();
    Entity::insert(row).on_conflict(more).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Forgets hours up to an instant.
pub async fn forget_hours(tx: &WriteTx, until: Timestamp) -> Result<(), db::Error> {
    Entity::delete_many().filter(Column::Hour.lte(until)).exec(&**tx).await?;
    Ok(())
}
