//! All that belongs to one entry.

use entity::{
    PublicId, Timestamp, answer,
    assignment::{self, AssignmentState},
    ids::EntryId,
    judge,
    scoresheet::{self, ScoresheetState},
    submitted_version, user,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

use crate::db;

#[derive(Debug, FromQueryResult)]
pub struct Version {
    pub number: i32,
    pub category_key: String,
    pub sha256: String,
    pub submitted_at: Timestamp,
    pub by: String,
}

#[derive(Debug, FromQueryResult)]
pub struct Assigned {
    pub public_id: PublicId,
    pub round_key: String,
    pub state: AssignmentState,
    pub judge: String,
    pub sheet: Option<ScoresheetState>,
}

pub async fn answers<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<answer::Model>, db::Error> {
    Ok(answer::Entity::find().filter(answer::Column::EntryId.eq(entry)).all(db).await?)
}

pub async fn versions<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<Version>, db::Error> {
    let rows = submitted_version::Entity::find()
        .select_only()
        .columns([
            submitted_version::Column::Number,
            submitted_version::Column::CategoryKey,
            submitted_version::Column::Sha256,
            submitted_version::Column::SubmittedAt,
        ])
        .column_as(user::Column::Name, "by")
        .join(JoinType::InnerJoin, submitted_version::Relation::Submitter.def())
        .filter(submitted_version::Column::EntryId.eq(entry))
        .order_by_desc(submitted_version::Column::Number);
    Ok(rows.into_model().all(db).await?)
}

/// The judges who have it, or had it.
pub async fn assignments<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<Assigned>, db::Error> {
    let rows = assignment::Entity::find()
        .select_only()
        .columns([assignment::Column::PublicId, assignment::Column::RoundKey, assignment::Column::State])
        .column_as(judge::Column::Name, "judge")
        .column_as(scoresheet::Column::State, "sheet")
        .join(JoinType::InnerJoin, assignment::Relation::Judge.def())
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EntryId.eq(entry))
        .order_by_asc(assignment::Column::Id);
    Ok(rows.into_model().all(db).await?)
}
