//! Which entries a list shows, by the sums that the database keeps.

use entity::{entry, entry_count, ids::EditionId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QuerySelect as _, RelationTrait as _, Select,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{console::input::Listing, db};

/// To read an entry by its key takes as long as to pass over so many in the order of an index.
const PASSED_OVER: u64 = 10;

/// Entries of an edition, from sums.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kept {
    all: u64,
    /// Those that fit the filters of a listing.
    pub matching: u64,
}

#[derive(Debug, FromQueryResult)]
struct Sums {
    of_all: i64,
    of_matching: i64,
}

impl Kept {
    /// Whether it is less to read these than to pass over the others until a page is full.
    pub const fn is_few(self, count: u64, listing: &Listing) -> bool {
        count.saturating_mul(count).saturating_mul(PASSED_OVER) < self.all.saturating_mul(listing.limit)
    }
}

pub async fn kept<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    listing: &Listing,
) -> Result<Kept, db::Error> {
    let total = || Expr::col(entry_count::Column::Total.as_column_ref());
    let sum = |of: Expr| Func::coalesce([Func::sum(of).into(), Expr::value(0_i64)]).cast_as("bigint");
    let matching = CaseStatement::new().case(fitting(listing), total());
    let sums = entry_count::Entity::find()
        .filter(entry_count::Column::EditionId.eq(edition))
        .select_only()
        .column_as(sum(total()), "of_all")
        .column_as(sum(matching.into()), "of_matching");
    let sums: Option<Sums> = sums.into_model().one(db).await?;
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    Ok(sums
        .map(|sums| Kept { all: count(sums.of_all), matching: count(sums.of_matching) })
        .unwrap_or_default())
}

/// The entries that fit the filters, from their sums.
pub fn counted(edition: EditionId, listing: &Listing) -> Select<entry_count::Entity> {
    entry_count::Entity::find()
        .join(JoinType::InnerJoin, entry_count::Relation::Entry.def())
        .filter(entry_count::Column::EditionId.eq(edition))
        .filter(entry_count::Column::Total.gt(0))
        .filter(fitting(listing))
        .select_only()
        .column(entry::Column::Id)
}

fn fitting(listing: &Listing) -> Condition {
    let chosen = |column: entry_count::Column, value: &Option<String>| value.as_deref().map(|v| column.eq(v));
    Condition::all()
        .add(Expr::value(true))
        .add_option(
            listing.states.as_ref().map(|states| entry_count::Column::State.is_in(states.iter().copied())),
        )
        .add_option(chosen(entry_count::Column::CategoryKey, &listing.category))
        .add_option(chosen(entry_count::Column::EntrantCountry, &listing.country))
        .add_option(chosen(entry_count::Column::EntrantKind, &listing.kind))
}
