//! Counts for the dashboard: sums that the database keeps, whatever the size. Like the list they
//! leave out the entries over which the viewer has no power: these are read, and taken off.

use std::collections::HashSet;

use entity::{
    Timestamp,
    entry::{self, EntryState},
    entry_count, entry_quarter,
    ids::EditionId,
    judge::{self, JudgeState},
    judge_progress,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, ExprTrait as _, FromQueryResult,
    QueryFilter as _, QueryResult, QuerySelect as _,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{accounts::Staff, conflicts::conflicted, db};

#[derive(Debug, FromQueryResult)]
pub struct Group {
    pub state: EntryState,
    pub category_key: String,
    pub country: String,
    pub total: i64,
}

/// In a day.
const QUARTERS: i64 = 96;
const WHOLE_DAY: i64 = -1;
pub const STARTED: &str = "started";
const EVENTS: [&str; 2] = [STARTED, "submitted"];

/// What happened on a day of UTC, counted from 1970; by parts of the day.
#[derive(Debug)]
pub struct Day {
    pub event: String,
    pub day: i64,
    pub parts: Vec<i64>,
}

#[derive(Debug, FromQueryResult)]
pub struct Own {
    pub state: EntryState,
    pub category_key: String,
    pub country: String,
    pub created_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
}

#[derive(Debug, FromQueryResult)]
pub struct Judges {
    pub state: JudgeState,
    pub total: i64,
}

/// Sheets of a round, of entries that are to be judged.
#[derive(Debug, Default, FromQueryResult)]
pub struct Sheets {
    pub total: i64,
    pub done: i64,
}

/// Entries by state, category and country.
pub async fn groups<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Group>, db::Error> {
    let total = Expr::col(entry_count::Column::Total.as_column_ref());
    let rows = entry_count::Entity::find()
        .select_only()
        .column(entry_count::Column::State)
        .column(entry_count::Column::CategoryKey)
        .column_as(entry_count::Column::EntrantCountry, "country")
        .column_as(Expr::expr(Func::sum(total)).cast_as("bigint"), "total")
        .filter(entry_count::Column::EditionId.eq(edition))
        .filter(entry_count::Column::Total.ne(0))
        .group_by(entry_count::Column::State)
        .group_by(entry_count::Column::CategoryKey)
        .group_by(entry_count::Column::EntrantCountry);
    Ok(rows.into_model().all(db).await?)
}

/// What was started and submitted on each day of UTC, in parts that begin with these quarters of
/// an hour. The longest part is the whole day less the others, so that few quarters are read.
pub async fn days<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    parts: &[i64],
) -> Result<Vec<Day>, db::Error> {
    let ends = parts.iter().skip(1).copied().chain([QUARTERS]);
    let parts: Vec<_> = parts.iter().zip(ends).map(|(begin, end)| *begin..end).collect();
    let longest = parts.iter().max_by_key(|part| part.end - part.start);
    let others = parts.iter().filter(|part| Some(*part) != longest).cloned();
    let mut rows = entry_quarter::Entity::find()
        .select_only()
        .column(entry_quarter::Column::Event)
        .column(entry_quarter::Column::Day)
        .filter(entry_quarter::Column::EditionId.eq(edition))
        .filter(entry_quarter::Column::Event.is_in(EVENTS))
        .filter(entry_quarter::Column::Quarter.is_in(others.flatten().chain([WHOLE_DAY])))
        .group_by(entry_quarter::Column::Event)
        .group_by(entry_quarter::Column::Day);
    for (place, part) in parts.iter().enumerate() {
        let total = || Expr::col(entry_quarter::Column::Total.as_column_ref());
        let case = CaseStatement::new();
        let own = match Some(part) == longest {
            true => case.case(entry_quarter::Column::Quarter.eq(WHOLE_DAY), total()).finally(total().mul(-1)),
            false => case
                .case(entry_quarter::Column::Quarter.between(part.start, part.end - 1), total())
                .finally(0_i64),
        };
        rows = rows.column_as(Func::sum(own).cast_as("bigint"), part_name(place));
    }
    Ok(rows.into_model().all(db).await?)
}

fn part_name(place: usize) -> String {
    format!("part{place}")
}

impl FromQueryResult for Day {
    fn from_query_result(row: &QueryResult, pre: &str) -> Result<Self, DbErr> {
        let mut parts = Vec::new();
        while let Ok(total) = row.try_get(pre, &part_name(parts.len())) {
            parts.push(total);
        }
        Ok(Self { event: row.try_get(pre, "event")?, day: row.try_get(pre, "day")?, parts })
    }
}

/// The entries in which somebody has a stake, which are not for their counts.
pub async fn own<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<Vec<Own>, db::Error> {
    let rows = conflicted(staff, edition)
        .column(entry::Column::State)
        .column(entry::Column::CategoryKey)
        .column_as(entry::Column::EntrantCountry, "country")
        .columns([entry::Column::CreatedAt, entry::Column::SubmittedAt]);
    Ok(rows.into_model().all(db).await?)
}

pub async fn judges<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Judges>, db::Error> {
    let rows = judge::Entity::find()
        .select_only()
        .column(judge::Column::State)
        .column_as(judge::Column::Id.count(), "total")
        .filter(judge::Column::EditionId.eq(edition))
        .group_by(judge::Column::State);
    Ok(rows.into_model().all(db).await?)
}

/// Sheets of a round, but those of categories that are kept from the viewer.
pub async fn sheets<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &str,
    withheld: &HashSet<String>,
) -> Result<Sheets, db::Error> {
    let total = || Expr::col(judge_progress::Column::Total.as_column_ref());
    let done = CaseStatement::new().case(judge_progress::Column::IsDone.eq(true), total());
    let sum = |of: Expr| Func::coalesce([Func::sum(of).into(), Expr::value(0_i64)]).cast_as("bigint");
    let row = judge_progress::Entity::find()
        .select_only()
        .column_as(sum(total()), "total")
        .column_as(sum(done.into()), "done")
        .filter(judge_progress::Column::EditionId.eq(edition))
        .filter(judge_progress::Column::RoundKey.eq(round))
        .filter(judge_progress::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)));
    Ok(row.into_model().one(db).await?.unwrap_or_default())
}
