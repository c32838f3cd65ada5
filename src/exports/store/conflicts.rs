//! `conflicts`: which judge may not see which entry, and why.

use entity::{
    PublicId, Timestamp,
    conflict::{self, ConflictKind},
    entry,
    ids::ConflictId,
    judge, organisation, user,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationDef,
};

use super::{PAGE, is_full, to_organisation};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{
        ExportError, SafeCsv,
        stream::{Table, text},
    },
};

const COLUMNS: [&str; 12] = [
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
];

/// The conflicts of an edition.
pub struct Conflicts {
    edition: Edition,
    after: ConflictId,
}

type Row = (
    ConflictId,
    PublicId,
    String,
    String,
    String,
    PublicId,
    String,
    String,
    ConflictKind,
    String,
    String,
    Timestamp,
);

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
        for (row, entry, category, title, organisation, judge, name, email, kind, reason, by, at) in &rows {
            csv.row([
                text(&path),
                text(entry.as_str()),
                text(category),
                text(title),
                text(organisation),
                text(judge.as_str()),
                text(name),
                text(email),
                text(kind.as_str()),
                text(reason),
                text(by),
                (*at).into(),
            ])?;
            self.after = *row;
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
    let rows = conflict::Entity::find()
        .join(JoinType::InnerJoin, to_entry)
        .join(JoinType::InnerJoin, to_organisation())
        .join(JoinType::InnerJoin, to_judge)
        .join(JoinType::InnerJoin, to_recorder)
        .filter(conflict::Column::EditionId.eq(edition.id))
        .filter(conflict::Column::Id.gt(after))
        .order_by_asc(conflict::Column::Id)
        .limit(PAGE)
        .select_only()
        .column(conflict::Column::Id)
        .column(entry::Column::PublicId)
        .column(entry::Column::CategoryKey)
        .column(entry::Column::Title)
        .column(organisation::Column::Name)
        .column(judge::Column::PublicId)
        .column(judge::Column::Name)
        .column(judge::Column::Email)
        .column(conflict::Column::Kind)
        .column(conflict::Column::Reason)
        .column(user::Column::Name)
        .column(conflict::Column::CreatedAt);
    Ok(rows.into_tuple().all(ctx.read()).await?)
}
