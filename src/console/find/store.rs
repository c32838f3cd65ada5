//! Finding by the index of words; whatever is asked, few rows are read.

use entity::{
    PublicId,
    entry::{self, EntryState},
    entry_search,
    ids::EditionId,
    judge, organisation,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _,
    Select,
    sea_query::{Expr, LikeExpr, Query, SelectStatement},
};

use crate::{
    accounts::Staff,
    conflicts::not_conflicted,
    db,
    entries::finding::{self, hits},
    text::pattern,
};

/// Of the first so many that hold the words, the best are shown.
const LOOKED_AT: u64 = 200;

#[derive(Debug, FromQueryResult)]
pub struct Entry {
    pub public_id: PublicId,
    pub title: String,
    pub organisation: String,
    pub category_key: String,
    pub state: EntryState,
}

/// Entries whose number or a word of whose title, contact or organisation begins so, but those of
/// which the reader may not know. Too short a word leads nowhere.
pub async fn entries<C: ConnectionTrait>(
    db: &C,
    staff: Option<&Staff>,
    edition: EditionId,
    words: &[String],
) -> Result<Vec<Entry>, db::Error> {
    if !words.iter().any(|word| finding::is_indexed(word)) {
        return Ok(Vec::new());
    }
    let rows = found(db, staff, edition, words)
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .select_only()
        .columns([
            entry::Column::PublicId,
            entry::Column::Title,
            entry::Column::CategoryKey,
            entry::Column::State,
        ])
        .column_as(organisation::Column::Name, "organisation")
        .limit(LOOKED_AT);
    Ok(rows.into_model().all(db).await?)
}

fn found<C: ConnectionTrait>(
    db: &C,
    staff: Option<&Staff>,
    edition: EditionId,
    words: &[String],
) -> Select<entry::Entity> {
    let ids = first_hits(db, edition, words);
    let begin = words.iter().fold(Condition::all(), |all, word| {
        let number = begins(entry_search::Column::Number, word);
        all.add(
            number.or(begins(entry_search::Column::Text, word)).or(inside(entry_search::Column::Text, word)),
        )
    });
    let of_entry = entry_search::Entity::find()
        .select_only()
        .column(entry_search::Column::EntryId)
        .filter(entry_search::Column::EditionId.eq(edition))
        .filter(entry_search::Column::EntryId.in_subquery(ids))
        .filter(begin);
    entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::Id.in_subquery(of_entry.into_query()))
        .filter(Condition::all().add_option(staff.map(not_conflicted)))
}

/// What the index leads to, and no more than are counted in a list.
fn first_hits<C: ConnectionTrait>(db: &C, edition: EditionId, words: &[String]) -> SelectStatement {
    let hits = hits(db.get_database_backend(), edition, words).limit(finding::MOST).take();
    Query::select().column("id").from_subquery(hits, "hit").take()
}

fn begins(column: entry_search::Column, word: &str) -> Expr {
    like(column, pattern(word).trim_start_matches('%').to_owned())
}

fn inside(column: entry_search::Column, word: &str) -> Expr {
    like(column, format!("% {}", pattern(word).trim_start_matches('%')))
}

fn like(column: entry_search::Column, pattern: String) -> Expr {
    Expr::col(column.as_column_ref()).like(LikeExpr::new(pattern).escape('\\'))
}

/// The organisations of those entries.
pub async fn organisations<C: ConnectionTrait>(
    db: &C,
    staff: Option<&Staff>,
    edition: EditionId,
    words: &[String],
) -> Result<Vec<organisation::Model>, db::Error> {
    if !words.iter().any(|word| finding::is_indexed(word)) {
        return Ok(Vec::new());
    }
    let of_entries = found(db, staff, edition, words).select_only().column(entry::Column::OrganisationId);
    let rows = organisation::Entity::find()
        .filter(organisation::Column::Id.in_subquery(of_entries.into_query()))
        .order_by_asc(organisation::Column::NameKey)
        .order_by_asc(organisation::Column::Id)
        .limit(LOOKED_AT);
    Ok(rows.all(db).await?)
}

/// The judges of an edition, who are few.
pub async fn judges<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<judge::Model>, db::Error> {
    let rows = judge::Entity::find().filter(judge::Column::EditionId.eq(edition));
    Ok(rows.order_by_asc(judge::Column::Id).all(db).await?)
}
