//! Entries to be judged, with their judges: numbers from kept sums, lines a page at a time.

use std::collections::{HashMap, HashSet};

use entity::{
    PublicId, Timestamp,
    assignment::{self, AssignmentState},
    coverage_count,
    entry::{self, EntryState},
    entry_count, entry_progress,
    ids::{EditionId, EntryId, JudgeId},
    organisation,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DerivePartialModel, EntityTrait as _, ExprTrait as _,
    FromQueryResult, JoinType, QueryFilter as _, QueryOrder, QuerySelect as _, QueryTrait as _,
    RelationTrait as _, Select,
    sea_query::{Expr, Func},
};

use crate::{db, editions::Round};

pub async fn pool<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<HashMap<String, i64>, db::Error> {
    let total = Expr::col(entry_count::Column::Total.as_column_ref());
    let rows: Vec<(String, i64)> = entry_count::Entity::find()
        .filter(entry_count::Column::EditionId.eq(edition))
        .filter(entry_count::Column::State.eq(EntryState::Eligible))
        .select_only()
        .column(entry_count::Column::CategoryKey)
        .column_as(Expr::expr(Func::sum(total)).cast_as("bigint"), "total")
        .group_by(entry_count::Column::CategoryKey)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

pub async fn counts<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
) -> Result<Vec<coverage_count::Model>, db::Error> {
    let rows = coverage_count::Entity::find()
        .filter(coverage_count::Column::EditionId.eq(edition))
        .filter(coverage_count::Column::RoundKey.eq(round))
        .filter(coverage_count::Column::Total.gt(0));
    Ok(rows.all(db).await?)
}

/// Entries with fewer judges than they need. Where the judges of all are counted, an index leads to
/// them; else each entry is asked how many it has.
pub fn few_judges(
    edition: EditionId,
    round: &Round,
    withheld: &HashSet<String>,
    everybody_is_counted: bool,
) -> Condition {
    let needed = i64::from(round.min_judges);
    let in_round = entry_progress::Entity::find()
        .select_only()
        .column(entry_progress::Column::EntryId)
        .filter(entry_progress::Column::RoundKey.eq(round.key.as_str()));
    let may_be_judged = Condition::all()
        .add(entry::Column::State.eq(EntryState::Eligible))
        .add(entry::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)));
    if everybody_is_counted {
        let few = in_round
            .filter(entry_progress::Column::EditionId.eq(edition))
            .filter(entry_progress::Column::IsEligible.eq(true))
            .filter(entry_progress::Column::Assigned.lt(needed));
        return may_be_judged.add(entry::Column::Id.in_subquery(few.into_query()));
    }
    let of_entry =
        entry_progress::Column::EntryId.into_expr().eq(Expr::col(entry::Column::Id.as_column_ref()));
    let enough = in_round.filter(of_entry).filter(entry_progress::Column::Assigned.gte(needed));
    may_be_judged.add(Expr::exists(enough.into_query()).not())
}

/// Entries that one of these judges has, or had to leave.
pub fn of_judges(edition: EditionId, round: &str, judges: Vec<JudgeId>) -> Condition {
    let theirs = cells_of(edition, round).filter(assignment::Column::JudgeId.is_in(judges));
    let theirs = theirs.select_only().column(assignment::Column::EntryId).into_query();
    Condition::all().add(entry::Column::Id.in_subquery(theirs))
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Position {
    category_key: String,
    title_key: String,
    id: EntryId,
}

/// Where an entry stands that the reader may see.
pub async fn position<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    withheld: &HashSet<String>,
    id: &PublicId,
) -> Result<Option<Position>, db::Error> {
    let row = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)))
        .filter(entry::Column::PublicId.eq(id.clone()))
        .select_only()
        .columns([entry::Column::CategoryKey, entry::Column::TitleKey, entry::Column::Id]);
    Ok(row.into_model().one(db).await?)
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    pub id: EntryId,
    pub public_id: PublicId,
    pub title: String,
    pub category_key: String,
    pub organisation: String,
}

pub struct Wanted<'a> {
    pub category: Option<&'a str>,
    /// Who judges an entry of one's own is not for one to know (security bar AC-23, AC-25).
    pub withheld: &'a HashSet<String>,
    /// What else must be so.
    pub narrowed: Condition,
    pub after: Option<Position>,
}

/// The entries to be judged, of all categories or of one.
pub fn judged(
    edition: EditionId,
    category: Option<&str>,
    withheld: &HashSet<String>,
) -> Select<entry::Entity> {
    let only = category.map(|only| entry::Column::CategoryKey.eq(only));
    entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::State.eq(EntryState::Eligible))
        .filter(entry::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)))
        .filter(Condition::all().add_option(only))
}

pub async fn lines<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    wanted: Wanted<'_>,
    limit: usize,
) -> Result<Vec<Line>, db::Error> {
    let order = [entry::Column::CategoryKey, entry::Column::TitleKey, entry::Column::Id];
    let beyond = wanted.after.map(|end| {
        let place = Expr::tuple(order.map(|column| Expr::col(column.as_column_ref())));
        place.gt(Expr::tuple([end.category_key.into(), end.title_key.into(), end.id.into()]))
    });
    let rows = judged(edition, wanted.category, wanted.withheld)
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .filter(wanted.narrowed.add_option(beyond))
        .select_only()
        .columns([entry::Column::Id, entry::Column::PublicId])
        .columns([entry::Column::Title, entry::Column::CategoryKey])
        .column_as(organisation::Column::Name, "organisation")
        .limit(u64::try_from(limit).ok());
    Ok(order.into_iter().fold(rows, QueryOrder::order_by_asc).into_model().all(db).await?)
}

#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "assignment::Entity")]
pub struct Cell {
    pub public_id: PublicId,
    pub entry_id: EntryId,
    pub judge_id: JudgeId,
    pub state: AssignmentState,
    pub points: Option<i64>,
    pub touched_at: Option<Timestamp>,
}

pub async fn cells<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    entries: Vec<EntryId>,
) -> Result<Vec<Cell>, db::Error> {
    let rows = cells_of(edition, round)
        .filter(assignment::Column::EntryId.is_in(entries))
        .order_by_asc(assignment::Column::PublicId);
    Ok(rows.into_partial_model().all(db).await?)
}

fn cells_of(edition: EditionId, round: &str) -> Select<assignment::Entity> {
    let holds =
        assignment::Column::State.eq(AssignmentState::Active).and(assignment::Column::IsOpen.eq(true));
    assignment::Entity::find()
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round))
        .filter(Condition::any().add(holds).add(assignment::Column::State.eq(AssignmentState::Recused)))
}
