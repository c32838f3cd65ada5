//! Queries about the program's own state.

use entity::{
    Timestamp, heartbeat,
    ids::HeartbeatId,
    job::{self, JobState},
    outbox::{self, OutboxState},
    session,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement, sea_query::OnConflict,
};

use crate::db::{self, WriteTx};

const ROW: HeartbeatId = HeartbeatId(1);

pub async fn beat(tx: &WriteTx, at: Timestamp) -> Result<(), db::Error> {
    let row = heartbeat::ActiveModel { id: Set(ROW), at: Set(at) };
    let again = OnConflict::column(heartbeat::Column::Id).update_column(heartbeat::Column::At).to_owned();
    heartbeat::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

pub async fn last_beat<C: ConnectionTrait>(db: &C) -> Result<Option<Timestamp>, db::Error> {
    Ok(heartbeat::Entity::find_by_id(ROW).one(db).await?.map(|row| row.at))
}

/// How many rows of a queue are in each state.
pub type Counts<S> = Vec<(S, i64)>;

pub async fn mails<C: ConnectionTrait>(db: &C) -> Result<Counts<OutboxState>, db::Error> {
    let rows = outbox::Entity::find().select_only().column(outbox::Column::State);
    let rows = rows.column_as(outbox::Column::Id.count(), "number").group_by(outbox::Column::State);
    Ok(rows.into_tuple().all(db).await?)
}

pub async fn jobs<C: ConnectionTrait>(db: &C) -> Result<Counts<JobState>, db::Error> {
    let rows = job::Entity::find().select_only().column(job::Column::State);
    let rows = rows.column_as(job::Column::Id.count(), "number").group_by(job::Column::State);
    Ok(rows.into_tuple().all(db).await?)
}

pub async fn sessions<C: ConnectionTrait>(db: &C, now: Timestamp) -> Result<u64, db::Error> {
    Ok(session::Entity::find().filter(session::Column::ExpiresAt.gt(now)).count(db).await?)
}
/// The mail that waits longest, and the one that failed last.
pub async fn stuck_mails<C: ConnectionTrait>(db: &C) -> Result<[Option<outbox::Model>; 2], db::Error> {
    let waiting = [OutboxState::Waiting, OutboxState::Sending];
    let oldest = outbox::Entity::find().filter(outbox::Column::State.is_in(waiting));
    let failed = outbox::Entity::find()
        .filter(outbox::Column::LastError.ne(""))
        .filter(outbox::Column::State.ne(OutboxState::Sent));
    Ok([
        oldest.order_by_asc(outbox::Column::Id).one(db).await?,
        failed.order_by_desc(outbox::Column::Id).one(db).await?,
    ])
}

/// The job that waits longest, and the one that failed last.
pub async fn stuck_jobs<C: ConnectionTrait>(db: &C) -> Result<[Option<job::Model>; 2], db::Error> {
    let oldest = job::Entity::find().filter(job::Column::State.is_in([JobState::Waiting, JobState::Running]));
    let failed = job::Entity::find()
        .filter(job::Column::LastError.ne(""))
        .filter(job::Column::State.ne(JobState::Done));
    Ok([
        oldest.order_by_asc(job::Column::Id).one(db).await?,
        failed.order_by_desc(job::Column::Id).one(db).await?,
    ])
}

/// Version and size in bytes of the database.
pub async fn database<C: ConnectionTrait>(db: &C) -> Result<(String, i64), db::Error> {
    let backend = db.get_database_backend();
    let question = match backend {
        DbBackend::Postgres => {
            "SELECT current_setting('server_version'), pg_database_size(current_database())"
        }
        _ => "SELECT sqlite_version(), page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    };
    let row = db.query_one_raw(Statement::from_string(backend, question)).await?;
    let facts = row.map(|row| Ok::<_, sea_orm::DbErr>((row.try_get_by_index(0)?, row.try_get_by_index(1)?)));
    Ok(facts.transpose()?.unwrap_or_default())
}
