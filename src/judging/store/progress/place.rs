//! Where an entry stands on its judge's list: the database says, and reads neither sheets nor the list for it.

use entity::{
    PublicId,
    assignment::{self, AssignmentState, Column},
    judge_progress,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    QueryFilter as _, QuerySelect as _, QueryTrait as _,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{db, judging::access::SeenEntry};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub position: usize,
    pub total: usize,
    /// Entries with a score for every criterion.
    pub complete: usize,
    pub previous: Option<PublicId>,
    pub next: Option<PublicId>,
    /// The next one that is not handed in, round and round.
    pub next_open: Option<PublicId>,
}

#[derive(Clone, Debug, Default, FromQueryResult)]
struct Part {
    category_key: String,
    total: i64,
    complete: i64,
    before: i64,
    first: Option<PublicId>,
    last: Option<PublicId>,
    previous: Option<PublicId>,
    next: Option<PublicId>,
    first_open: Option<PublicId>,
    next_open: Option<PublicId>,
}

pub async fn of<C: ConnectionTrait>(db: &C, entry: &SeenEntry) -> Result<Place, db::Error> {
    let mut parts = parts(db, entry).await?;
    let categories = &entry.edition().document.categories;
    let order = |key: &String| (categories.iter().position(|category| category.key == *key), key.clone());
    parts.sort_by_cached_key(|part| order(&part.category_key));
    Ok(place(&parts, entry.category()))
}

/// Totals stand in kept sums, and each neighbour is a step along an index: of the list itself
/// only what is before the entry, in its category, is read to be counted.
async fn parts<C: ConnectionTrait>(db: &C, entry: &SeenEntry) -> Result<Vec<Part>, db::Error> {
    let own = entry.id();
    let id = || Expr::col(Column::PublicId.as_column_ref());
    let category = || Expr::col(judge_progress::Column::CategoryKey.as_column_ref());
    let listed = |value: Expr, condition: Condition| {
        let rows = assignment::Entity::find()
            .filter(Column::JudgeId.eq(entry.judge()))
            .filter(Column::State.eq(AssignmentState::Active))
            .filter(Column::IsOpen.eq(true))
            .filter(Column::EditionId.eq(entry.edition().id))
            .filter(Column::RoundKey.eq(entry.round().key.as_str()))
            .filter(Column::CategoryKey.into_expr().eq(category()))
            .filter(condition);
        Expr::SubQuery(None, Box::new(rows.select_only().expr(value).into_query().into()))
    };
    let (all, open) = (Condition::all, || Condition::all().add(Column::Points.is_null()));
    let (first, last) = (|| Expr::expr(Func::min(id())), || Expr::expr(Func::max(id())));
    let earlier = listed(Expr::expr(Func::count(id())), all().add(id().lt(own.clone())));
    let is_own = category().eq(entry.category());
    let total = || Expr::col(judge_progress::Column::Total.as_column_ref());
    let criteria = i64::try_from(entry.round().criteria.len()).unwrap_or(i64::MAX);
    let scored = Expr::col(judge_progress::Column::Scored.as_column_ref()).gte(criteria);
    let complete = Expr::expr(CaseStatement::new().case(scored, total()).finally(0));
    let rows = judge_progress::Entity::find()
        .filter(judge_progress::Column::JudgeId.eq(entry.judge()))
        .filter(judge_progress::Column::RoundKey.eq(entry.round().key.as_str()))
        .filter(judge_progress::Column::Total.gt(0))
        .select_only()
        .column(judge_progress::Column::CategoryKey)
        .column_as(Expr::expr(Func::sum(total())).cast_as("bigint"), "total")
        .column_as(Expr::expr(Func::sum(complete)).cast_as("bigint"), "complete")
        .column_as(Expr::expr(CaseStatement::new().case(is_own, earlier).finally(0)), "before")
        .column_as(listed(first(), all()), "first")
        .column_as(listed(last(), all()), "last")
        .column_as(listed(last(), all().add(id().lt(own.clone()))), "previous")
        .column_as(listed(first(), all().add(id().gt(own.clone()))), "next")
        .column_as(listed(first(), open().add(id().ne(own.clone()))), "first_open")
        .column_as(listed(first(), open().add(id().gt(own.clone()))), "next_open")
        .group_by(judge_progress::Column::CategoryKey);
    Ok(rows.into_model().all(db).await?)
}

fn place(parts: &[Part], category: &str) -> Place {
    let own = parts.iter().position(|part| part.category_key == category).unwrap_or_default();
    let (before, rest) = parts.split_at_checked(own).unwrap_or_default();
    let Some((own, after)) = rest.split_first() else { return Place::default() };
    let count = |n: i64| usize::try_from(n).unwrap_or_default();
    let earlier: i64 = before.iter().map(|part| part.total).sum::<i64>().saturating_add(own.before);
    let around = after.iter().chain(before).chain([own]);
    Place {
        position: count(earlier).saturating_add(1),
        total: parts.iter().map(|part| count(part.total)).sum(),
        complete: parts.iter().map(|part| count(part.complete)).sum(),
        previous: own.previous.clone().or_else(|| before.last()?.last.clone()),
        next: own.next.clone().or_else(|| after.first()?.first.clone()),
        next_open: own.next_open.clone().or_else(|| around.clone().find_map(|part| part.first_open.clone())),
    }
}

#[cfg(test)]
mod tests {
    use entity::PublicId;

    use super::{Part, place};

    fn id(letter: char) -> Option<PublicId> {
        PublicId::parse(&letter.to_string().repeat(16))
    }

    fn part(category: &str, total: i64, ends: (char, char), first_open: Option<char>) -> Part {
        Part {
            category_key: category.to_owned(),
            total,
            first: id(ends.0),
            last: id(ends.1),
            first_open: first_open.and_then(id),
            ..Part::default()
        }
    }

    /// Three categories: a, d of the first; b, c, e of the second, of which c is looked at; f of the third.
    #[test]
    fn a_list_goes_on_over_categories_and_what_is_open_is_found_round_and_round() {
        let own = |next_open: Option<char>, first_open: Option<char>| Part {
            before: 1,
            previous: id('b'),
            next: id('e'),
            next_open: next_open.and_then(id),
            ..part("two", 3, ('b', 'e'), first_open)
        };
        let parts =
            [part("one", 2, ('a', 'd'), Some('d')), own(None, Some('b')), part("three", 1, ('f', 'f'), None)];
        let found = place(&parts, "two");
        assert_eq!((found.position, found.total), (4, 6));
        assert_eq!((found.previous, found.next, found.next_open), (id('b'), id('e'), id('d')));
        let first = place(&parts[1..], "two");
        assert_eq!(first.next_open, id('b'), "the last ones looked at are those before it");
        let last = [
            part("one", 2, ('a', 'd'), Some('d')),
            Part { previous: None, next: None, ..own(Some('e'), None) },
        ];
        let alone = place(&last, "two");
        assert_eq!((alone.previous, alone.next, alone.next_open), (id('d'), None, id('e')));
    }
}
