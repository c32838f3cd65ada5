//! Queries about the program's own state.

use entity::{Timestamp, heartbeat, ids::HeartbeatId};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, sea_query::OnConflict};

use crate::db::{self, WriteTx};

/// The only row.
const ROW: HeartbeatId = HeartbeatId(1);

/// Notes this instant.
///
/// # Errors
/// The database.
pub async fn beat(tx: &WriteTx, at: Timestamp) -> Result<(), db::Error> {
    let row = heartbeat::ActiveModel { id: Set(ROW), at: Set(at) };
    let again = OnConflict::column(heartbeat::Column::Id).update_column(heartbeat::Column::At).to_owned();
    heartbeat::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The instant noted last.
///
/// # Errors
/// The database.
pub async fn last_beat<C: ConnectionTrait>(db: &C) -> Result<Option<Timestamp>, db::Error> {
    Ok(heartbeat::Entity::find_by_id(ROW).one(db).await?.map(|row| row.at))
}
