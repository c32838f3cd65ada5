//! Counts of an edition: sums that the database keeps, whatever the size. Like the list they
//! leave out the entries over which the viewer has no power: these are read, and taken off.

use entity::{
    Timestamp,
    entry::{self, EntryState},
    entry_count, entry_quarter,
    ids::EditionId,
    judge::{self, JudgeState},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, QueryFilter as _,
    QuerySelect as _,
    sea_query::{Expr, Func},
};

use crate::{
    accounts::Staff,
    conflicts::select_conflicted,
    console::calendar::{Calendar, Parts},
    db,
};

#[derive(Debug, FromQueryResult)]
pub struct Group {
    pub state: EntryState,
    pub category_key: String,
    pub country: String,
    pub total: i64,
}

pub const STARTED: &str = "started";
const EVENTS: [&str; 2] = [STARTED, "submitted"];

#[derive(Debug, FromQueryResult)]
pub struct Day {
    pub event: String,
    #[sea_orm(nested)]
    pub of: Parts,
}

#[derive(Debug, FromQueryResult)]
pub struct Own {
    pub state: EntryState,
    pub category_key: String,
    pub country: String,
    pub created_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
}

#[derive(Debug, FromQueryResult)]
pub struct Judges {
    pub state: JudgeState,
    pub total: i64,
}

/// Entries by state, category and country.
pub async fn groups<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Group>, db::Error> {
    let total = Expr::col(entry_count::Column::Total.as_column_ref());
    let rows = entry_count::Entity::find()
        .select_only()
        .column(entry_count::Column::State)
        .column(entry_count::Column::CategoryKey)
        .column_as(entry_count::Column::EntrantCountry, "country")
        .column_as(Expr::expr(Func::sum(total)).cast_as("bigint"), "total")
        .filter(entry_count::Column::EditionId.eq(edition))
        .filter(entry_count::Column::Total.ne(0))
        .group_by(entry_count::Column::State)
        .group_by(entry_count::Column::CategoryKey)
        .group_by(entry_count::Column::EntrantCountry);
    Ok(rows.into_model().all(db).await?)
}

/// What was started and submitted on each day of UTC.
pub async fn days<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    calendar: &Calendar,
) -> Result<Vec<Day>, db::Error> {
    let rows = entry_quarter::Entity::find()
        .select_only()
        .column(entry_quarter::Column::Event)
        .column(entry_quarter::Column::Day)
        .filter(entry_quarter::Column::EditionId.eq(edition))
        .filter(entry_quarter::Column::Event.is_in(EVENTS))
        .group_by(entry_quarter::Column::Event)
        .group_by(entry_quarter::Column::Day);
    let rows = calendar.by_parts(rows, entry_quarter::Column::Quarter, entry_quarter::Column::Total);
    Ok(rows.into_model().all(db).await?)
}

/// The entries over which someone is conflicted, which are not for their counts.
pub async fn own<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<Vec<Own>, db::Error> {
    let rows = select_conflicted(staff, edition)
        .column(entry::Column::State)
        .column(entry::Column::CategoryKey)
        .column_as(entry::Column::EntrantCountry, "country")
        .columns([entry::Column::CreatedAt, entry::Column::SubmittedAt]);
    Ok(rows.into_model().all(db).await?)
}

pub async fn judges<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Judges>, db::Error> {
    let rows = judge::Entity::find()
        .select_only()
        .column(judge::Column::State)
        .column_as(judge::Column::Id.count(), "total")
        .filter(judge::Column::EditionId.eq(edition))
        .group_by(judge::Column::State);
    Ok(rows.into_model().all(db).await?)
}
