//! `conflicts`: which judge may not see which entry, and why.

use entity::{
    PublicId, Timestamp,
    conflict::{self, ConflictKind},
    entry,
    ids::ConflictId,
    judge, organisation, user,
};
use futures::TryStreamExt as _;
use sea_orm::{
    EntityTrait as _, FromQueryResult, JoinType, QuerySelect as _, RelationTrait as _, Select, prelude::Expr,
    sea_query::Alias,
};

use super::{Key, category_title, pages};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{ExportError, cell::text, table_file::TableFile},
};

const COLUMNS: [&str; 16] = [
    "edition",
    "entry_id",
    "category",
    "title",
    "organisation",
    "judge_id",
    "judge_name",
    "judge_email",
    "kind",
    "reason",
    "recorded_by",
    "recorded_at",
    "lifted_by",
    "lifted_at",
    "lift_reason",
    "category_title",
];

#[derive(FromQueryResult)]
struct Row {
    id: ConflictId,
    entry: PublicId,
    category: String,
    title: String,
    organisation: String,
    judge: PublicId,
    name: String,
    email: String,
    kind: ConflictKind,
    reason: String,
    by: String,
    at: Timestamp,
    lifted_by: Option<String>,
    lifted_at: Option<Timestamp>,
    lift_reason: Option<String>,
}

/// In the order in which they were recorded.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    file.header(&COLUMNS)?;
    let path = edition.path();
    let mut pages = pages(ctx, edition.id, conflicts(), KEY, |row: &Row| row.id.0);
    while let Some(page) = pages.try_next().await? {
        for row in &page {
            file.row([
                text(&path),
                text(row.entry.as_str()),
                text(&row.category),
                text(&row.title),
                text(&row.organisation),
                text(row.judge.as_str()),
                text(&row.name),
                text(&row.email),
                text(row.kind.as_str()),
                text(&row.reason),
                text(&row.by),
                row.at.into(),
                row.lifted_by.as_deref().into(),
                row.lifted_at.into(),
                row.lift_reason.as_deref().into(),
                category_title(edition, &row.category),
            ])?;
        }
    }
    Ok(())
}

pub(super) const KEY: Key<conflict::Entity, conflict::Column> =
    Key { id: conflict::Column::Id, edition: conflict::Column::EditionId };

pub(super) fn conflicts() -> Select<conflict::Entity> {
    let lifter = Alias::new("lifter");
    conflict::Entity::find()
        .join(JoinType::InnerJoin, conflict::Relation::Entry.def())
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .join(JoinType::InnerJoin, conflict::Relation::Judge.def())
        .join(JoinType::InnerJoin, conflict::Relation::Recorder.def())
        .join_as(JoinType::LeftJoin, conflict::Relation::Lifter.def(), lifter.clone())
        .select_only()
        .column_as(conflict::Column::Id, "id")
        .column_as(entry::Column::PublicId, "entry")
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(entry::Column::Title, "title")
        .column_as(organisation::Column::Name, "organisation")
        .column_as(judge::Column::PublicId, "judge")
        .column_as(judge::Column::Name, "name")
        .column_as(judge::Column::Email, "email")
        .column_as(conflict::Column::Kind, "kind")
        .column_as(conflict::Column::Reason, "reason")
        .column_as(user::Column::Name, "by")
        .column_as(conflict::Column::CreatedAt, "at")
        .column_as(Expr::col((lifter, user::Column::Name)), "lifted_by")
        .column_as(conflict::Column::LiftedAt, "lifted_at")
        .column_as(conflict::Column::LiftReason, "lift_reason")
}
