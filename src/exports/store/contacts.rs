//! `contacts`: whom to write to about each entry. One row per entry and member of
//! its organisation, beside what the entry itself says about its contact.

use std::collections::HashMap;

use entity::{
    PublicId,
    entry::{self, EntryState},
    ids::{EntryId, OrganisationId},
    member::{self, MemberState},
    organisation, submitted_version, user,
};
use futures::TryStreamExt as _;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _, Select,
};

use super::{Key, category_title, forms, pages};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{ExportError, cell::text, fields, table_file::TableFile},
};

const FIXED: [&str; 9] = [
    "edition",
    "entry_id",
    "category",
    "state",
    "title",
    "organisation",
    "country",
    "member_name",
    "member_email",
];

const LAST: [&str; 1] = ["category_title"];

#[derive(FromQueryResult)]
struct Row {
    id: EntryId,
    public_id: PublicId,
    category: String,
    state: EntryState,
    title: String,
    owner: OrganisationId,
    organisation: String,
    country: String,
    content: Option<String>,
}

type Members = HashMap<OrganisationId, Vec<(String, String)>>;

/// All entries, drafts too: their owners are written to before the deadline.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    let forms = forms(ctx, edition).await?;
    let (keys, phones) =
        (fields::fields(&forms, fields::is_contact), fields::fields(&forms, fields::is_phone));
    file.header(&fields::columns(&FIXED, &keys, &LAST))?;
    let path = edition.path();
    let nobody = [(String::new(), String::new())];
    let mut pages = pages(ctx, edition.id, entries(), KEY, |row: &Row| row.id.0);
    while let Some(page) = pages.try_next().await? {
        let members = members(ctx, page.iter().map(|row| row.owner).collect()).await?;
        for row in &page {
            let answers = fields::answers(row.content.as_deref(), &phones, &row.country)?;
            for (name, email) in members.get(&row.owner).map_or(nobody.as_slice(), Vec::as_slice) {
                let fixed = [
                    text(&path),
                    text(row.public_id.as_str()),
                    text(&row.category),
                    text(row.state.as_str()),
                    text(&row.title),
                    text(&row.organisation),
                    text(&row.country),
                    text(name),
                    text(email),
                ];
                let answers = fields::cells(&keys, &answers);
                file.row(fixed.into_iter().chain(answers).chain([category_title(edition, &row.category)]))?;
            }
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
        .column_as(organisation::Column::Id, "owner")
        .column_as(organisation::Column::Name, "organisation")
        .column(organisation::Column::Country)
        .column(submitted_version::Column::Content)
}

async fn members(ctx: &Ctx, organisations: Vec<OrganisationId>) -> Result<Members, ExportError> {
    let rows: Vec<(OrganisationId, String, String)> = member::Entity::find()
        .join(JoinType::InnerJoin, member::Relation::User.def())
        .filter(member::Column::OrganisationId.is_in(organisations))
        .filter(member::Column::State.eq(MemberState::Active))
        .select_only()
        .column(member::Column::OrganisationId)
        .column(user::Column::Name)
        .column(user::Column::EmailAsTyped)
        .order_by_asc(member::Column::Id)
        .into_tuple()
        .all(ctx.read())
        .await?;
    let mut members = Members::new();
    for (organisation, name, email) in rows {
        members.entry(organisation).or_default().push((name, email));
    }
    Ok(members)
}
