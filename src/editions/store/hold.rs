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

/// The same in whatever state it is.
pub async fn hold(tx: &WriteTx, edition: &Edition) -> Result<(), db::Error> {
    as_read(tx, edition, LockType::Update).await
}

async fn hold_for(tx: &WriteTx, edition: &Edition, lock: LockType) -> Result<(), EditionError> {
    as_read(tx, edition, lock).await?;
    edition.is_running()
}

async fn as_read(tx: &WriteTx, edition: &Edition, lock: LockType) -> Result<(), db::Error> {
    let found: Option<(i64, EditionState)> = edition::Entity::find_by_id(edition.id)
        .select_only()
        .columns([edition::Column::Version, edition::Column::State])
        .lock(lock)
        .into_tuple()
        .one(&**tx)
        .await?;
    let is_as_read = found == Some((edition.version, edition.state));
    if is_as_read { Ok(()) } else { Err(db::Error::Busy(DbErr::RecordNotUpdated)) }
}
