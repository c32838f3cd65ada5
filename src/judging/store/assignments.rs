//! Assignments: whatever writes one stands here.

use std::collections::HashSet;

use entity::{
    PublicId, Timestamp,
    assignment::{self, AssignmentState},
    conflict,
    entry::{self, EntryState},
    ids::{AssignmentId, EditionId, EntryId, JudgeId, OrganisationId, UserId},
    judge, organisation,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _,
    prelude::Expr,
    sea_query::{CaseStatement, OnConflict},
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    judging::rules::EnteringOrganisation,
};

/// Rows per statement: SQLite takes 32,766 parameters, a row has nine.
const BATCH: usize = 3_000;
/// The same for points, of which a row has three.
const BATCH_OF_POINTS: usize = 1_000;

/// From one state of an assignment to another; there are no others than these.
#[derive(Clone, Copy, Debug)]
pub struct Transition {
    pub from: AssignmentState,
    pub to: AssignmentState,
}

impl Transition {
    /// There is a conflict of interest.
    pub const RECUSE: Self = Self::of(AssignmentState::Active, AssignmentState::Recused);
    pub const UNRECUSE: Self = Self::of(AssignmentState::Recused, AssignmentState::Active);
    /// Staff take the entry from the judge, who may also have declined or be erased; or the entry
    /// is moved to another category.
    pub const REMOVE: Self = Self::of(AssignmentState::Active, AssignmentState::Removed);
    pub const BRING_BACK: Self = Self::of(AssignmentState::Removed, AssignmentState::Active);
    /// The entry is moved back, and there is a conflict by now.
    pub const BRING_BACK_RECUSED: Self = Self::of(AssignmentState::Removed, AssignmentState::Recused);
    /// Staff remove the judge.
    pub const REMOVE_JUDGE: Self = Self::of(AssignmentState::Active, AssignmentState::JudgeRemoved);
    pub const RETURN_JUDGE: Self = Self::of(AssignmentState::JudgeRemoved, AssignmentState::Active);
    /// The judge comes back, and there is a conflict by now.
    pub const RETURN_JUDGE_RECUSED: Self = Self::of(AssignmentState::JudgeRemoved, AssignmentState::Recused);
    /// The entry of a removed judge is moved to another category.
    pub const REMOVE_OF_REMOVED_JUDGE: Self =
        Self::of(AssignmentState::JudgeRemoved, AssignmentState::Removed);
    /// The entry of a removed judge is moved back.
    pub const BRING_BACK_OF_REMOVED_JUDGE: Self =
        Self::of(AssignmentState::Removed, AssignmentState::JudgeRemoved);

    const fn of(from: AssignmentState, to: AssignmentState) -> Self {
        Self { from, to }
    }
}

/// Brings the assignments of a condition from one state to another; how many there were.
pub async fn transition(tx: &WriteTx, step: Transition, which: Condition) -> Result<u64, db::Error> {
    let update = assignment::Entity::update_many()
        .col_expr(assignment::Column::State, Expr::value(step.to))
        .filter(assignment::Column::State.eq(step.from))
        .filter(which);
    Ok(update.exec(&**tx).await?.rows_affected)
}

/// These assignments.
pub fn of_ids(ids: impl IntoIterator<Item = AssignmentId>) -> Condition {
    Condition::all().add(assignment::Column::Id.is_in(ids))
}

/// All that one judge has.
pub fn of_judge(judge: JudgeId) -> Condition {
    Condition::all().add(assignment::Column::JudgeId.eq(judge))
}

