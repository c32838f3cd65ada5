//! `consents`: who accepted which text, when.

use entity::{PublicId, Timestamp, consent, entry, ids::ConsentId, organisation, user};
use futures::TryStreamExt as _;
use sea_orm::{EntityTrait as _, FromQueryResult, JoinType, QuerySelect as _, RelationTrait as _, Select};

use super::{Key, category_title, pages};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{
        ExportError,
        cell::{flag, text},
        table_file::TableFile,
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

/// In the order in which they were given.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    file.header(&COLUMNS)?;
    let path = edition.path();
    let mut pages = pages(ctx, edition.id, consents(), KEY, |row: &Row| row.id.0);
    while let Some(page) = pages.try_next().await? {
        for row in &page {
            file.row([
                text(&path),
                text(row.entry.as_str()),
                text(&row.category),
                text(&row.title),
                text(&row.organisation),
                row.number.into(),
                text(&row.field),
                text(&row.version),
                text(&row.wording),
                flag(row.accepted),
                text(&row.by),
                row.at.into(),
                row.privacy.into(),
                category_title(edition, &row.category),
            ])?;
        }
    }
    Ok(())
}

pub(super) const KEY: Key<consent::Entity, entry::Column> =
    Key { id: consent::Column::Id, edition: entry::Column::EditionId };

pub(super) fn consents() -> Select<consent::Entity> {
    consent::Entity::find()
        .join(JoinType::InnerJoin, consent::Relation::Entry.def())
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .join(JoinType::InnerJoin, consent::Relation::User.def())
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
        .column_as(consent::Column::PrivacyVersion, "privacy")
}
