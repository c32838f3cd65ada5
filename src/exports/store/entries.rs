//! `entries`: one row per entry, one column per answer. Answers are those of the
//! submitted version: a draft is its owner's, and only its existence is told.

use entity::{
    PublicId, Timestamp,
    entry::{self, EntryState},
    ids::EntryId,
    organisation, submitted_version,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _,
    QueryResult, QuerySelect as _, QueryTrait as _, RelationDef,
};

use super::{PAGE, category_title, forms, is_full, to_organisation};
use crate::{
    context::Ctx,
    editions::Edition,
    entries::{self, Content},
    exports::{
        Cell, ExportError, SafeCsv, fields,
        stream::{Table, text},
    },
};

/// The columns before the answers.
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

/// The columns after the answers.
const LAST: [&str; 1] = ["category_title"];

/// All columns over these fields.
pub fn columns(fields: &[String]) -> Vec<String> {
    fields::columns(&FIXED, fields, &LAST)
}

pub struct Entries {
    edition: Edition,
    fields: Vec<String>,
    phones: Vec<String>,
    after: EntryId,
}

impl Entries {
    /// All states, in the order in which they were started.
    pub async fn new(ctx: &Ctx, edition: &Edition) -> Result<Self, ExportError> {
        let forms = forms(ctx, edition).await?;
        let (fields, phones) = (fields::fields(&forms, |_| true), fields::fields(&forms, fields::is_phone));
        Ok(Self { edition: edition.clone(), fields, phones, after: EntryId(0) })
    }

    fn write(&self, row: &QueryResult, csv: &mut SafeCsv) -> Result<EntryId, ExportError> {
        let id: PublicId = row.try_get_by_index(1)?;
        let state: EntryState = row.try_get_by_index(3)?;
        let texts: [String; 7] = [
            row.try_get_by_index(2)?,
            row.try_get_by_index(4)?,
            row.try_get_by_index(5)?,
            row.try_get_by_index(6)?,
            row.try_get_by_index(7)?,
            row.try_get_by_index(8)?,
            row.try_get_by_index(9)?,
        ];
        let [category, reason, title, organisation, kind, country, city] = &texts;
        let created_at: Timestamp = row.try_get_by_index(10)?;
        let submitted_at: Option<Timestamp> = row.try_get_by_index(11)?;
        let number: Option<i32> = row.try_get_by_index(12)?;
        let sha256: Option<String> = row.try_get_by_index(13)?;
        let content: Option<String> = row.try_get_by_index(14)?;
        let content = content.map(|text| serde_json::from_str::<Content>(&text)).transpose()?;
        let mut answers = content.map(fields::by_field).unwrap_or_default();
        fields::dial(&self.phones, &mut answers, country);
        let path = self.edition.path();
        let fixed = [
            text(&path),
            text(id.as_str()),
            text(category),
            text(state.as_str()),
            text(reason),
            text(title),
            text(organisation),
            text(kind),
            text(country),
            text(city),
            created_at.into(),
            submitted_at.into(),
            number.map(i64::from).into(),
            Cell::from(sha256),
        ];
        let answers = fields::cells(&self.fields, &answers);
        csv.row(fixed.into_iter().chain(answers).chain([category_title(&self.edition, category)]))?;
        Ok(row.try_get_by_index(0)?)
    }
}

impl Table for Entries {
    fn columns(&self) -> Vec<String> {
        columns(&self.fields)
    }

    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let rows = query(ctx, &self.edition, self.after).await?;
        for row in &rows {
            self.after = self.write(row, csv)?;
        }
        Ok(is_full(rows.len(), PAGE))
    }
}

/// Entry to the submitted version that counts.
pub(super) fn to_version() -> RelationDef {
    entry::Entity::belongs_to(submitted_version::Entity)
        .from((entry::Column::Id, entry::Column::SubmittedNumber))
        .to((submitted_version::Column::EntryId, submitted_version::Column::Number))
        .into()
}

async fn query(ctx: &Ctx, edition: &Edition, after: EntryId) -> Result<Vec<QueryResult>, ExportError> {
    let select = entry::Entity::find()
        .join(JoinType::InnerJoin, to_organisation())
        .join(JoinType::LeftJoin, to_version())
        .filter(entry::Column::EditionId.eq(edition.id))
        .filter(entry::Column::Id.gt(after))
        .order_by_asc(entry::Column::Id)
        .limit(PAGE)
        .select_only()
        .column(entry::Column::Id)
        .column(entry::Column::PublicId)
        .column(entry::Column::CategoryKey)
        .column(entry::Column::State)
        .column(entry::Column::StateReason)
        .column(entry::Column::Title)
        .column(organisation::Column::Name)
        .column_as(entries::kind(), "kind")
        .column(organisation::Column::Country)
        .column(organisation::Column::City)
        .column(entry::Column::CreatedAt)
        .column(entry::Column::SubmittedAt)
        .column(entry::Column::SubmittedNumber)
        .column(submitted_version::Column::Sha256)
        .column(submitted_version::Column::Content);
    Ok(ctx.read().query_all(&select.into_query()).await?)
}
