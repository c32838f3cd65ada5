//! What a sheet that is handed in counts, kept beside its assignment, and summed by entry: whole
//! numbers, so that a mean made of them is exact.

use std::collections::HashSet;

use entity::{
    Scores, assignment,
    ids::{AssignmentId, EditionId},
    judge_progress, scoresheet,
};
use scoring::Exact;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QuerySelect as _, RelationTrait as _,
    sea_query::{CaseStatement, Expr, Func},
};

use super::assignments;
use crate::{
    db::{self, WriteTx},
    editions::Round,
};

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
    assignments::set_points(tx, &points).await
}

/// The judges' work on one entry in one round.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Tally {
    pub assigned: i64,
    pub done: i64,
    /// Sum over sheets handed in and criteria of weight × score in hundredths.
    pub points: i64,
}

impl Tally {
    pub fn of_sheet(points: i64) -> Self {
        Self { assigned: 1, done: 1, points }
    }

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

/// Sheets of a round, of entries that are to be judged.
#[derive(Debug, Default, FromQueryResult)]
pub struct Sheets {
    pub total: i64,
    pub done: i64,
}

/// Sheets of a round, but those of categories that are kept from the viewer.
pub async fn sheets<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    withheld: &HashSet<String>,
) -> Result<Sheets, db::Error> {
    let total = || Expr::col(judge_progress::Column::Total.as_column_ref());
    let done = CaseStatement::new().case(judge_progress::Column::IsDone.eq(true), total());
    let sum = |of: Expr| Func::coalesce([Func::sum(of).into(), Expr::value(0_i64)]).cast_as("bigint");
    let row = judge_progress::Entity::find()
        .select_only()
        .column_as(sum(total()), "total")
        .column_as(sum(done.into()), "done")
        .filter(judge_progress::Column::EditionId.eq(edition))
        .filter(judge_progress::Column::RoundKey.eq(round))
        .filter(judge_progress::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)));
    Ok(row.into_model().one(db).await?.unwrap_or_default())
}

/// Whether all sheets of a round that count give a score for each criterion, and on the scale of
/// now: not where either changed once judges had entries.
pub async fn are_alike<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
) -> Result<bool, db::Error> {
    Ok(db::setting(db, &scored_otherwise(edition, round)).await?.is_none())
}

/// Notes that the sheets there are may not be alike.
pub async fn note_otherwise(tx: &WriteTx, edition: EditionId, round: &str) -> Result<(), db::Error> {
    let given = assignment::Entity::find()
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round));
    match given.one(&**tx).await? {
        Some(_) => db::keep_setting(tx, &scored_otherwise(edition, round), "yes").await,
        None => Ok(()),
    }
}

fn scored_otherwise(edition: EditionId, round: &str) -> String {
    format!("scored_otherwise:{}:{round}", edition.0)
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
