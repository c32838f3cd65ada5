//! Holding an edition's rules until a transaction ends.

use entity::edition::{self, EditionState};
use sea_orm::{DbErr, EntityTrait as _, QuerySelect as _, sea_query::LockType};

use crate::{
    db::{self, WriteTx},
    editions::{Edition, EditionError},
};

/// Holds the rules of an edition as they were read until the transaction ends, for
/// what is kept under them; refused where they have changed since, and in an edition
/// that is not published: in a draft nobody works yet, in an archived one no more.
pub async fn hold_rules(tx: &WriteTx, edition: &Edition) -> Result<(), EditionError> {
    hold_for(tx, edition, LockType::Share).await
}

/// The same, and alone: of two members of staff who replace a panel or a shortlist at
/// once one comes after the other.
pub async fn hold_rules_alone(tx: &WriteTx, edition: &Edition) -> Result<(), EditionError> {
    hold_for(tx, edition, LockType::Update).await
}

async fn hold_for(tx: &WriteTx, edition: &Edition, lock: LockType) -> Result<(), EditionError> {
    let found: Option<(i64, EditionState)> = edition::Entity::find_by_id(edition.id)
        .select_only()
        .columns([edition::Column::Version, edition::Column::State])
        .lock(lock)
        .into_tuple()
        .one(&**tx)
        .await
        .map_err(db::Error::from)?;
    if found != Some((edition.version, edition.state)) {
        return Err(db::Error::Busy(DbErr::RecordNotUpdated).into());
    }
    edition.is_running()
}
