//! What judges did on an entry, put aside when it leaves a category and brought back when it returns.

use std::collections::HashMap;

use entity::{
    PublicId,
    assignment::{self, AssignmentState},
    ids::{AssignmentId, EditionId, EntryId, JudgeId},
    judge::{self, JudgeState},
    panel_member,
    scoresheet::{self, ScoresheetState},
    set_aside,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _,
};

use crate::{
    db::{self, WriteTx},
    editions::EditionDocument,
    judging::store::assignments::{self, Transition, of_ids},
};

/// A judge's assignment of an entry, with what was written.
#[derive(Debug)]
pub struct AssignedWork {
    pub assignment: assignment::Model,
    pub sheet: Option<scoresheet::Model>,
}

/// A judge who sits on the panel of a category.
#[derive(Debug, FromQueryResult)]
pub struct Seat {
    pub round: String,
    pub judge: JudgeId,
    pub id: PublicId,
    pub name: String,
}

pub async fn work<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<AssignedWork>, db::Error> {
    let rows = assignment::Entity::find()
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .select_also(scoresheet::Entity)
        .filter(assignment::Column::EntryId.eq(entry))
        .order_by_asc(assignment::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(assignment, sheet)| AssignedWork { assignment, sheet }).collect())
}

/// The same, its sheets held against other writers: what a judge saves in the meantime is not lost.
pub async fn held_work(tx: &WriteTx, entry: EntryId) -> Result<Vec<AssignedWork>, db::Error> {
    let assignments = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::Id)
        .filter(assignment::Column::EntryId.eq(entry));
    scoresheet::Entity::find()
        .filter(scoresheet::Column::AssignmentId.in_subquery(assignments.into_query()))
        .lock_exclusive()
        .all(&**tx)
        .await?;
    work(&**tx, entry).await
}

/// What was put aside when the entry left this category.
pub async fn aside<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
    category: &str,
) -> Result<HashMap<AssignmentId, set_aside::Model>, db::Error> {
    let rows = set_aside::Entity::find()
        .join(JoinType::InnerJoin, set_aside::Relation::Assignment.def())
        .filter(assignment::Column::EntryId.eq(entry))
        .filter(set_aside::Column::CategoryKey.eq(category))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.assignment_id, row)).collect())
}

/// The panel of a category in every round, without those who declined or were removed.
pub async fn panel<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    category: &str,
) -> Result<Vec<Seat>, db::Error> {
    let rows = panel_member::Entity::find()
        .join(JoinType::InnerJoin, panel_member::Relation::Judge.def())
        .filter(panel_member::Column::EditionId.eq(edition))
        .filter(panel_member::Column::CategoryKey.eq(category))
        .filter(judge::Column::State.is_in([JudgeState::Invited, JudgeState::Accepted]))
        .select_only()
        .column_as(panel_member::Column::RoundKey, "round")
        .column_as(judge::Column::Id, "judge")
        .column_as(judge::Column::PublicId, "id")
        .column(judge::Column::Name)
        .order_by_asc(judge::Column::Name)
        .order_by_asc(judge::Column::Id);
    Ok(rows.into_model().all(db).await?)
}

/// Puts aside what was done in a category: the judges have the entry no more, and nothing of it counts.
pub async fn put_aside(tx: &WriteTx, work: &[&AssignedWork], category: &str) -> Result<(), db::Error> {
    if work.is_empty() {
        return Ok(());
    }
    let ids: Vec<AssignmentId> = work.iter().map(|work| work.assignment.id).collect();
    // What was put aside from this category before has come back since, so none is overwritten.
    let rows = work.iter().map(|work| row(work, category));
    set_aside::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    scoresheet::Entity::delete_many()
        .filter(scoresheet::Column::AssignmentId.is_in(ids.iter().copied()))
        .exec(&**tx)
        .await?;
    assignments::clear_points(tx, ids.iter().copied()).await?;
    for step in [Transition::REMOVE_OF_REMOVED_JUDGE, Transition::REMOVE] {
        assignments::transition(tx, step, of_ids(ids.iter().copied())).await?;
    }
    Ok(())
}

fn row(work: &AssignedWork, category: &str) -> set_aside::ActiveModel {
    let sheet = work.sheet.as_ref();
    set_aside::ActiveModel {
        assignment_id: Set(work.assignment.id),
        category_key: Set(category.to_owned()),
        assignment_state: Set(work.assignment.state),
        state: Set(sheet.map(|sheet| sheet.state)),
        scores: Set(sheet.map(|sheet| sheet.scores.clone()).unwrap_or_default()),
        comment_internal: Set(sheet.map(|sheet| sheet.comment_internal.clone()).unwrap_or_default()),
        comment_panel: Set(sheet.map(|sheet| sheet.comment_panel.clone()).unwrap_or_default()),
        comment_entrant: Set(sheet.map(|sheet| sheet.comment_entrant.clone()).unwrap_or_default()),
        version: Set(sheet.map_or(0, |sheet| sheet.version)),
        updated_at: Set(sheet.map_or(work.assignment.created_at, |sheet| sheet.updated_at)),
        handed_in_at: Set(sheet.and_then(|sheet| sheet.handed_in_at)),
    }
}

/// Brings back what was put aside: judges have the entry again, with their sheets as they were.
pub async fn bring_back(
    tx: &WriteTx,
    document: &EditionDocument,
    returning: Vec<(&assignment::Model, set_aside::Model)>,
    conflicted: &[JudgeId],
) -> Result<(), db::Error> {
    let held = |state| returning.iter().filter(move |(_, aside)| aside.assignment_state == state);
    let (barred, free): (Vec<_>, Vec<_>) = held(AssignmentState::Active)
        .map(|(assignment, _)| (assignment.id, assignment.judge_id))
        .partition(|(_, judge)| conflicted.contains(judge));
    let of_removed = held(AssignmentState::JudgeRemoved).map(|(row, _)| (row.id, row.judge_id)).collect();
    for (rows, step) in [
        (barred, Transition::BRING_BACK_RECUSED),
        (free, Transition::BRING_BACK),
        (of_removed, Transition::BRING_BACK_OF_REMOVED_JUDGE),
    ] {
        assignments::transition(tx, step, of_ids(rows.into_iter().map(|(id, _)| id))).await?;
    }
    let mut counted = Vec::new();
    for (assignment, aside) in returning {
        let (id, category) = (aside.assignment_id, aside.category_key.clone());
        set_aside::Entity::delete_by_id((id, category)).exec(&**tx).await?;
        let Some(state) = aside.state else { continue };
        let round = document.round(&assignment.round_key);
        if let (Some(round), ScoresheetState::HandedIn) = (round, state) {
            counted.push((id, round.points(&aside.scores)));
        }
        scoresheet::Entity::insert(sheet(aside, state)).exec_without_returning(&**tx).await?;
    }
    assignments::set_points(tx, &counted).await
}

/// The next version, so that a page that was open all the while does not save over it.
fn sheet(aside: set_aside::Model, state: ScoresheetState) -> scoresheet::ActiveModel {
    scoresheet::ActiveModel {
        assignment_id: Set(aside.assignment_id),
        state: Set(state),
        scores: Set(aside.scores),
        comment_internal: Set(aside.comment_internal),
        comment_panel: Set(aside.comment_panel),
        comment_entrant: Set(aside.comment_entrant),
        version: Set(aside.version.saturating_add(1)),
        updated_at: Set(aside.updated_at),
        handed_in_at: Set(aside.handed_in_at),
    }
}
