//! Counts for the dashboard: a fixed number of queries, whatever the size. Like
//! the list they leave out the entries over which the viewer has no power.

use std::collections::HashSet;

use entity::{
    entry::{self, EntryState},
    entry_progress,
    ids::EditionId,
    judge::{self, JudgeState},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    QueryFilter as _, QuerySelect as _,
    sea_query::{Expr, Func},
};

use crate::{accounts::Staff, conflicts::not_conflicted, db};

/// All offsets from UTC in use are multiples of a quarter of an hour, so counts
/// by quarter can be turned into counts by day of any zone.
pub const QUARTER_MS: i64 = 15 * 60_000;

#[derive(Debug, FromQueryResult)]
pub struct Group {
    pub state: EntryState,
    pub category_key: String,
    pub country: String,
    pub total: i64,
}

#[derive(Debug, FromQueryResult)]
pub struct Quarter {
    pub quarter: i64,
    pub total: i64,
}

#[derive(Debug, FromQueryResult)]
pub struct Judges {
    pub state: JudgeState,
    pub total: i64,
}

/// Sheets of a round, of entries that are to be judged.
#[derive(Debug, Default, FromQueryResult)]
pub struct Sheets {
    pub total: i64,
    pub done: i64,
}

/// Entries by state, category and country; without those in which somebody has a stake.
pub async fn groups<C: ConnectionTrait>(
    db: &C,
    without: Option<&Staff>,
    edition: EditionId,
) -> Result<Vec<Group>, db::Error> {
    let rows = entry::Entity::find()
        .select_only()
        .column(entry::Column::State)
        .column(entry::Column::CategoryKey)
        .column_as(entry::Column::EntrantCountry, "country")
        .column_as(entry::Column::Id.count(), "total")
        .filter(entry::Column::EditionId.eq(edition))
        .filter(Condition::all().add_option(without.map(not_conflicted)))
        .group_by(entry::Column::State)
        .group_by(entry::Column::CategoryKey)
        .group_by(entry::Column::EntrantCountry);
    Ok(rows.into_model().all(db).await?)
}

/// Entries by the quarter of an hour of an instant of theirs, as an index has it; without those
/// in which somebody has a stake.
pub async fn quarters<C: ConnectionTrait>(
    db: &C,
    without: Option<&Staff>,
    edition: EditionId,
    instant: entry::Column,
) -> Result<Vec<Quarter>, db::Error> {
    let quarter = || Expr::col(instant.as_column_ref()).div(Expr::cust(QUARTER_MS.to_string()));
    let rows = entry::Entity::find()
        .select_only()
        .column_as(quarter(), "quarter")
        .column_as(entry::Column::Id.count(), "total")
        .filter(entry::Column::EditionId.eq(edition))
        .filter(Condition::all().add_option(without.map(not_conflicted)))
        .filter(quarter().is_not_null())
        .group_by(quarter());
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

/// Sheets of a round, but those of categories that are kept from the viewer.
pub async fn sheets<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    withheld: &HashSet<String>,
) -> Result<Sheets, db::Error> {
    let sum =
        |column: entry_progress::Column| Func::coalesce([column.sum(), Expr::value(0_i64)]).cast_as("bigint");
    let row = entry_progress::Entity::find()
        .select_only()
        .column_as(sum(entry_progress::Column::Assigned), "total")
        .column_as(sum(entry_progress::Column::Done), "done")
        .filter(entry_progress::Column::EditionId.eq(edition))
        .filter(entry_progress::Column::RoundKey.eq(round))
        .filter(entry_progress::Column::IsEligible.eq(true))
        .filter(entry_progress::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)));
    Ok(row.into_model().one(db).await?.unwrap_or_default())
}