/// Keeps what the sheets of these come to, as they are handed in.
pub async fn set_points(tx: &WriteTx, points: &[(AssignmentId, i64)]) -> Result<(), db::Error> {
    for batch in points.chunks(BATCH_OF_POINTS) {
        let kept = batch.iter().fold(CaseStatement::new(), |kept, (assignment, points)| {
            kept.case(assignment::Column::Id.eq(*assignment), *points)
        });
        assignment::Entity::update_many()
            .col_expr(assignment::Column::Points, kept.into())
            .filter(of_ids(batch.iter().map(|(assignment, _)| *assignment)))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

/// Where a sheet is open again or gone, nothing counts.
pub async fn clear_points(
    tx: &WriteTx,
    assignments: impl IntoIterator<Item = AssignmentId>,
) -> Result<(), db::Error> {
    assignment::Entity::update_many()
        .col_expr(assignment::Column::Points, Expr::value(None::<i64>))
        .filter(of_ids(assignments))
        .exec(&**tx)
        .await?;
    Ok(())
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct PoolEntry {
    pub id: EntryId,
    pub public_id: PublicId,
    pub title: String,
    pub category: String,
    #[sea_orm(nested)]
    pub entrant: EnteringOrganisation,
}

/// Entries that may be judged, by category and title.
pub async fn pool<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<PoolEntry>, db::Error> {
    let rows = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::State.eq(EntryState::Eligible))
        .select_only()
        .columns([entry::Column::Id, entry::Column::PublicId, entry::Column::Title])
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(organisation::Column::Id, "organisation_id")
        .column(organisation::Column::MatchKey)
        .order_by_asc(entry::Column::CategoryKey)
        .order_by_asc(entry::Column::TitleKey)
        .order_by_asc(entry::Column::Id);
    Ok(rows.into_model().all(db).await?)
}

pub async fn entrant<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
) -> Result<Option<EnteringOrganisation>, db::Error> {
    let row: Option<(OrganisationId, String)> = entry::Entity::find_by_id(entry)
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .select_only()
        .column(organisation::Column::Id)
        .column(organisation::Column::MatchKey)
        .into_tuple()
        .one(db)
        .await?;
    Ok(row.map(|(organisation, match_key)| EnteringOrganisation { organisation, match_key }))
}

pub async fn active<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
) -> Result<HashSet<(JudgeId, EntryId)>, db::Error> {
    let rows: Vec<(JudgeId, EntryId)> = assignment::Entity::find()
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round))
        .filter(assignment::Column::State.eq(AssignmentState::Active))
        .select_only()
        .column(assignment::Column::JudgeId)
        .column(assignment::Column::EntryId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    pub edition: EditionId,
    pub round: &'a str,
    pub by: UserId,
    pub at: Timestamp,
}

/// Adds assignments; one that staff took back holds again, with its scoresheet.
/// The unique index decides who is first (security bar CON-6).
pub async fn assign(
    tx: &WriteTx,
    ctx: &Ctx,
    origin: Origin<'_>,
    pairs: &[(JudgeId, EntryId)],
) -> Result<(), db::Error> {
    let again = OnConflict::columns([
        assignment::Column::EditionId,
        assignment::Column::RoundKey,
        assignment::Column::EntryId,
        assignment::Column::JudgeId,
    ])
    .value(assignment::Column::State, Transition::BRING_BACK.to)
    .action_and_where(
        Expr::col((assignment::Entity, assignment::Column::State)).eq(Transition::BRING_BACK.from),
    )
    .to_owned();
    for batch in pairs.chunks(BATCH) {
        let rows: Result<Vec<_>, db::Error> =
            batch.iter().map(|(judge, entry)| new_row(ctx, origin, *judge, *entry)).collect();
        assignment::Entity::insert_many(rows?)
            .on_conflict(again.clone())
            .exec_without_returning(&**tx)
            .await?;
    }
    Ok(())
}

fn new_row(
    ctx: &Ctx,
    origin: Origin<'_>,
    judge: JudgeId,
    entry: EntryId,
) -> Result<assignment::ActiveModel, db::Error> {
    Ok(assignment::ActiveModel {
        public_id: Set(ctx.new_id()?),
        edition_id: Set(origin.edition),
        round_key: Set(origin.round.to_owned()),
        entry_id: Set(entry),
        judge_id: Set(judge),
        state: Set(AssignmentState::Active),
        points: Set(None),
        created_by: Set(origin.by),
        created_at: Set(origin.at),
        ..Default::default()
    })
}

