//! The entries of a category a page at a time, and how many there are.

use std::collections::HashMap;

use entity::{
    PublicId,
    assignment::{self, AssignmentState},
    entry::{self, EntryState},
    entry_count,
    entry_progress::{self, Column},
    ids::{EditionId, EntryId},
    shortlisted::{self, ShortlistMethod},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    JoinType, QueryFilter as _, QueryOrder, QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
    sea_query::{CaseStatement, Expr, Func},
};

use super::kept::{of_kind, ranked, sources};
use crate::{
    db,
    editions::{Category, Round},
};

const PUT_OUT: [EntryState; 3] = [EntryState::Ineligible, EntryState::Withdrawn, EntryState::Disqualified];

#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub id: EntryId,
    /// From 1; none without enough judges, and for what was put out.
    pub rank: Option<usize>,
    pub tie: bool,
}

/// The entries of a category in a round.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    pub edition: EditionId,
    pub round: &'a Round,
    pub category: &'a Category,
    /// Whether one of them was put out; who knows that there is none need not look.
    pub has_put_out: bool,
}

/// Where a page begins.
#[derive(Clone, Debug, FromQueryResult)]
pub struct After {
    id: EntryId,
    state: EntryState,
    title_key: String,
    done: Option<i64>,
    mean: Option<i64>,
}

/// In this order they follow each other: ranked ones by mean, then two parts by title.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Ranked,
    Unranked,
    PutOut,
}

impl After {
    fn part(&self, round: &Round) -> Part {
        match (self.state, self.mean) {
            (EntryState::Eligible, Some(_)) if self.done >= Some(i64::from(round.min_judges)) => Part::Ranked,
            (EntryState::Eligible, _) => Part::Unranked,
            _ => Part::PutOut,
        }
    }
}

/// The place of an entry of the category among the others. Where another entry would stand is not
/// told: it may be one whose result is kept from who asks.
pub async fn after<C: ConnectionTrait>(
    db: &C,
    of: List<'_>,
    id: &PublicId,
) -> Result<Option<After>, db::Error> {
    let in_round = Expr::col(Column::RoundKey.as_column_ref()).eq(of.round.key.as_str());
    let progress = entry_progress::Relation::Entry.def().rev();
    let progress = progress.on_condition(move |_, _| Condition::all().add(in_round.clone()));
    let row = entry::Entity::find()
        .join(JoinType::LeftJoin, progress)
        .filter(entry::Column::EditionId.eq(of.edition))
        .filter(in_category(of.category))
        .filter(entry::Column::PublicId.eq(id.clone()))
        .select_only()
        .columns([entry::Column::Id, entry::Column::State, entry::Column::TitleKey])
        .columns([Column::Done, Column::Mean]);
    Ok(row.into_model().one(db).await?)
}

/// So many entries of a category, in order.
pub async fn page<C: ConnectionTrait>(
    db: &C,
    of: List<'_>,
    after: Option<&After>,
    wanted: usize,
) -> Result<Vec<Place>, db::Error> {
    let begin = after.map_or(Part::Ranked, |after| after.part(of.round));
    let mut page = Vec::new();
    if begin == Part::Ranked {
        page = ranked_places(db, of, after, wanted).await?;
    }
    for part in [Part::Unranked, Part::PutOut] {
        let left = wanted.saturating_sub(page.len());
        if part >= begin && left > 0 {
            let after = after.filter(|_| part == begin);
            page.extend(by_title(db, of, part, after, left).await?);
        }
    }
    Ok(page)
}

#[derive(Clone, Copy, FromQueryResult)]
struct Ranked {
    entry_id: EntryId,
    mean: i64,
}

#[derive(Default, FromQueryResult)]
struct Before {
    better: i64,
    level: i64,
}

