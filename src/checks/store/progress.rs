//! How far judges are with entries, and the sum of their marks: whole numbers,
//! so that a mean made of them is exact.

use entity::{
    assignment::{self, AssignmentState},
    ids::{EditionId, EntryId},
    score,
    scoresheet::{self, ScoresheetState},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QuerySelect as _, RelationDef, Select,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{db, editions::Round};

/// The judges' work on one entry in one round.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Progress {
    /// The entry.
    pub entry_id: EntryId,
    /// Active assignments.
    pub assigned: i64,
    /// Of these, handed in.
    pub done: i64,
    /// Sum over sheets handed in and criteria of weight × mark in hundredths.
    pub points: i64,
}

/// One row for each entry with assignments in the round.
pub fn by_entry(edition: EditionId, round: &Round) -> Select<assignment::Entity> {
    let to_sheet: RelationDef = assignment::Entity::belongs_to(scoresheet::Entity)
        .from(assignment::Column::Id)
        .to(scoresheet::Column::AssignmentId)
        .into();
    let to_score: RelationDef = scoresheet::Entity::belongs_to(score::Entity)
        .from(scoresheet::Column::Id)
        .to(score::Column::ScoresheetId)
        .into();
    let handed_in = || scoresheet::Column::State.eq(ScoresheetState::HandedIn);
    let done = Func::count_distinct(
        CaseStatement::new().case(handed_in(), Expr::col(assignment::Column::Id.as_column_ref())),
    );
    let points = CaseStatement::new().case(handed_in(), weighted(round)).finally(0);
    assignment::Entity::find()
        .select_only()
        .column(assignment::Column::EntryId)
        .column_as(
            Expr::expr(Func::count_distinct(Expr::col(assignment::Column::Id.as_column_ref()))),
            "assigned",
        )
        .column_as(Expr::expr(done), "done")
        .column_as(Expr::expr(Func::sum(points)).cast_as("bigint"), "points")
        .join(JoinType::LeftJoin, to_sheet)
        .join(JoinType::LeftJoin, to_score)
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(assignment::Column::State.eq(AssignmentState::Active))
        .group_by(assignment::Column::EntryId)
}

/// The progress of some entries.
///
/// # Errors
/// The database.
pub async fn of<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
    entries: &[EntryId],
) -> Result<Vec<Progress>, db::Error> {
    let rows = by_entry(edition, round).filter(assignment::Column::EntryId.is_in(entries.iter().copied()));
    Ok(rows.into_model().all(db).await?)
}

/// Weight × mark of a score row; nothing for a criterion the round no longer has.
fn weighted(round: &Round) -> Expr {
    let mut weight = CaseStatement::new();
    for criterion in &round.criteria {
        let is_it = score::Column::CriterionKey.eq(criterion.key.as_str());
        weight = weight.case(is_it, i64::from(criterion.weight));
    }
    let weight: Expr = weight.finally(0).into();
    weight.mul(Expr::col(score::Column::ValueHundredths.as_column_ref()))
}
