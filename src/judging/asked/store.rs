//! Counts behind the answer to "how much is it?".

use entity::{
    assignment,
    entry::{self, EntryState},
    ids::{EditionId, JudgeId},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    RelationTrait as _,
};

use crate::{db, judging::joins::live};

pub async fn entries<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<Vec<(String, usize)>, db::Error> {
    let rows: Vec<(String, i64)> = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::State.is_in([
            EntryState::Submitted,
            EntryState::Incomplete,
            EntryState::Eligible,
        ]))
        .select_only()
        .column(entry::Column::CategoryKey)
        .column_as(entry::Column::Id.count(), "entries")
        .group_by(entry::Column::CategoryKey)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted(rows))
}

pub async fn assigned<C: ConnectionTrait>(db: &C, judge: JudgeId) -> Result<Vec<(String, usize)>, db::Error> {
    let rows: Vec<(String, i64)> = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join(JoinType::LeftJoin, assignment::Relation::Conflict.def())
        .filter(live())
        .filter(assignment::Column::JudgeId.eq(judge))
        .select_only()
        .column(assignment::Column::RoundKey)
        .column_as(assignment::Column::Id.count(), "entries")
        .group_by(assignment::Column::RoundKey)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted(rows))
}

fn counted(rows: Vec<(String, i64)>) -> Vec<(String, usize)> {
    rows.into_iter().map(|(key, count)| (key, usize::try_from(count).unwrap_or_default())).collect()
}
