//! Holding an edition's rules until a transaction ends.

use entity::edition;
use sea_orm::{DbErr, EntityTrait as _, QuerySelect as _, sea_query::LockType};

use crate::{
    db::{self, WriteTx},
    editions::Edition,
};

/// Holds the rules of an edition as they were read until the transaction ends, for
/// what is kept under them; refused where they have changed since.
pub async fn hold_rules(tx: &WriteTx, edition: &Edition) -> Result<(), db::Error> {
    hold_for(tx, edition, LockType::Share).await
}

/// The same, and alone: of two members of staff who replace a panel or a shortlist at
/// once one comes after the other.
pub async fn hold_rules_alone(tx: &WriteTx, edition: &Edition) -> Result<(), db::Error> {
    hold_for(tx, edition, LockType::Update).await
}

async fn hold_for(tx: &WriteTx, edition: &Edition, lock: LockType) -> Result<(), db::Error> {
    let version: Option<i64> = edition::Entity::find_by_id(edition.id)
        .select_only()
        .column(edition::Column::Version)
        .lock(lock)
        .into_tuple()
        .one(&**tx)
        .await?;
    if version == Some(edition.version) { Ok(()) } else { Err(db::Error::Busy(DbErr::RecordNotUpdated)) }
}
