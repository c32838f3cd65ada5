//! How much was uploaded, by the hour.

use entity::{
    Timestamp,
    ids::{OrganisationId, UserId},
    upload_hour,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, prelude::Expr, sea_query::OnConflict,
};

use crate::db::{self, WriteTx};

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
        Whose::Account(user) => upload_hour::Column::UserId.eq(user),
        Whose::Organisation(organisation) => upload_hour::Column::OrganisationId.eq(organisation),
    };
    let rows = upload_hour::Entity::find()
        .select_only()
        .column(upload_hour::Column::Hour)
        .column(upload_hour::Column::SizeBytes)
        .filter(whose)
        .filter(upload_hour::Column::Hour.gt(after))
        .order_by_asc(upload_hour::Column::Hour);
    Ok(rows.into_tuple().all(db).await?)
}

pub async fn add_to_hour(
    tx: &WriteTx,
    (user, organisation): (UserId, OrganisationId),
    hour: Timestamp,
    size_bytes: u64,
) -> Result<(), db::Error> {
    let row = upload_hour::ActiveModel {
        user_id: Set(user),
        organisation_id: Set(organisation),
        hour: Set(hour),
        size_bytes: Set(i64::try_from(size_bytes).unwrap_or(i64::MAX)),
    };
    let sum = Expr::col((upload_hour::Entity, upload_hour::Column::SizeBytes))
        .add(Expr::col(("excluded", upload_hour::Column::SizeBytes)));
    let more = OnConflict::columns([
        upload_hour::Column::UserId,
        upload_hour::Column::OrganisationId,
        upload_hour::Column::Hour,
    ])
    .value(upload_hour::Column::SizeBytes, sum)
    .to_owned();
    upload_hour::Entity::insert(row).on_conflict(more).exec_without_returning(&**tx).await?;
    Ok(())
}

pub async fn forget_hours(tx: &WriteTx, until: Timestamp) -> Result<(), db::Error> {
    upload_hour::Entity::delete_many().filter(upload_hour::Column::Hour.lte(until)).exec(&**tx).await?;
    Ok(())
}
