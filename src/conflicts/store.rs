//! Conflicts of interest on record: declared by a judge, added by staff, found by the program.

use std::collections::HashSet;

use entity::{
    PublicId, Timestamp,
    conflict::{self, ConflictKind},
    entry,
    ids::{EditionId, EntryId, JudgeId, UserId},
    judge, user,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, ConnectionTrait, DerivePartialModel, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
    prelude::Expr,
    sea_query::{Alias, OnConflict},
};

use crate::db::{self, WriteTx};

/// Rows per statement: SQLite takes 32,766 parameters, a row has ten.
const BATCH: usize = 3_000;

/// What is known of a pair of judge and entry.
#[derive(Clone, Copy, Debug, DerivePartialModel)]
#[sea_orm(entity = "conflict::Entity")]
pub struct KnownConflict {
    pub judge_id: JudgeId,
    pub entry_id: EntryId,
    pub kind: ConflictKind,
    pub lifted_at: Option<Timestamp>,
}

/// What becomes of a conflict of the same pair that is on record already.
#[derive(Clone, Copy, Debug)]
pub enum Known {
    /// It stays, even if it was lifted: the program found nothing that people did not know.
    Stays,
    IsReplaced,
    /// It stays, but if it was lifted it holds again: there is a new reason.
    HoldsAgain,
}

#[derive(Clone, Copy, Debug)]
pub struct ConflictRecord<'a> {
    pub edition: EditionId,
    pub kind: ConflictKind,
    pub reason: &'a str,
    pub by: UserId,
    pub at: Timestamp,
    pub known: Known,
}

impl ConflictRecord<'_> {
    fn row(&self, judge: JudgeId, entry: EntryId) -> conflict::ActiveModel {
        conflict::ActiveModel {
            edition_id: Set(self.edition),
            judge_id: Set(judge),
            entry_id: Set(entry),
            kind: Set(self.kind),
            reason: Set(self.reason.to_owned()),
            created_by: Set(self.by),
            created_at: Set(self.at),
            lifted_at: Set(None),
            lifted_by: Set(None),
            lift_reason: Set(None),
            ..Default::default()
        }
    }
}

/// A conflict with all that staff read about it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Conflict {
    pub entry: PublicId,
    pub title: String,
    pub category: String,
    pub judge: PublicId,
    pub name: String,
    pub email: String,
    pub kind: ConflictKind,
    pub reason: String,
    pub by: String,
    pub at: Timestamp,
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
            .join(JoinType::InnerJoin, conflict::Relation::Entry.def())
            .join(JoinType::InnerJoin, conflict::Relation::Judge.def())
            .join(JoinType::InnerJoin, conflict::Relation::Recorder.def())
            .join_as(JoinType::LeftJoin, conflict::Relation::Lifter.def(), lifter.clone())
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

pub async fn find<C: ConnectionTrait>(
    db: &C,
    judge: JudgeId,
    entry: EntryId,
) -> Result<Option<conflict::Model>, db::Error> {
    let row = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.eq(judge))
        .filter(conflict::Column::EntryId.eq(entry));
    Ok(row.one(db).await?)
}

pub async fn of_judge<C: ConnectionTrait>(db: &C, judge: JudgeId) -> Result<Vec<conflict::Model>, db::Error> {
    Ok(conflict::Entity::find().filter(conflict::Column::JudgeId.eq(judge)).all(db).await?)
}

pub async fn of_edition<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
) -> Result<Vec<KnownConflict>, db::Error> {
    let rows = conflict::Entity::find().filter(conflict::Column::EditionId.eq(edition));
    Ok(rows.into_partial_model().all(db).await?)
}

/// The judges who may not see the entry.
pub async fn barred_judges<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<JudgeId>, db::Error> {
    let rows = conflict::Entity::find()
        .filter(conflict::Column::EntryId.eq(entry))
        .filter(conflict::Column::LiftedAt.is_null())
        .select_only()
        .column(conflict::Column::JudgeId);
    Ok(rows.into_tuple().all(db).await?)
}

/// How many entries each judge may not see, but in categories that are kept from the reader.
pub async fn counts<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    withheld: &HashSet<String>,
) -> Result<Vec<(JudgeId, i64)>, db::Error> {
    let mut rows = conflict::Entity::find()
        .filter(conflict::Column::EditionId.eq(edition))
        .filter(conflict::Column::LiftedAt.is_null())
        .select_only()
        .column(conflict::Column::JudgeId)
        .column_as(conflict::Column::JudgeId.count(), "conflicts")
        .group_by(conflict::Column::JudgeId);
    // Whoever is kept from nothing needs no entry to be read.
    if !withheld.is_empty() {
        rows = rows
            .join(JoinType::InnerJoin, conflict::Relation::Entry.def())
            .filter(entry::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)));
    }
    Ok(rows.into_tuple().all(db).await?)
}

/// Records a conflict of each of these pairs.
pub async fn record(
    tx: &WriteTx,
    new: ConflictRecord<'_>,
    pairs: &[(JudgeId, EntryId)],
) -> Result<(), db::Error> {
    let mut unique = OnConflict::columns([conflict::Column::JudgeId, conflict::Column::EntryId]);
    let known = match new.known {
        Known::Stays => unique.do_nothing().to_owned(),
        Known::IsReplaced => replacing(unique),
        Known::HoldsAgain => replacing(unique)
            .action_and_where(Expr::col((conflict::Entity, conflict::Column::LiftedAt)).is_not_null())
            .to_owned(),
    };
    for batch in pairs.chunks(BATCH) {
        let rows = batch.iter().map(|(judge, entry)| new.row(*judge, *entry));
        conflict::Entity::insert_many(rows).on_conflict(known.clone()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

fn replacing(mut unique: OnConflict) -> OnConflict {
    unique
        .update_columns([
            conflict::Column::Kind,
            conflict::Column::Reason,
            conflict::Column::CreatedBy,
            conflict::Column::CreatedAt,
            conflict::Column::LiftedAt,
            conflict::Column::LiftedBy,
            conflict::Column::LiftReason,
        ])
        .to_owned()
}

pub async fn lift(
    tx: &WriteTx,
    judge: JudgeId,
    entry: EntryId,
    by: UserId,
    at: Timestamp,
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

/// Forgets conflicts that the program found, and no person has spoken of.
pub async fn forget_found(tx: &WriteTx, judge: JudgeId, entries: &[EntryId]) -> Result<(), db::Error> {
    conflict::Entity::delete_many()
        .filter(conflict::Column::JudgeId.eq(judge))
        .filter(conflict::Column::EntryId.is_in(entries.iter().copied()))
        .filter(conflict::Column::Kind.eq(ConflictKind::Organisation))
        .filter(conflict::Column::LiftedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Deletes all that is on record about a judge, who is deleted too.
pub async fn delete_of_judge(tx: &WriteTx, judge: JudgeId) -> Result<(), db::Error> {
    conflict::Entity::delete_many().filter(conflict::Column::JudgeId.eq(judge)).exec(&**tx).await?;
    Ok(())
}

/// Drops the words of conflicts of these judges.
pub async fn drop_reasons(tx: &WriteTx, judges: &[JudgeId]) -> Result<(), db::Error> {
    conflict::Entity::update_many()
        .col_expr(conflict::Column::Reason, Expr::value(""))
        .col_expr(conflict::Column::LiftReason, Expr::value(None::<String>))
        .filter(conflict::Column::JudgeId.is_in(judges.iter().copied()))
        .exec(&**tx)
        .await?;
    Ok(())
}
