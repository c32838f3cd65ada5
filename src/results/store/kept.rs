//! Places in a category from what is kept of each entry: the rest of the round is not ranked.
//!
//! Sums and counts of sheets tell which mean is better, exactly, while all sheets of the round give
//! a score for each criterion ([`crate::judging::points::are_alike`]).

use entity::{
    PublicId,
    entry::{self, EntryState},
    entry_progress::{self, Column},
    ids::{EditionId, EntryId},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
    Select,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{
    db,
    editions::{Category, Round},
};

/// The others of a category, beside one entry.
#[derive(Clone, Debug, Default)]
pub struct Others {
    pub ranked: usize,
    pub better: usize,
    pub tied: Vec<Tied>,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Tied {
    pub public_id: PublicId,
    pub title: String,
}

#[derive(Debug, FromQueryResult)]
struct Counts {
    ranked: i64,
    better: i64,
}

/// How the other ranked entries of a category stand to this one.
pub async fn others<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
    category: &Category,
    id: EntryId,
) -> Result<Others, db::Error> {
    let key = (id, round.key.clone());
    let own = entry_progress::Entity::find_by_id(key).one(db).await?;
    let (points, done, mean) = own.map_or((0, 0, None), |own| (own.points, own.done, own.mean));
    // points / done > own points / own done, both counts being above zero.
    let theirs = || Expr::col(Column::Points.as_column_ref()).mul(done);
    let ours = || Expr::col(Column::Done.as_column_ref()).mul(points);
    let better = CaseStatement::new().case(theirs().gt(ours()), 1).finally(0);
    let better = Func::coalesce([Expr::expr(Func::sum(better)), Expr::value(0)]).cast_as("bigint");
    let counts = ranked(edition, round, category)
        .select_only()
        .column_as(Column::EntryId.count(), "ranked")
        .column_as(better, "better")
        .into_model::<Counts>()
        .one(db)
        .await?
        .unwrap_or(Counts { ranked: 0, better: 0 });
    let alike = ranked(edition, round, category)
        .filter(Column::Mean.eq(mean))
        .filter(theirs().eq(ours()))
        .filter(Column::EntryId.ne(id));
    let mut tied: Vec<Tied> = match category.pool {
        Some(_) => alike,
        None => alike.join(JoinType::InnerJoin, entry_progress::Relation::Entry.def()),
    }
    .select_only()
    .column(entry::Column::PublicId)
    .column(entry::Column::Title)
    .into_model()
    .all(db)
    .await?;
    tied.sort_by(|a, b| a.public_id.as_str().cmp(b.public_id.as_str()));
    let count = |n: i64| usize::try_from(n).unwrap_or_default();
    Ok(Others { ranked: count(counts.ranked), better: count(counts.better), tied })
}

/// The best of a category, so many and all that are as good as the last of them.
pub async fn leading<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
    category: &Category,
    places: u64,
) -> Result<Vec<EntryId>, db::Error> {
    let best = || ranked(edition, round, category).select_only().order_by_desc(Column::Mean);
    let last: Option<i64> = best().column(Column::Mean).offset(places).limit(1).into_tuple().one(db).await?;
    let best = best().column(Column::EntryId);
    Ok(best
        .filter(Condition::all().add_option(last.map(|last| Column::Mean.gte(last))))
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether one of these open categories has an entry that stands in a derived one.
pub async fn draws_from<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    category: &Category,
    open: impl Iterator<Item = &str>,
) -> Result<bool, db::Error> {
    let Some(pool) = &category.pool else { return Ok(false) };
    let from = open.filter(|key| pool.from.iter().any(|from| from == key));
    let rows = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::State.eq(EntryState::Eligible))
        .filter(entry::Column::CategoryKey.is_in(from))
        .filter(of_kind(&pool.organisation_kinds));
    Ok(rows.count(db).await? > 0)
}

/// Entries of a category with enough judges for a rank.
pub fn ranked(edition: EditionId, round: &Round, category: &Category) -> Select<entry_progress::Entity> {
    let rows = entry_progress::Entity::find()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::RoundKey.eq(round.key.as_str()))
        .filter(Column::CategoryKey.is_in(sources(category)))
        .filter(Column::IsEligible.eq(true))
        .filter(Column::Mean.is_not_null())
        .filter(Column::Done.gte(i64::from(round.min_judges)));
    match &category.pool {
        Some(pool) => rows
            .join(JoinType::InnerJoin, entry_progress::Relation::Entry.def())
            .filter(of_kind(&pool.organisation_kinds)),
        None => rows,
    }
}

/// The categories whose entries stand in this one.
pub fn sources(category: &Category) -> &[String] {
    category.pool.as_ref().map_or(std::slice::from_ref(&category.key), |pool| pool.from.as_slice())
}

pub fn of_kind(kinds: &[String]) -> Condition {
    Condition::all().add_option((!kinds.is_empty()).then(|| entry::Column::EntrantKind.is_in(kinds)))
}
