//! What is known of earlier editions.

mod lines;

pub use lines::{add, recognise, remove};

use entity::{
    edition::{self, EditionState},
    entry::{self, EntryState},
    history,
    ids::{EditionId, OrganisationId, ProgrammeId},
    organisation, programme,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _,
    sea_query::SelectStatement,
};

use super::{ENTERED, MOST_PAST, Past};
use crate::db;

pub async fn programme<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<ProgrammeId>, db::Error> {
    let row = programme::Entity::find().filter(programme::Column::Slug.eq(slug)).one(db);
    Ok(row.await?.map(|row| row.id))
}

#[derive(FromQueryResult)]
struct Found {
    year: i32,
    category: String,
    title: String,
    honour: Option<String>,
}

impl From<Found> for Past {
    fn from(row: Found) -> Self {
        let honour = row.honour.unwrap_or_else(|| ENTERED.to_owned());
        Self { year: row.year, category: row.category, title: row.title, honour }
    }
}

/// What was imported about an organisation, from before a year, the newest first. It is known by
/// its name and country, so that it need not have been here then. Entries of a year that was held
/// here are left out, for they are there already.
pub async fn imported<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    before: i32,
    organisation: &organisation::Model,
) -> Result<Vec<Past>, db::Error> {
    let held = edition::Entity::find().select_only().column(edition::Column::Year);
    let held = held
        .filter(edition::Column::ProgrammeId.in_subquery(programme_of(edition)))
        .filter(edition::Column::State.ne(EditionState::Draft))
        .into_query();
    let is_new = Condition::any()
        .add(history::Column::Honour.ne(ENTERED))
        .add(history::Column::Year.not_in_subquery(held));
    let rows = history::Entity::find()
        .select_only()
        .columns([
            history::Column::Year,
            history::Column::Category,
            history::Column::Title,
            history::Column::Honour,
        ])
        .filter(history::Column::ProgrammeId.in_subquery(programme_of(edition)))
        .filter(history::Column::MatchKey.eq(&organisation.match_key))
        .filter(history::Column::Country.eq(&organisation.country))
        .filter(history::Column::Year.lt(before))
        .filter(is_new)
        .order_by_desc(history::Column::Year)
        .order_by_asc(history::Column::Id)
        .limit(u64::from(MOST_PAST));
    Ok(rows.into_model::<Found>().all(db).await?.into_iter().map(Past::from).collect())
}

/// What an organisation entered in earlier editions that were held here, the newest first.
pub async fn entered<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    before: i32,
    organisation: OrganisationId,
) -> Result<Vec<Past>, db::Error> {
    let counts = [EntryState::Submitted, EntryState::Incomplete, EntryState::Eligible];
    let rows = entry::Entity::find()
        .select_only()
        .column(edition::Column::Year)
        .column_as(entry::Column::CategoryKey, "category")
        .column(entry::Column::Title)
        .join(JoinType::InnerJoin, entry::Relation::Edition.def())
        .filter(entry::Column::OrganisationId.eq(organisation))
        .filter(entry::Column::State.is_in(counts))
        .filter(edition::Column::ProgrammeId.in_subquery(programme_of(edition)))
        .filter(edition::Column::Year.lt(before))
        .order_by_desc(edition::Column::Year)
        .order_by_asc(entry::Column::Id)
        .limit(u64::from(MOST_PAST));
    Ok(rows.into_model::<Found>().all(db).await?.into_iter().map(Past::from).collect())
}

fn programme_of(edition: EditionId) -> SelectStatement {
    let row = edition::Entity::find().select_only().column(edition::Column::ProgrammeId);
    row.filter(edition::Column::Id.eq(edition)).into_query()
}