/// By mean, which is cut off after six digits: two that differ do so there too, as long as none of
/// the entries has more than a thousand judges.
async fn ranked_places<C: ConnectionTrait>(
    db: &C,
    of: List<'_>,
    after: Option<&After>,
    wanted: usize,
) -> Result<Vec<Place>, db::Error> {
    let line = Expr::tuple([Column::Mean, Column::EntryId].map(|column| Expr::col(column.as_column_ref())));
    let beyond = after.map(|after| {
        let end = Expr::tuple([Expr::value(after.mean), Expr::value(after.id)]);
        Condition::all().add(Column::Mean.lte(after.mean)).add(line.lt(end))
    });
    // In the order of an index, of each category or of the round.
    let rows: Vec<Ranked> = ranked(of.edition, of.round, of.category)
        .filter(Condition::all().add_option(beyond))
        .select_only()
        .columns([Column::EntryId, Column::Mean])
        .order_by_desc(Column::Mean)
        .order_by_desc(Column::EntryId)
        .limit(u64::try_from(wanted).ok())
        .into_model()
        .all(db)
        .await?;
    let before = match rows.first().filter(|_| after.is_some()) {
        Some(first) => before(db, of, *first).await?,
        None => Before::default(),
    };
    let count = |n: i64| usize::try_from(n).unwrap_or_default();
    let (better, level) = (count(before.better), count(before.level));
    let mut rank = better.saturating_add(1);
    let mut places = Vec::new();
    let mut last = None;
    for (number, row) in rows.iter().enumerate() {
        let next = rows.get(number.saturating_add(1));
        let as_last = last.map_or(level > 0, |mean| mean == row.mean);
        if last.is_some() && !as_last {
            rank = better.saturating_add(level).saturating_add(number).saturating_add(1);
        }
        let tie = as_last || next.is_some_and(|next| next.mean == row.mean);
        places.push(Place { id: row.entry_id, rank: Some(rank), tie });
        last = Some(row.mean);
    }
    Ok(places)
}

/// How many are better than the first of a page, and how many as good stand before it.
async fn before<C: ConnectionTrait>(db: &C, of: List<'_>, first: Ranked) -> Result<Before, db::Error> {
    let sum = |counts: Condition| {
        let counts = CaseStatement::new().case(counts, 1).finally(0);
        Func::coalesce([Expr::expr(Func::sum(counts)), Expr::value(0)]).cast_as("bigint")
    };
    let is_level = Condition::all().add(Column::Mean.eq(first.mean)).add(Column::EntryId.gt(first.entry_id));
    let row = ranked(of.edition, of.round, of.category)
        .filter(Column::Mean.gte(first.mean))
        .select_only()
        .column_as(sum(Condition::all().add(Column::Mean.gt(first.mean))), "better")
        .column_as(sum(is_level), "level");
    Ok(row.into_model().one(db).await?.unwrap_or_default())
}

async fn by_title<C: ConnectionTrait>(
    db: &C,
    of: List<'_>,
    part: Part,
    after: Option<&After>,
    wanted: usize,
) -> Result<Vec<Place>, db::Error> {
    let in_part = match (part, &of.category.pool) {
        (Part::PutOut, None) if of.has_put_out => was_judged(of.edition, of.round),
        (Part::PutOut, _) => return Ok(Vec::new()),
        _ => {
            Condition::all().add(entry::Column::State.eq(EntryState::Eligible)).add(has_rank(of.round).not())
        }
    };
    let order = [entry::Column::TitleKey, entry::Column::Id];
    let beyond = after.map(|after| {
        let line = Expr::tuple(order.map(|column| Expr::col(column.as_column_ref())));
        line.gt(Expr::tuple([Expr::value(after.title_key.as_str()), Expr::value(after.id)]))
    });
    let rows = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(of.edition))
        .filter(in_part.add(in_category(of.category)).add_option(beyond))
        .select_only()
        .column(entry::Column::Id)
        .limit(u64::try_from(wanted).ok());
    let ids: Vec<EntryId> =
        order.into_iter().fold(rows, QueryOrder::order_by_asc).into_tuple().all(db).await?;
    Ok(ids.into_iter().map(|id| Place { id, rank: None, tie: false }).collect())
}

fn has_rank(round: &Round) -> Expr {
    let judged = entry_progress::Entity::find()
        .filter(Column::EntryId.into_expr().eq(entry::Column::Id.into_expr()))
        .filter(Column::RoundKey.eq(round.key.as_str()))
        .filter(Column::Mean.is_not_null())
        .filter(Column::Done.gte(i64::from(round.min_judges)));
    Expr::exists(judged.select_only().column(Column::EntryId).into_query())
}

/// Put out after someone had it to judge.
fn was_judged(edition: EditionId, round: &Round) -> Condition {
    let judged = assignment::Entity::find()
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(assignment::Column::State.is_in([AssignmentState::Active, AssignmentState::Recused]))
        .filter(assignment::Column::EntryId.into_expr().eq(entry::Column::Id.into_expr()))
        .select_only()
        .column(assignment::Column::Id);
    Condition::all().add(entry::Column::State.is_in(PUT_OUT)).add(Expr::exists(judged.into_query()))
}

