//! How far judges are with entries, and the sum of their scores: whole numbers,
//! so that a mean made of them is exact.

use std::collections::HashMap;

use entity::{
    assignment::{self, AssignmentState},
    ids::{EditionId, EntryId},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, QueryFilter as _,
    QuerySelect as _, Select,
    sea_query::{Expr, Func},
};

use crate::db;

/// The judges' work on one entry in one round.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Progress {
    /// Active assignments.
    pub assigned: i64,
    /// Of these, handed in.
    pub done: i64,
    /// Sum over sheets handed in and criteria of weight × score in hundredths.
    pub points: i64,
}

/// One row for each entry with assignments in the round.
pub fn by_entry(edition: EditionId, round: &str) -> Select<assignment::Entity> {
    let sum = Expr::expr(Func::sum(Expr::col(assignment::Column::Points.as_column_ref())));
    let total = Func::coalesce([sum, Expr::value(0_i64)]);
    assignment::Entity::find()
        .select_only()
        .column(assignment::Column::EntryId)
        .column_as(assignment::Column::Id.count(), "assigned")
        .column_as(assignment::Column::Points.count(), "done")
        .column_as(Expr::expr(total).cast_as("bigint"), "points")
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round))
        .filter(assignment::Column::State.eq(AssignmentState::Active))
        .group_by(assignment::Column::EntryId)
}

/// The progress of some entries.
pub async fn of<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    entries: impl Iterator<Item = EntryId>,
) -> Result<HashMap<EntryId, Progress>, db::Error> {
    let rows: Vec<(EntryId, i64, i64, i64)> = by_entry(edition, round)
        .filter(assignment::Column::EntryId.is_in(entries))
        .into_tuple()
        .all(db)
        .await?;
    let progress = |(entry, assigned, done, points)| (entry, Progress { assigned, done, points });
    Ok(rows.into_iter().map(progress).collect())
}
