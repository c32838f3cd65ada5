//! `consents`: who accepted which text, when.

use entity::{PublicId, Timestamp, consent, entry, ids::ConsentId, organisation, user};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationDef,
};

use super::{PAGE, is_full, to_organisation};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{
        Cell, ExportError, SafeCsv,
        stream::{Table, flag, text},
    },
};

const COLUMNS: [&str; 12] = [
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
];

/// The consents of an edition.
pub struct Consents {
    edition: Edition,
    after: ConsentId,
}

type Row =
    (ConsentId, PublicId, String, String, String, i32, String, String, String, bool, String, Timestamp);

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
        for (row, entry, category, title, organisation, number, field, version, wording, yes, by, at) in &rows
        {
            csv.row([
                text(&path),
                text(entry.as_str()),
                text(category),
                text(title),
                text(organisation),
                Cell::Integer(i64::from(*number)),
                text(field),
                text(version),
                text(wording),
                flag(*yes),
                text(by),
                (*at).into(),
            ])?;
            self.after = *row;
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
        .column(consent::Column::Id)
        .column(entry::Column::PublicId)
        .column(entry::Column::CategoryKey)
        .column(entry::Column::Title)
        .column(organisation::Column::Name)
        .column(consent::Column::SubmittedNumber)
        .column(consent::Column::FieldKey)
        .column(consent::Column::TextVersion)
        .column(consent::Column::Text)
        .column(consent::Column::Accepted)
        .column(user::Column::Name)
        .column(consent::Column::GivenAt);
    Ok(rows.into_tuple().all(ctx.read()).await?)
}