fn in_category(category: &Category) -> Condition {
    let from = entry::Column::CategoryKey.is_in(sources(category));
    let kinds = category.pool.as_ref().map(|pool| of_kind(&pool.organisation_kinds));
    Condition::all().add(from).add_option(kinds)
}

/// How many entries stand in each category, and on its shortlist.
#[derive(Debug)]
pub struct Sizes {
    eligible: Vec<Size>,
    put_out: HashMap<String, i64>,
    listed: Vec<ListedSize>,
}

#[derive(Debug, FromQueryResult)]
struct Size {
    category_key: String,
    kind: String,
    total: i64,
}

#[derive(Debug, FromQueryResult)]
struct ListedSize {
    list: String,
    method: ShortlistMethod,
    #[sea_orm(nested)]
    of: Size,
}

impl Sizes {
    pub fn entries(&self, category: &Category) -> usize {
        let eligible: i64 =
            self.eligible.iter().filter(|size| size.is_in(category)).map(|size| size.total).sum();
        let put_out = self.put_out(category);
        usize::try_from(eligible.saturating_add(put_out)).unwrap_or_default()
    }

    /// Put out after they were judged.
    pub fn put_out(&self, category: &Category) -> i64 {
        self.put_out.get(&category.key).copied().unwrap_or_default()
    }

    /// On the shortlist by rule, and by hand.
    pub fn shortlisted(&self, category: &Category) -> [usize; 2] {
        [ShortlistMethod::Rule, ShortlistMethod::Hand].map(|method| {
            let listed = self.listed.iter().filter(|size| size.list == category.key && size.method == method);
            let total: i64 = listed.filter(|size| size.of.is_in(category)).map(|size| size.of.total).sum();
            usize::try_from(total).unwrap_or_default()
        })
    }
}

impl Size {
    fn is_in(&self, category: &Category) -> bool {
        match &category.pool {
            Some(pool) => pool.holds(&self.category_key, &self.kind),
            None => self.category_key == category.key,
        }
    }
}

pub async fn sizes<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
) -> Result<Sizes, db::Error> {
    let total = Func::sum(Expr::col(entry_count::Column::Total.as_column_ref()));
    let eligible = entry_count::Entity::find()
        .filter(entry_count::Column::EditionId.eq(edition))
        .filter(entry_count::Column::State.eq(EntryState::Eligible))
        .select_only()
        .column(entry_count::Column::CategoryKey)
        .column_as(entry_count::Column::EntrantKind, "kind")
        .column_as(Expr::expr(total).cast_as("bigint"), "total")
        .group_by(entry_count::Column::CategoryKey)
        .group_by(entry_count::Column::EntrantKind);
    // From those whom judges had, and who may be judged no more: few, and an index leads to them.
    let put_out: Vec<(String, i64)> = entry_progress::Entity::find()
        .join(JoinType::InnerJoin, entry_progress::Relation::Entry.def())
        .filter(Column::EditionId.eq(edition))
        .filter(Column::RoundKey.eq(round.key.as_str()))
        .filter(Column::IsEligible.eq(false))
        .filter(was_judged(edition, round))
        .select_only()
        .column(entry::Column::CategoryKey)
        .column_as(entry::Column::Id.count(), "total")
        .group_by(entry::Column::CategoryKey)
        .into_tuple()
        .all(db)
        .await?;
    Ok(Sizes {
        eligible: eligible.into_model().all(db).await?,
        put_out: put_out.into_iter().collect(),
        listed: on_lists(edition, round).into_model().all(db).await?,
    })
}

fn on_lists(edition: EditionId, round: &Round) -> Select<shortlisted::Entity> {
    shortlisted::Entity::find()
        .join(JoinType::InnerJoin, shortlisted::Relation::Entry.def())
        .filter(shortlisted::Column::EditionId.eq(edition))
        .filter(shortlisted::Column::RoundKey.eq(round.key.as_str()))
        .filter(entry::Column::State.eq(EntryState::Eligible))
        .select_only()
        .column_as(shortlisted::Column::CategoryKey, "list")
        .column(shortlisted::Column::Method)
        .column(entry::Column::CategoryKey)
        .column_as(entry::Column::EntrantKind, "kind")
        .column_as(shortlisted::Column::Id.count(), "total")
        .group_by(shortlisted::Column::CategoryKey)
        .group_by(shortlisted::Column::Method)
        .group_by(entry::Column::CategoryKey)
        .group_by(entry::Column::EntrantKind)
}
