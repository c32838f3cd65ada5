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
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationDef,
};

use super::{PAGE, category_title, entries::to_version, forms, is_full, to_organisation};
use crate::{
    context::Ctx,
    editions::Edition,
    entries::Content,
    exports::{
        Cell, ExportError, SafeCsv, fields,
        stream::{Table, text},
    },
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

/// The columns after the answers.
const LAST: [&str; 1] = ["category_title"];

pub struct Contacts {
    edition: Edition,
    fields: Vec<String>,
    phones: Vec<String>,
    after: EntryId,
}

type Row = (EntryId, PublicId, String, EntryState, String, OrganisationId, String, String, Option<String>);
type Members = HashMap<OrganisationId, Vec<(String, String)>>;

impl Contacts {
    /// All entries, drafts too: their owners are written to before the deadline.
    pub async fn new(ctx: &Ctx, edition: &Edition) -> Result<Self, ExportError> {
        let forms = forms(ctx, edition).await?;
        let (fields, phones) =
            (fields::fields(&forms, fields::is_contact), fields::fields(&forms, fields::is_phone));
        Ok(Self { edition: edition.clone(), fields, phones, after: EntryId(0) })
    }

    fn write(&self, row: &Row, members: &Members, csv: &mut SafeCsv) -> Result<(), ExportError> {
        let (_, id, category, state, title, owner, organisation, country, content) = row;
        let content = content.as_deref().map(serde_json::from_str::<Content>).transpose()?;
        let mut answers = content.map(fields::by_field).unwrap_or_default();
        fields::dial(&self.phones, &mut answers, country);
        let path = self.edition.path();
        let nobody = [(String::new(), String::new())];
        let people = members.get(owner).map_or(nobody.as_slice(), Vec::as_slice);
        for (name, email) in people {
            let fixed = [
                text(&path),
                text(id.as_str()),
                text(category),
                text(state.as_str()),
                text(title),
                text(organisation),
                text(country),
                text(name),
                text(email),
            ];
            let answers: Vec<Cell<'_>> = fields::cells(&self.fields, &answers).collect();
            csv.row(fixed.into_iter().chain(answers).chain([category_title(&self.edition, category)]))?;
        }
        Ok(())
    }
}

impl Table for Contacts {
    fn columns(&self) -> Vec<String> {
        fields::columns(&FIXED, &self.fields, &LAST)
    }

    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let rows = query(ctx, &self.edition, self.after).await?;
        let members = members(ctx, rows.iter().map(|row| row.5).collect()).await?;
        for row in &rows {
            self.write(row, &members, csv)?;
            self.after = row.0;
        }
        Ok(is_full(rows.len(), PAGE))
    }
}

async fn query(ctx: &Ctx, edition: &Edition, after: EntryId) -> Result<Vec<Row>, ExportError> {
    let rows = entry::Entity::find()
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
        .column(entry::Column::Title)
        .column(organisation::Column::Id)
        .column(organisation::Column::Name)
        .column(organisation::Column::Country)
        .column(submitted_version::Column::Content);
    Ok(rows.into_tuple().all(ctx.read()).await?)
}

async fn members(ctx: &Ctx, organisations: Vec<OrganisationId>) -> Result<Members, ExportError> {
    let to_user: RelationDef =
        member::Entity::belongs_to(user::Entity).from(member::Column::UserId).to(user::Column::Id).into();
    let rows: Vec<(OrganisationId, String, String)> = member::Entity::find()
        .join(JoinType::InnerJoin, to_user)
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
