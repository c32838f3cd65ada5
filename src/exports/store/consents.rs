//! `consents`: who accepted which text, when.

use entity::{PublicId, Timestamp, consent, entry, ids::ConsentId, organisation, user};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationDef,
};

use super::{PAGE, category_title, is_full, to_organisation};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{
        Cell, ExportError, SafeCsv,
        stream::{Table, flag, text},
    },
};

const COLUMNS: [&str; 14] = [
    "edition",
    "entry_id",
    "category",
    "title",
    "organisation",
    "submitted_number",
    "field",
    "text_version",
    "text",
    "accepted",
    "given_by",
    "given_at",
    "privacy_version",
    "category_title",
];

pub struct Consents {
    edition: Edition,
    after: ConsentId,
}

#[derive(FromQueryResult)]
struct Row {
    id: ConsentId,
    entry: PublicId,
    category: String,
    title: String,
    organisation: String,
    number: i32,
    field: String,
    version: String,
    wording: String,
    accepted: bool,
    by: String,
    at: Timestamp,
    privacy: Option<i32>,
}

impl Consents {
    /// In the order in which they were given.
    pub fn new(edition: &Edition) -> Self {
        Self { edition: edition.clone(), after: ConsentId(0) }
    }
}

impl Table for Consents {
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
                Cell::Integer(i64::from(row.number)),
                text(&row.field),
                text(&row.version),
                text(&row.wording),
                flag(row.accepted),
                text(&row.by),
                row.at.into(),
                row.privacy.map_or(Cell::Empty, |version| Cell::Integer(i64::from(version))),
                category_title(&self.edition, &row.category),
            ])?;
            self.after = row.id;
        }
        Ok(is_full(rows.len(), PAGE))
    }
}

async fn query(ctx: &Ctx, edition: &Edition, after: ConsentId) -> Result<Vec<Row>, ExportError> {
    let to_entry: RelationDef = consent::Entity::belongs_to(entry::Entity)
        .from(consent::Column::EntryId)
        .to(entry::Column::Id)
        .into();
    let to_user: RelationDef =
        consent::Entity::belongs_to(user::Entity).from(consent::Column::UserId).to(user::Column::Id).into();
    let rows = consent::Entity::find()
        .join(JoinType::InnerJoin, to_entry)
        .join(JoinType::InnerJoin, to_organisation())
        .join(JoinType::InnerJoin, to_user)
        .filter(entry::Column::EditionId.eq(edition.id))
        .filter(consent::Column::Id.gt(after))
        .order_by_asc(consent::Column::Id)
        .limit(PAGE)
        .select_only()
        .column_as(consent::Column::Id, "id")
        .column_as(entry::Column::PublicId, "entry")
        .column_as(entry::Column::CategoryKey, "category")
        .column_as(entry::Column::Title, "title")
        .column_as(organisation::Column::Name, "organisation")
        .column_as(consent::Column::SubmittedNumber, "number")
        .column_as(consent::Column::FieldKey, "field")
        .column_as(consent::Column::TextVersion, "version")
        .column_as(consent::Column::Text, "wording")
        .column_as(consent::Column::Accepted, "accepted")
        .column_as(user::Column::Name, "by")
        .column_as(consent::Column::GivenAt, "at")
        .column_as(consent::Column::PrivacyVersion, "privacy");
    Ok(rows.into_model().all(ctx.read()).await?)
}
