//! What a sheet that is handed in counts, kept beside its assignment, and summed by entry: whole
//! numbers, so that a mean made of them is exact.

use std::collections::HashMap;

use entity::{
    Scores,
    assignment::{self, AssignmentState},
    ids::{AssignmentId, EditionId, EntryId},
    scoresheet,
};
use scoring::Exact;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QuerySelect as _, RelationTrait as _, Select,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{
    db::{self, WriteTx},
    editions::Round,
};

/// Rows per statement: SQLite takes 32,766 parameters, a row has three.
const BATCH: usize = 1_000;

/// Keeps what sheets handed in count.
pub async fn keep(tx: &WriteTx, points: &[(AssignmentId, i64)]) -> Result<(), db::Error> {
    for batch in points.chunks(BATCH) {
        let kept = batch.iter().fold(CaseStatement::new(), |kept, (assignment, points)| {
            kept.case(assignment::Column::Id.eq(*assignment), *points)
        });
        assignment::Entity::update_many()
            .col_expr(assignment::Column::Points, kept.into())
            .filter(assignment::Column::Id.is_in(batch.iter().map(|(assignment, _)| *assignment)))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

/// Brings what sheets handed in count up to the rules of their round.
pub async fn renew(tx: &WriteTx, edition: EditionId, round: &Round) -> Result<(), db::Error> {
    let sheets: Vec<(AssignmentId, Scores)> = assignment::Entity::find()
        .join_rev(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(assignment::Column::Points.is_not_null())
        .select_only()
        .column(assignment::Column::Id)
        .column(scoresheet::Column::Scores)
        .into_tuple()
        .all(&**tx)
        .await?;
    let points: Vec<_> =
        sheets.into_iter().map(|(assignment, scores)| (assignment, round.points(&scores))).collect();
    keep(tx, &points).await
}

/// The judges' work on one entry in one round.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Tally {
    /// Active assignments.
    pub assigned: i64,
    /// Of these, handed in.
    pub done: i64,
    /// Sum over sheets handed in and criteria of weight × score in hundredths.
    pub points: i64,
}

impl Tally {
    /// The mean of the sheets' weighted means, in percent of the scale's end. Every
    /// sheet handed in has all scores, so it is one division of whole numbers.
    pub fn percent(&self, round: &Round) -> Option<String> {
        let weights: i64 = round.criteria.iter().map(|criterion| i64::from(criterion.weight)).sum();
        let most = [self.done, weights, round.scale.max.hundredths()];
        let most = most.into_iter().map(i128::from).product::<i128>();
        let share =
            Exact::from_scaled(i128::from(self.points), 0)?.checked_div(Exact::from_scaled(most, 0)?)?;
        Some((share * Exact::HUNDRED).to_decimal(2))
    }
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

/// The tally of some entries.
pub async fn of<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    entries: impl Iterator<Item = EntryId>,
) -> Result<HashMap<EntryId, Tally>, db::Error> {
    let rows: Vec<(EntryId, i64, i64, i64)> = by_entry(edition, round)
        .filter(assignment::Column::EntryId.is_in(entries))
        .into_tuple()
        .all(db)
        .await?;
    let tally = |(entry, assigned, done, points)| (entry, Tally { assigned, done, points });
    Ok(rows.into_iter().map(tally).collect())
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::editions::sample::essa_2023;

    /// By hand: weights 30, 30, 40 on a scale to 10; sheets (8, 7, 9) and (7, 7.5, 8)
    /// have the means 8.10 and 7.55, together 7.825, which is 78.25 percent.
    #[test]
    fn the_score_is_the_mean_of_weighted_means_in_percent() {
        let essa = essa_2023().expect("the sample is valid");
        let round = essa.round("judging").expect("the round");
        assert_eq!(round.scale.max.hundredths(), 1000);
        let sheet = |a: i64, b: i64, c: i64| 30 * a + 30 * b + 40 * c;
        let points = sheet(800, 700, 900) + sheet(700, 750, 800);
        let tally = Tally { assigned: 3, done: 2, points };
        assert_eq!(tally.percent(round).as_deref(), Some("78.25"));
        let none = Tally { done: 0, points: 0, ..tally };
        assert_eq!(none.percent(round), None);
    }
}
