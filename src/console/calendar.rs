//! Days of a zone, from what happened on days of UTC, which are counted by quarters of an hour.

use entity::Timestamp;
use jiff::{civil::Date, tz::TimeZone};
use sea_orm::{
    ColumnTrait as _, DbErr, EntityTrait, ExprTrait as _, FromQueryResult, QueryFilter as _, QueryResult,
    QuerySelect as _, Select,
    sea_query::{CaseStatement, Expr, Func},
};

/// A chart of more days says nothing.
const MOST_DAYS: usize = 400;

pub const DAY_MS: i64 = 24 * 60 * 60_000;
/// All offsets from UTC in use are multiples of a quarter of an hour.
pub const QUARTER_MS: i64 = 15 * 60_000;
/// No entry is older; from then on the offsets of a zone are those of so many changes.
const MILLENNIUM: i64 = 946_684_800;
const CHANGES: usize = 64;
/// In a day.
const QUARTERS: i64 = 96;
const WHOLE_DAY: i64 = -1;

/// Days of a zone, from days of UTC.
pub struct Calendar {
    zone: TimeZone,
    /// The quarters of a day of UTC with which a day of the zone may begin, and the first.
    pub parts: Vec<i64>,
}

impl Calendar {
    pub fn of(zone: &str) -> Self {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let begin = jiff::Timestamp::from_second(MILLENNIUM).unwrap_or_default();
        let mut parts = vec![0, midnight(zone.to_offset(begin))];
        parts.extend(zone.following(begin).take(CHANGES).map(|change| midnight(change.offset())));
        parts.sort_unstable();
        parts.dedup();
        Self { zone, parts }
    }

    pub fn date(&self, instant: Timestamp) -> Date {
        let instant = jiff::Timestamp::from_millisecond(instant.0).unwrap_or_default();
        instant.to_zoned(self.zone.clone()).date()
    }

    /// When a day begins.
    pub fn midnight(&self, date: Date) -> Option<Timestamp> {
        Some(date.to_zoned(self.zone.clone()).ok()?.timestamp().into())
    }

    /// What happened on a day of UTC, by days of the zone.
    pub fn dates<'a>(&'a self, of: &'a Parts) -> impl Iterator<Item = (Date, i64)> + 'a {
        let happened = self.parts.iter().zip(&of.parts).filter(|(_, total)| **total != 0);
        happened.map(|(part, total)| {
            (self.date(Timestamp(of.day.saturating_mul(DAY_MS) + part * QUARTER_MS)), *total)
        })
    }

    /// Sums of a table by day, in these parts. The longest part is the whole day less the others,
    /// so that few quarters are read.
    pub fn by_parts<E: EntityTrait>(
        &self,
        mut rows: Select<E>,
        quarter: E::Column,
        total: E::Column,
    ) -> Select<E> {
        let ends = self.parts.iter().skip(1).copied().chain([QUARTERS]);
        let parts: Vec<_> = self.parts.iter().zip(ends).map(|(begin, end)| *begin..end).collect();
        let longest = parts.iter().max_by_key(|part| part.end - part.start);
        let others = parts.iter().filter(|part| Some(*part) != longest).cloned();
        rows = rows.filter(quarter.is_in(others.flatten().chain([WHOLE_DAY])));
        for (place, part) in parts.iter().enumerate() {
            let total = || Expr::col(total.as_column_ref());
            let case = CaseStatement::new();
            let own = match Some(part) == longest {
                true => case.case(quarter.eq(WHOLE_DAY), total()).finally(total().mul(-1)),
                false => case.case(quarter.between(part.start, part.end - 1), total()).finally(0_i64),
            };
            rows = rows.column_as(Func::sum(own).cast_as("bigint"), part_name(place));
        }
        rows
    }
}

/// What happened on a day of UTC, counted from 1970; by parts of the day.
#[derive(Debug)]
pub struct Parts {
    pub day: i64,
    pub parts: Vec<i64>,
}

fn part_name(place: usize) -> String {
    format!("part{place}")
}

impl FromQueryResult for Parts {
    fn from_query_result(row: &QueryResult, pre: &str) -> Result<Self, DbErr> {
        let mut parts = Vec::new();
        while let Ok(total) = row.try_get(pre, &part_name(parts.len())) {
            parts.push(total);
        }
        Ok(Self { day: row.try_get(pre, "day")?, parts })
    }
}

/// All days from one to another.
pub fn series(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last).take(MOST_DAYS)
}

/// The quarter of a day of UTC with which a day begins at this offset.
fn midnight(offset: jiff::tz::Offset) -> i64 {
    (-i64::from(offset.seconds()) * 1000).rem_euclid(DAY_MS) / QUARTER_MS
}
