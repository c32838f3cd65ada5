//! The entry itself.

use entity::{
    entry::{self, EntryState},
    ids::{EditionId, EntryId, OrganisationId},
    organisation,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _,
    ExprTrait as _, FromQueryResult, QueryFilter as _, QuerySelect as _, UpdateMany, prelude::Expr,
    sea_query::CaseStatement,
};

use crate::{
    accounts::Person,
    context::Ctx,
    db::{self, WriteTx},
    editions::{Edition, Open},
    entries::access::OwnEntry,
    organisations::OwnOrganisation,
    text::sort_key,
};

/// In which category an entry begins, while what is open, and as what kind of organisation.
pub struct Chosen {
    pub open: Open,
    pub category: String,
    pub kind: String,
}

pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    person: &Person,
    edition: &Edition,
    organisation: &OwnOrganisation,
    chosen: Chosen,
) -> Result<entry::Model, db::Error> {
    let row = entry::ActiveModel {
        public_id: Set(ctx.new_id()?),
        edition_id: Set(edition.id),
        organisation_id: Set(organisation.row().id),
        category_key: Set(chosen.category),
        organisation_kind: Set(chosen.kind),
        state: Set(EntryState::Draft),
        title: Set(String::new()),
        search_text: Set(String::new()),
        title_key: Set(String::new()),
        created_by: Set(person.user),
        created_at: Set(chosen.open.at()),
        updated_at: Set(chosen.open.at()),
        submitted_at: Set(None),
        submitted_number: Set(None),
        return_until: Set(None),
        state_reason: Set(String::new()),
        version: Set(1),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

/// The kind under which an organisation takes part in an edition already.
pub async fn kind_in<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    organisation: OrganisationId,
) -> Result<Option<String>, db::Error> {
    let row = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::OrganisationId.eq(organisation))
        .filter(entry::Column::State.ne(EntryState::Withdrawn))
        .filter(entry::Column::OrganisationKind.ne(""))
        .one(db);
    Ok(row.await?.map(|row| row.organisation_kind))
}

/// What kind of organisation enters, for queries that join the organisation: that of its
/// entry, or else its own.
pub fn kind() -> Expr {
    let of_entry = Expr::col(entry::Column::OrganisationKind.as_column_ref());
    let own = Expr::col(organisation::Column::Kind.as_column_ref());
    CaseStatement::new().case(of_entry.clone().ne(""), of_entry).finally(own).into()
}

/// An entry as the rules of its edition count it.
#[derive(FromQueryResult)]
pub struct Counted {
    pub id: EntryId,
    pub state: EntryState,
    pub category_key: String,
}

pub async fn owners<C: ConnectionTrait>(
    db: &C,
    entries: &[&entry::Model],
) -> Result<Vec<organisation::Model>, db::Error> {
    let ids = entries.iter().map(|entry| entry.organisation_id);
    Ok(organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?)
}

/// All entries of an organisation in an edition but the withdrawn ones.
pub async fn of_organisation<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    organisation: OrganisationId,
) -> Result<Vec<Counted>, db::Error> {
    let rows = entry::Entity::find()
        .select_only()
        .columns([entry::Column::Id, entry::Column::State, entry::Column::CategoryKey])
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::OrganisationId.eq(organisation))
        .filter(entry::Column::State.ne(EntryState::Withdrawn))
        .into_model()
        .all(db);
    Ok(rows.await?)
}

/// Notes that an answer or file has changed; a draft's title with it.
pub async fn touch(tx: &WriteTx, open: Open, own: &OwnEntry, title: Option<String>) -> Result<(), db::Error> {
    let mut update = entry::Entity::update_many()
        .col_expr(entry::Column::UpdatedAt, Expr::value(open.at()))
        .filter(entry::Column::Id.eq(own.entry().id));
    if let Some(title) = title {
        update = update
            .col_expr(entry::Column::TitleKey, Expr::value(sort_key(&title)))
            .col_expr(entry::Column::Title, Expr::value(title));
    }
    update.exec(&**tx).await?;
    Ok(())
}

/// Moves an entry to another category if it still has this version; whether it had.
pub async fn set_category(
    tx: &WriteTx,
    open: Open,
    own: &OwnEntry,
    version: i64,
    category: &str,
) -> Result<bool, db::Error> {
    let update = next_version(open, own)
        .col_expr(entry::Column::CategoryKey, Expr::value(category))
        .filter(entry::Column::Version.eq(version));
    Ok(update.exec(&**tx).await?.rows_affected == 1)
}

pub async fn set_submitted(
    tx: &WriteTx,
    open: Open,
    own: &OwnEntry,
    number: i32,
    title: String,
    search_text: String,
) -> Result<(), db::Error> {
    let update = next_version(open, own)
        .col_expr(entry::Column::State, Expr::value(EntryState::Submitted))
        .col_expr(entry::Column::OrganisationKind, Expr::value(own.kind()))
        .col_expr(entry::Column::StateReason, Expr::value(""))
        .col_expr(entry::Column::ReturnUntil, Expr::value(None::<i64>))
        .col_expr(entry::Column::TitleKey, Expr::value(sort_key(&title)))
        .col_expr(entry::Column::Title, Expr::value(title))
        .col_expr(entry::Column::SearchText, Expr::value(search_text))
        .col_expr(entry::Column::SubmittedAt, Expr::value(open.at()))
        .col_expr(entry::Column::SubmittedNumber, Expr::value(number));
    update.exec(&**tx).await?;
    Ok(())
}

pub async fn set_withdrawn(tx: &WriteTx, open: Open, own: &OwnEntry, reason: &str) -> Result<(), db::Error> {
    let update = next_version(open, own)
        .col_expr(entry::Column::State, Expr::value(EntryState::Withdrawn))
        .col_expr(entry::Column::StateReason, Expr::value(reason))
        .col_expr(entry::Column::ReturnUntil, Expr::value(None::<i64>));
    update.exec(&**tx).await?;
    Ok(())
}

/// Marks a locked, withdrawn entry as submitted again.
pub async fn set_reinstated(tx: &WriteTx, open: Open, own: &OwnEntry) -> Result<(), db::Error> {
    let update = next_version(open, own)
        .col_expr(entry::Column::State, Expr::value(EntryState::Submitted))
        .col_expr(entry::Column::StateReason, Expr::value(""));
    update.exec(&**tx).await?;
    Ok(())
}

/// Deletes a locked draft, whose answers and files are gone already.
pub async fn delete(tx: &WriteTx, own: &OwnEntry) -> Result<(), db::Error> {
    entry::Entity::delete_by_id(own.entry().id).exec(&**tx).await?;
    Ok(())
}

fn next_version(open: Open, own: &OwnEntry) -> UpdateMany<entry::Entity> {
    entry::Entity::update_many()
        .col_expr(entry::Column::Version, Expr::col(entry::Column::Version).add(1))
        .col_expr(entry::Column::UpdatedAt, Expr::value(open.at()))
        .filter(entry::Column::Id.eq(own.entry().id))
}
