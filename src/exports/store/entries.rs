//! `entries`: one row per entry, one column per answer. Answers are those of the
//! submitted version: a draft is its owner's, and only its existence is told.

use entity::{
    PublicId, Timestamp,
    entry::{self, EntryState},
    ids::EntryId,
    organisation, submitted_version,
};
use futures::TryStreamExt as _;
use sea_orm::{EntityTrait as _, FromQueryResult, JoinType, QuerySelect as _, RelationTrait as _, Select};

use super::{Key, category_title, forms, pages};
use crate::{
    context::Ctx,
    editions::Edition,
    entries::kind,
    exports::{ExportError, cell::text, fields, table_file::TableFile},
};

pub const FIXED: [&str; 14] = [
    "edition",
    "entry_id",
    "category",
    "state",
    "state_reason",
    "title",
    "organisation",
    "organisation_kind",
    "country",
    "city",
    "created_at",
    "submitted_at",
    "submitted_number",
    "sha256",
];

const LAST: [&str; 1] = ["category_title"];

pub fn columns(fields: &[String]) -> Vec<String> {
    fields::columns(&FIXED, fields, &LAST)
}

#[derive(FromQueryResult)]
struct Row {
    id: EntryId,
    public_id: PublicId,
    category: String,
    state: EntryState,
    reason: String,
    title: String,
    organisation: String,
    kind: String,
    country: String,
    city: String,
    created_at: Timestamp,
    submitted_at: Option<Timestamp>,
    submitted_number: Option<i32>,
    sha256: Option<String>,
    content: Option<String>,
}

/// All states, in the order in which they were started.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    let forms = forms(ctx, edition).await?;
    let (keys, phones) = (fields::fields(&forms, |_| true), fields::fields(&forms, fields::is_phone));
    file.header(&columns(&keys))?;
    let path = edition.path();
    let mut pages = pages(ctx, edition.id, entries(), KEY, |row: &Row| row.id.0);
    while let Some(page) = pages.try_next().await? {
        for row in page {
            let answers = fields::answers(row.content.as_deref(), &phones, &row.country)?;
            let fixed = [
                text(&path),
                text(row.public_id.as_str()),
                text(&row.category),
                text(row.state.as_str()),
                text(&row.reason),
                text(&row.title),
                text(&row.organisation),
                text(&row.kind),
                text(&row.country),
                text(&row.city),
                row.created_at.into(),
                row.submitted_at.into(),
                row.submitted_number.into(),
                row.sha256.into(),
            ];
            let answers = fields::cells(&keys, &answers);
            file.row(fixed.into_iter().chain(answers).chain([category_title(edition, &row.category)]))?;
        }
    }
    Ok(())
}

pub(super) const KEY: Key<entry::Entity, entry::Column> =
    Key { id: entry::Column::Id, edition: entry::Column::EditionId };

pub(super) fn entries() -> Select<entry::Entity> {
    entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .join(JoinType::LeftJoin, entry::Relation::Submitted.def())
        .select_only()
        .columns([entry::Column::Id, entry::Column::PublicId, entry::Column::State, entry::Column::Title])
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(entry::Column::StateReason, "reason")
        .column_as(organisation::Column::Name, "organisation")
        .column_as(kind(), "kind")
        .columns([organisation::Column::Country, organisation::Column::City])
        .columns([entry::Column::CreatedAt, entry::Column::SubmittedAt, entry::Column::SubmittedNumber])
        .columns([submitted_version::Column::Sha256, submitted_version::Column::Content])
}
