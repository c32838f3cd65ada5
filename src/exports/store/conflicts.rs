//! `conflicts`: which judge may not see which entry, and why.

use entity::{
    PublicId, Timestamp,
    conflict::{self, ConflictKind},
    entry,
    ids::ConflictId,
    judge, organisation, user,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationDef, prelude::Expr, sea_query::Alias,
};

use super::{PAGE, category_title, is_full, to_organisation};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{
        ExportError, SafeCsv,
        stream::{Table, text},
    },
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

pub struct Conflicts {
    edition: Edition,
    after: ConflictId,
}

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

impl Conflicts {
    /// In the order in which they were recorded.
    pub fn new(edition: &Edition) -> Self {
        Self { edition: edition.clone(), after: ConflictId(0) }
    }
}

impl Table for Conflicts {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let rows = query(ctx, &self.edition, self.after).await?;
        let path = self.edition.path();
        for row in &rows {
            csv.row([
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
                category_title(&self.edition, &row.category),
            ])?;
            self.after = row.id;
        }
        Ok(is_full(rows.len(), PAGE))
    }
}

async fn query(ctx: &Ctx, edition: &Edition, after: ConflictId) -> Result<Vec<Row>, ExportError> {
    let to_entry: RelationDef = conflict::Entity::belongs_to(entry::Entity)
        .from(conflict::Column::EntryId)
        .to(entry::Column::Id)
        .into();
    let to_judge: RelationDef = conflict::Entity::belongs_to(judge::Entity)
        .from(conflict::Column::JudgeId)
        .to(judge::Column::Id)
        .into();
    let to_recorder: RelationDef = conflict::Entity::belongs_to(user::Entity)
        .from(conflict::Column::CreatedBy)
        .to(user::Column::Id)
        .into();
    let lifter = Alias::new("lifter");
    let to_lifter: RelationDef = conflict::Entity::belongs_to(user::Entity)
        .from(conflict::Column::LiftedBy)
        .to(user::Column::Id)
        .into();
    let rows = conflict::Entity::find()
        .join(JoinType::InnerJoin, to_entry)
        .join(JoinType::InnerJoin, to_organisation())
        .join(JoinType::InnerJoin, to_judge)
        .join(JoinType::InnerJoin, to_recorder)
        .join_as(JoinType::LeftJoin, to_lifter, lifter.clone())
        .filter(conflict::Column::EditionId.eq(edition.id))
        .filter(conflict::Column::Id.gt(after))
        .order_by_asc(conflict::Column::Id)
        .limit(PAGE)
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
        .column_as(conflict::Column::LiftReason, "lift_reason");
    Ok(rows.into_model().all(ctx.read()).await?)
}
