//! What a sheet that is handed in counts, kept beside its assignment.

use entity::{
    Scores, assignment,
    ids::{AssignmentId, EditionId},
    scoresheet,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _, RelationTrait as _,
    sea_query::CaseStatement,
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
