//! Queries about the program's own state.

use entity::{
    Timestamp, heartbeat,
    ids::HeartbeatId,
    job::{self, JobState},
    outbox::{self, OutboxState},
    session,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QuerySelect as _, sea_query::OnConflict,
};

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

/// How many rows of a queue are in each state.
pub type Counts<S> = Vec<(S, i64)>;

/// Mails by state.
///
/// # Errors
/// The database.
pub async fn mails<C: ConnectionTrait>(db: &C) -> Result<Counts<OutboxState>, db::Error> {
    let rows = outbox::Entity::find().select_only().column(outbox::Column::State);
    let rows = rows.column_as(outbox::Column::Id.count(), "number").group_by(outbox::Column::State);
    Ok(rows.into_tuple().all(db).await?)
}

/// Jobs by state.
///
/// # Errors
/// The database.
pub async fn jobs<C: ConnectionTrait>(db: &C) -> Result<Counts<JobState>, db::Error> {
    let rows = job::Entity::find().select_only().column(job::Column::State);
    let rows = rows.column_as(job::Column::Id.count(), "number").group_by(job::Column::State);
    Ok(rows.into_tuple().all(db).await?)
}

/// How many sessions are open.
///
/// # Errors
/// The database.
pub async fn sessions<C: ConnectionTrait>(db: &C, now: Timestamp) -> Result<u64, db::Error> {
    Ok(session::Entity::find().filter(session::Column::ExpiresAt.gt(now)).count(db).await?)
}
