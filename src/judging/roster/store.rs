//! The work of one judge: what it is, what ends it, what brings it back.

use entity::{
    assignment::{self, AssignmentState},
    conflict,
    entry::{self, EntryState},
    ids::{EditionId, EntryId, JudgeId, OrganisationId},
    judge::{self, JudgeState},
    organisation,
    scoresheet::{self, ScoresheetState},
    set_aside,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _,
    IntoActiveModel as _, JoinType, QueryFilter as _, QuerySelect as _, QueryTrait as _, RelationTrait as _,
    Select, UpdateMany, prelude::Expr,
};

use super::{
    input::{JudgeChange, SheetsOfRemoved},
    rules::JudgedEntry,
};
use crate::{
    db::{self, WriteTx},
    judging::{
        rules::EnteringOrganisation,
        store::assignments::{self, Transition},
    },
};

/// What a judge has of entries that are to be judged; what a conflict or the removal ended too.
pub async fn work<C: ConnectionTrait>(db: &C, judge: JudgeId) -> Result<Vec<JudgedEntry>, db::Error> {
    let rows: Vec<(EntryId, AssignmentState, Option<ScoresheetState>)> = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::JudgeId.eq(judge))
        .filter(entry::Column::State.eq(EntryState::Eligible))
        .select_only()
        .column(assignment::Column::EntryId)
        .column(assignment::Column::State)
        .column(scoresheet::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(entry, state, sheet)| JudgedEntry { entry, state, sheet }).collect())
}

/// Entries with who entered them: all that may be judged, and whatever else the judge has or may not see.
pub async fn entries<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    judge: JudgeId,
) -> Result<Vec<(EntryId, EnteringOrganisation)>, db::Error> {
    let assigned = of_judge(judge).select_only().column(assignment::Column::EntryId);
    let conflicted = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.eq(judge))
        .select_only()
        .column(conflict::Column::EntryId);
    let concerned = Condition::any()
        .add(entry::Column::State.eq(EntryState::Eligible))
        .add(entry::Column::Id.in_subquery(assigned.into_query()))
        .add(entry::Column::Id.in_subquery(conflicted.into_query()));
    let rows = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .filter(entry::Column::EditionId.eq(edition))
        .filter(concerned)
        .select_only()
        .column(entry::Column::Id)
        .column(organisation::Column::Id)
        .column(organisation::Column::MatchKey);
    let rows: Vec<(EntryId, OrganisationId, String)> = rows.into_tuple().all(db).await?;
    let entry = |(entry, organisation, match_key)| (entry, EnteringOrganisation { organisation, match_key });
    Ok(rows.into_iter().map(entry).collect())
}

pub async fn edit(tx: &WriteTx, row: judge::Model, change: JudgeChange) -> Result<(), db::Error> {
    let mut row = row.into_active_model();
    row.organisation = Set(change.organisation().to_owned());
    row.name = Set(change.name.into_string());
    row.country = Set(change.country.map(|country| country.0).unwrap_or_default());
    row.update(&**tx).await?;
    Ok(())
}

#[derive(Clone, Copy)]
pub struct StateChange {
    pub from: JudgeState,
    pub to: JudgeState,
}

pub async fn set_state(tx: &WriteTx, judge: JudgeId, change: StateChange) -> Result<bool, db::Error> {
    let done = judge::Entity::update_many()
        .col_expr(judge::Column::State, Expr::value(change.to))
        .filter(judge::Column::Id.eq(judge))
        .filter(judge::Column::State.eq(change.from))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Ends a judge's assignments, here and where an entry was moved away from; those whose sheet is
/// handed in only if it is to count no more.
pub async fn end(tx: &WriteTx, judge: JudgeId, sheets: SheetsOfRemoved) -> Result<(), db::Error> {
    let ids = || of_judge(judge).select_only().column(assignment::Column::Id).into_query();
    let mut here = assignments::of_judge(judge);
    let mut elsewhere = put_aside(judge, Transition::REMOVE_JUDGE);
    if sheets == SheetsOfRemoved::KeepCounted {
        let counted = scoresheet::Entity::find()
            .filter(scoresheet::Column::AssignmentId.in_subquery(ids()))
            .filter(scoresheet::Column::State.eq(ScoresheetState::HandedIn))
            .select_only()
            .column(scoresheet::Column::AssignmentId);
        here = here.add(assignment::Column::Id.not_in_subquery(counted.into_query()));
        let uncounted = Condition::any()
            .add(set_aside::Column::State.is_null())
            .add(set_aside::Column::State.ne(ScoresheetState::HandedIn));
        elsewhere = elsewhere.filter(uncounted);
    }
    assignments::transition(tx, Transition::REMOVE_JUDGE, here).await?;
    elsewhere.exec(&**tx).await?;
    Ok(())
}

/// Brings back what the removal ended, but for entries with a conflict.
pub async fn bring_back(tx: &WriteTx, judge: JudgeId) -> Result<(), db::Error> {
    let conflicted = of_judge(judge)
        .join(JoinType::InnerJoin, assignment::Relation::Conflict.def())
        .filter(conflict::Column::LiftedAt.is_null())
        .select_only()
        .column(assignment::Column::Id);
    let barred = Condition::all().add(assignment::Column::Id.in_subquery(conflicted.into_query()));
    assignments::transition(tx, Transition::RETURN_JUDGE_RECUSED, barred).await?;
    assignments::transition(tx, Transition::RETURN_JUDGE, assignments::of_judge(judge)).await?;
    put_aside(judge, Transition::RETURN_JUDGE).exec(&**tx).await?;
    Ok(())
}

fn of_judge(judge: JudgeId) -> Select<assignment::Entity> {
    assignment::Entity::find().filter(assignment::Column::JudgeId.eq(judge))
}

/// The same step for what is put aside with a category.
fn put_aside(judge: JudgeId, step: Transition) -> UpdateMany<set_aside::Entity> {
    let ids = of_judge(judge).select_only().column(assignment::Column::Id).into_query();
    set_aside::Entity::update_many()
        .col_expr(set_aside::Column::AssignmentState, Expr::value(step.to))
        .filter(set_aside::Column::AssignmentId.in_subquery(ids))
        .filter(set_aside::Column::AssignmentState.eq(step.from))
}
