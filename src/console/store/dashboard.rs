//! Counts for the dashboard: a fixed number of queries, whatever the size. Like
//! the list they leave out the entries over which the viewer has no power.

use std::collections::HashSet;

use entity::{
    assignment::{self, AssignmentState},
    entry::{self, EntryState},
    ids::EditionId,
    judge::{self, JudgeState},
    organisation,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QuerySelect as _, RelationTrait as _, sea_query::Expr,
};

use crate::{accounts::Staff, conflicts::not_conflicted, db};

/// All offsets from UTC in use are multiples of a quarter of an hour, so counts
/// by quarter can be turned into counts by day of any zone.
pub const QUARTER_MS: i64 = 15 * 60_000;

/// Entries that are alike.
#[derive(Debug, FromQueryResult)]
pub struct Group {
    pub state: EntryState,
    pub category_key: String,
    pub country: String,
    /// How many.
    pub total: i64,
}

/// Entries of a quarter of an hour.
#[derive(Debug, FromQueryResult)]
pub struct Quarter {
    /// Quarters of an hour since 1970.
    pub quarter: i64,
    /// How many.
    pub total: i64,
}

#[derive(Debug, FromQueryResult)]
pub struct Judges {
    pub state: JudgeState,
    /// How many.
    pub total: i64,
}

/// Sheets of a round, of entries that are to be judged.
#[derive(Debug, Default, FromQueryResult)]
pub struct Sheets {
    /// There will be.
    pub total: i64,
    pub done: i64,
}

/// Entries by state, category and country.
pub async fn groups<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<Vec<Group>, db::Error> {
    let rows = entry::Entity::find()
        .select_only()
        .column(entry::Column::State)
        .column(entry::Column::CategoryKey)
        .column_as(organisation::Column::Country, "country")
        .column_as(entry::Column::Id.count(), "total")
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .filter(entry::Column::EditionId.eq(edition))
        .filter(not_conflicted(staff))
        .group_by(entry::Column::State)
        .group_by(entry::Column::CategoryKey)
        .group_by(organisation::Column::Country);
    Ok(rows.into_model().all(db).await?)
}

/// Entries by the quarter of an hour of an instant of theirs.
pub async fn quarters<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
    instant: entry::Column,
) -> Result<Vec<Quarter>, db::Error> {
    let quarter = || Expr::col(instant.as_column_ref()).div(Expr::cust(QUARTER_MS.to_string()));
    let rows = entry::Entity::find()
        .select_only()
        .column_as(quarter(), "quarter")
        .column_as(entry::Column::Id.count(), "total")
        .filter(entry::Column::EditionId.eq(edition))
        .filter(not_conflicted(staff))
        .filter(instant.is_not_null())
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
    let row = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .filter(entry::Column::State.eq(EntryState::Eligible))
        .select_only()
        .column_as(assignment::Column::Id.count(), "total")
        .column_as(assignment::Column::Points.count(), "done")
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round))
        .filter(assignment::Column::State.eq(AssignmentState::Active))
        .filter(entry::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)));
    Ok(row.into_model().one(db).await?.unwrap_or_default())
}