/// Ends a judge's assignments to an entry, in whatever round.
pub async fn recuse(tx: &WriteTx, judge: JudgeId, entry: EntryId) -> Result<(), db::Error> {
    let which = of_judge(judge).add(assignment::Column::EntryId.eq(entry));
    transition(tx, Transition::RECUSE, which).await?;
    Ok(())
}

pub async fn of_person(
    tx: &WriteTx,
    user: UserId,
    organisation: OrganisationId,
) -> Result<Vec<assignment::Model>, db::Error> {
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Judge.def())
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .filter(judge::Column::UserId.eq(user))
        .filter(entry::Column::OrganisationId.eq(organisation))
        .filter(assignment::Column::State.eq(AssignmentState::Active));
    Ok(rows.all(&**tx).await?)
}

/// Ends the assignments of an edition for which there is a conflict.
pub async fn recuse_conflicted(tx: &WriteTx, edition: EditionId) -> Result<(), db::Error> {
    let conflicted = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Conflict.def())
        .filter(conflict::Column::LiftedAt.is_null())
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::State.eq(AssignmentState::Active))
        .select_only()
        .column(assignment::Column::Id)
        .into_query();
    let which = Condition::all().add(assignment::Column::Id.in_subquery(conflicted));
    transition(tx, Transition::RECUSE, which).await?;
    Ok(())
}

/// Takes an assignment back, but none in these categories; whether there was one that held.
pub async fn remove(
    tx: &WriteTx,
    edition: EditionId,
    round: &str,
    id: &PublicId,
    but: &HashSet<String>,
) -> Result<bool, db::Error> {
    let elsewhere = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::CategoryKey.is_not_in(but.iter().map(String::as_str)));
    let which = Condition::all()
        .add(assignment::Column::EditionId.eq(edition))
        .add(assignment::Column::RoundKey.eq(round))
        .add(assignment::Column::PublicId.eq(id.clone()))
        .add(assignment::Column::EntryId.in_subquery(elsewhere.into_query()));
    Ok(transition(tx, Transition::REMOVE, which).await? == 1)
}

/// Deletes the assignments of a judge who never accepted, and so has no scoresheet.
pub async fn delete_of_judge(tx: &WriteTx, judge: JudgeId) -> Result<(), db::Error> {
    assignment::Entity::delete_many().filter(assignment::Column::JudgeId.eq(judge)).exec(&**tx).await?;
    Ok(())
}

/// The public id and the title of an entry, for its staff.
pub async fn named<C: ConnectionTrait>(
    db: &C,
    entry: EntryId,
) -> Result<Option<(PublicId, String)>, db::Error> {
    let row = entry::Entity::find_by_id(entry)
        .select_only()
        .column(entry::Column::PublicId)
        .column(entry::Column::Title);
    Ok(row.into_tuple().one(db).await?)
}

/// Gives a judge back the assignments that a conflict ended, with their sheets; the round of each.
pub async fn restore(tx: &WriteTx, judge: JudgeId, entries: &[EntryId]) -> Result<Vec<String>, db::Error> {
    let which = of_judge(judge).add(assignment::Column::EntryId.is_in(entries.iter().copied()));
    let rounds = assignment::Entity::find()
        .filter(which.clone())
        .filter(assignment::Column::State.eq(Transition::UNRECUSE.from))
        .select_only()
        .column(assignment::Column::RoundKey)
        .into_tuple()
        .all(&**tx)
        .await?;
    transition(tx, Transition::UNRECUSE, which).await?;
    Ok(rounds)
}

pub async fn entry_of<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    id: &PublicId,
) -> Result<Option<(EntryId, String)>, db::Error> {
    let row = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::PublicId.eq(id.clone()))
        .select_only()
        .column(entry::Column::Id)
        .column(entry::Column::CategoryKey);
    Ok(row.into_tuple().one(db).await?)
}
