//! Judges' comments, and whether entrants may read theirs.

use entity::{
    PublicId, Timestamp,
    assignment::{self, AssignmentState},
    feedback_release,
    ids::{EditionId, EntryId, JudgeId, UserId},
    judge,
    scoresheet::{self, ScoresheetState},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
};

use super::joins::live;
use crate::db::{self, WriteTx};

#[derive(Clone, Debug, FromQueryResult)]
pub struct Comments {
    pub round: String,
    pub entry: EntryId,
    pub judge_id: JudgeId,
    pub judge: PublicId,
    pub name: String,
    pub assignment: AssignmentState,
    pub state: ScoresheetState,
    pub internal: String,
    pub panel: String,
    pub entrant: String,
    pub updated_at: Timestamp,
}

/// All sheets of an entry with a comment, in whatever round, by name of the judge.
pub async fn of_entry<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<Comments>, db::Error> {
    rows(db, Condition::all().add(assignment::Column::EntryId.eq(entry))).await
}

/// What counts in a round about these entries: sheets handed in by judges without a conflict.
pub async fn of_round<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    entries: Vec<EntryId>,
) -> Result<Vec<Comments>, db::Error> {
    let counts = live()
        .add(assignment::Column::EditionId.eq(edition))
        .add(assignment::Column::RoundKey.eq(round))
        .add(assignment::Column::EntryId.is_in(entries))
        .add(scoresheet::Column::State.eq(ScoresheetState::HandedIn));
    rows(db, counts).await
}

async fn rows<C: ConnectionTrait>(db: &C, condition: Condition) -> Result<Vec<Comments>, db::Error> {
    let is_written = Condition::any()
        .add(scoresheet::Column::CommentInternal.ne(""))
        .add(scoresheet::Column::CommentPanel.ne(""))
        .add(scoresheet::Column::CommentEntrant.ne(""));
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join(JoinType::InnerJoin, assignment::Relation::Judge.def())
        .join(JoinType::LeftJoin, assignment::Relation::Conflict.def())
        .join_rev(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .filter(condition)
        .filter(is_written)
        .select_only()
        .column_as(assignment::Column::RoundKey, "round")
        .column_as(assignment::Column::EntryId, "entry")
        .column_as(assignment::Column::JudgeId, "judge_id")
        .column_as(judge::Column::PublicId, "judge")
        .column_as(judge::Column::Name, "name")
        .column_as(assignment::Column::State, "assignment")
        .column_as(scoresheet::Column::State, "state")
        .column_as(scoresheet::Column::CommentInternal, "internal")
        .column_as(scoresheet::Column::CommentPanel, "panel")
        .column_as(scoresheet::Column::CommentEntrant, "entrant")
        .column_as(scoresheet::Column::UpdatedAt, "updated_at")
        .order_by_asc(assignment::Column::RoundKey)
        .order_by_asc(judge::Column::Name)
        .order_by_asc(assignment::Column::PublicId);
    Ok(rows.into_model().all(db).await?)
}

/// Texts for the entrant of an entry in a round that count, in an order that names nobody.
pub async fn for_entrant<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
    round: &str,
) -> Result<Vec<String>, db::Error> {
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join(JoinType::LeftJoin, assignment::Relation::Conflict.def())
        .join_rev(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .filter(live())
        .filter(assignment::Column::EntryId.eq(entry))
        .filter(assignment::Column::RoundKey.eq(round))
        .filter(scoresheet::Column::State.eq(ScoresheetState::HandedIn))
        .filter(scoresheet::Column::CommentEntrant.ne(""))
        .select_only()
        .column(scoresheet::Column::CommentEntrant)
        .order_by_asc(assignment::Column::PublicId);
    Ok(rows.into_tuple().all(db).await?)
}

/// What entrants may read of several entries by now, with entry and round, in the same order.
pub async fn released<C: ConnectionTrait>(
    db: &C,
    entries: &[EntryId],
) -> Result<Vec<(EntryId, String, String)>, db::Error> {
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join(JoinType::LeftJoin, assignment::Relation::Conflict.def())
        .join_rev(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .join(JoinType::InnerJoin, assignment::Relation::FeedbackRelease.def())
        .filter(live())
        .filter(assignment::Column::EntryId.is_in(entries.iter().copied()))
        .filter(scoresheet::Column::State.eq(ScoresheetState::HandedIn))
        .filter(scoresheet::Column::CommentEntrant.ne(""))
        .select_only()
        .column(assignment::Column::EntryId)
        .column(assignment::Column::RoundKey)
        .column(scoresheet::Column::CommentEntrant)
        .order_by_asc(assignment::Column::PublicId);
    Ok(rows.into_tuple().all(db).await?)
}

/// Since when entrants read the comments of each round.
pub async fn releases<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<Vec<feedback_release::Model>, db::Error> {
    let rows = feedback_release::Entity::find().filter(feedback_release::Column::EditionId.eq(edition));
    Ok(rows.all(db).await?)
}

/// Lets entrants read the comments of a round.
pub async fn release(
    tx: &WriteTx,
    edition: EditionId,
    round: &str,
    by: UserId,
    at: Timestamp,
) -> Result<(), db::Error> {
    let row = feedback_release::ActiveModel {
        edition_id: Set(edition),
        round_key: Set(round.to_owned()),
        released_by: Set(by),
        released_at: Set(at),
        ..Default::default()
    };
    let unique = [feedback_release::Column::EditionId, feedback_release::Column::RoundKey];
    feedback_release::Entity::insert(row)
        .on_conflict_do_nothing_on(unique)
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}
