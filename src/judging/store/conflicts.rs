//! Conflicts of interest as people declare, add and lift them.

use entity::{
    PublicId, Timestamp,
    assignment::{self, AssignmentState},
    conflict::{self, ConflictKind},
    entry,
    ids::{EditionId, EntryId, JudgeId, UserId},
    judge, user,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationDef,
    prelude::Expr,
    sea_query::{Alias, OnConflict},
};

use super::assignments::Origin;
use crate::db::{self, WriteTx};

/// A conflict with all that staff read about it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Conflict {
    pub entry: PublicId,
    pub title: String,
    pub category: String,
    pub judge: PublicId,
    pub name: String,
    /// Their address, for two of one name.
    pub email: String,
    /// Where it came from.
    pub kind: ConflictKind,
    pub reason: String,
    pub by: String,
    pub at: Timestamp,
    /// Since when it holds no more.
    pub lifted_at: Option<Timestamp>,
    pub lifted_by: Option<String>,
    pub lift_reason: Option<String>,
}

/// The conflicts of an edition, or of one entry, newest first.
pub async fn list<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    entry: Option<EntryId>,
) -> Result<Vec<Conflict>, db::Error> {
    let lifter = Alias::new("lifter");
    let rows =
        conflict::Entity::find()
            .join(JoinType::InnerJoin, to(conflict::Column::EntryId, entry::Entity, entry::Column::Id))
            .join(JoinType::InnerJoin, to(conflict::Column::JudgeId, judge::Entity, judge::Column::Id))
            .join(JoinType::InnerJoin, to(conflict::Column::CreatedBy, user::Entity, user::Column::Id))
            .join_as(
                JoinType::LeftJoin,
                to(conflict::Column::LiftedBy, user::Entity, user::Column::Id),
                lifter.clone(),
            )
            .filter(conflict::Column::EditionId.eq(edition))
            .filter(entry.map_or_else(
                || conflict::Column::Id.is_not_null(),
                |entry| conflict::Column::EntryId.eq(entry),
            ))
            .select_only()
            .column_as(entry::Column::PublicId, "entry")
            .column_as(entry::Column::Title, "title")
            .column_as(entry::Column::CategoryKey, "category")
            .column_as(judge::Column::PublicId, "judge")
            .column_as(judge::Column::Name, "name")
            .column_as(judge::Column::Email, "email")
            .column_as(conflict::Column::Kind, "kind")
            .column_as(conflict::Column::Reason, "reason")
            .column_as(user::Column::Name, "by")
            .column_as(conflict::Column::CreatedAt, "at")
            .column_as(conflict::Column::LiftedAt, "lifted_at")
            .column_as(Expr::col((lifter, user::Column::Name)), "lifted_by")
            .column_as(conflict::Column::LiftReason, "lift_reason")
            .order_by_desc(conflict::Column::CreatedAt)
            .order_by_desc(conflict::Column::Id);
    Ok(rows.into_model().all(db).await?)
}

fn to<E: sea_orm::EntityTrait>(from: conflict::Column, other: E, column: E::Column) -> RelationDef {
    conflict::Entity::belongs_to(other).from(from).to(column).into()
}

/// What is on record about a pair.
pub async fn find<C: ConnectionTrait>(
    db: &C,
    (judge, entry): (JudgeId, EntryId),
) -> Result<Option<conflict::Model>, db::Error> {
    let row = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.eq(judge))
        .filter(conflict::Column::EntryId.eq(entry));
    Ok(row.one(db).await?)
}

/// Records what a person says of a pair; it takes the place of what was lifted, or found by the program.
pub async fn record(
    tx: &WriteTx,
    origin: Origin<'_>,
    (judge, entry): (JudgeId, EntryId),
    (kind, reason): (ConflictKind, &str),
) -> Result<(), db::Error> {
    let row = conflict::ActiveModel {
        edition_id: Set(origin.edition),
        judge_id: Set(judge),
        entry_id: Set(entry),
        kind: Set(kind),
        reason: Set(reason.to_owned()),
        created_by: Set(origin.by),
        created_at: Set(origin.at),
        lifted_at: Set(None),
        lifted_by: Set(None),
        lift_reason: Set(None),
        ..Default::default()
    };
    let replaced = OnConflict::columns([conflict::Column::JudgeId, conflict::Column::EntryId])
        .update_columns([
            conflict::Column::Kind,
            conflict::Column::Reason,
            conflict::Column::CreatedBy,
            conflict::Column::CreatedAt,
            conflict::Column::LiftedAt,
            conflict::Column::LiftedBy,
            conflict::Column::LiftReason,
        ])
        .to_owned();
    conflict::Entity::insert(row).on_conflict(replaced).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Lifts a conflict; whether it held.
pub async fn lift(
    tx: &WriteTx,
    (judge, entry): (JudgeId, EntryId),
    (by, at): (UserId, Timestamp),
    reason: &str,
) -> Result<bool, db::Error> {
    let lifted = conflict::Entity::update_many()
        .col_expr(conflict::Column::LiftedAt, Expr::value(Some(at)))
        .col_expr(conflict::Column::LiftedBy, Expr::value(Some(by)))
        .col_expr(conflict::Column::LiftReason, Expr::value(Some(reason.to_owned())))
        .filter(conflict::Column::JudgeId.eq(judge))
        .filter(conflict::Column::EntryId.eq(entry))
        .filter(conflict::Column::LiftedAt.is_null());
    Ok(lifted.exec(&**tx).await?.rows_affected == 1)
}

/// Gives a judge back the assignments that a conflict ended, with their sheets; the round of each.
pub async fn restore(tx: &WriteTx, judge: JudgeId, entries: &[EntryId]) -> Result<Vec<String>, db::Error> {
    let recused = || {
        assignment::Column::JudgeId
            .eq(judge)
            .and(assignment::Column::EntryId.is_in(entries.iter().copied()))
            .and(assignment::Column::State.eq(AssignmentState::Recused))
    };
    let rounds = assignment::Entity::find()
        .filter(recused())
        .select_only()
        .column(assignment::Column::RoundKey)
        .into_tuple()
        .all(&**tx)
        .await?;
    assignment::Entity::update_many()
        .col_expr(assignment::Column::State, Expr::value(AssignmentState::Active))
        .filter(recused())
        .exec(&**tx)
        .await?;
    Ok(rounds)
}

/// The entry of an id in an edition, with its category.
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
