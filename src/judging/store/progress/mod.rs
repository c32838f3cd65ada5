//! How far assignments have come: one query behind every list and count.

pub mod coverage;
pub mod list;
pub mod place;

use std::collections::HashSet;

use entity::{
    PublicId, assignment, entry,
    ids::{AssignmentId, EditionId, EntryId, JudgeId, UserId},
    judge, scoresheet,
    scoresheet::ScoresheetState,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

use crate::{
    db,
    judging::{store::joins::live, views::SheetState},
};

#[derive(Clone, Debug, FromQueryResult)]
pub struct Progress {
    pub assignment: AssignmentId,
    pub public_id: PublicId,
    pub edition: EditionId,
    pub round: String,
    pub entry: EntryId,
    pub category: String,
    pub judge: JudgeId,
    pub sheet: Option<ScoresheetState>,
}

impl Progress {
    pub fn sheet_state(&self) -> SheetState {
        self.sheet.into()
    }
}

/// What opens entries in an edition, but in categories that are kept from the reader.
pub async fn of_edition<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    withheld: &HashSet<String>,
) -> Result<Vec<Progress>, db::Error> {
    let shown = entry::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str));
    rows(db, live().add(assignment::Column::EditionId.eq(edition)).add(shown)).await
}

/// A person's lists as a judge, always in the same order.
pub async fn of_user<C: ConnectionTrait>(db: &C, user: UserId) -> Result<Vec<Progress>, db::Error> {
    let own =
        live().add(judge::Column::UserId.eq(user)).add(judge::Column::State.eq(judge::JudgeState::Accepted));
    rows(db, own).await
}

/// Public ids are random, so each judge has an order of their own: no entry is
/// always scored first.
async fn rows<C: ConnectionTrait>(db: &C, condition: Condition) -> Result<Vec<Progress>, db::Error> {
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join(JoinType::InnerJoin, assignment::Relation::Judge.def())
        .join(JoinType::LeftJoin, assignment::Relation::Conflict.def())
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .filter(condition)
        .select_only()
        .column_as(assignment::Column::Id, "assignment")
        .column_as(assignment::Column::PublicId, "public_id")
        .column_as(assignment::Column::EditionId, "edition")
        .column_as(assignment::Column::RoundKey, "round")
        .column_as(entry::Column::Id, "entry")
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(assignment::Column::JudgeId, "judge")
        .column_as(scoresheet::Column::State, "sheet")
        .order_by_asc(entry::Column::CategoryKey)
        .order_by_asc(assignment::Column::PublicId);
    Ok(rows.into_model::<Progress>().all(db).await?)
}
