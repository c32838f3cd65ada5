//! Numbers of an edition.

use std::collections::BTreeMap;

use entity::{Timestamp, entry, entry::EntryState, judge::JudgeState};
use jiff::{civil::Date, tz::TimeZone};

use crate::{
    accounts::Staff,
    conflicts::stake,
    console::{
        error::ConsoleError,
        store::dashboard::{self, Group, Judges, QUARTER_MS, Quarter, Sheets},
        views::{CategoryCount, CountryCount, Dashboard, DayCount, JudgesProgress, STATES, StateCount},
    },
    context::Ctx,
    editions::{CategoryKind, Edition, EditionDocument, Round, WindowView, phase},
};

/// A chart of more days says nothing.
const MOST_DAYS: usize = 400;

pub async fn dashboard(ctx: &Ctx, staff: &Staff, edition: &Edition) -> Result<Dashboard, ConsoleError> {
    let db = ctx.read();
    let document = &edition.document;
    let stake = stake(db, staff, edition.id).await?;
    let without = stake.is_some().then_some(staff);
    let groups = dashboard::groups(db, without, edition.id).await?;
    let started = dashboard::quarters(db, without, edition.id, entry::Column::CreatedAt).await?;
    let submitted = dashboard::quarters(db, without, edition.id, entry::Column::SubmittedAt).await?;
    let judges = dashboard::judges(db, edition.id).await?;
    let round = document.current_round(ctx.now);
    let withheld = stake.unwrap_or_default();
    let sheets = match round {
        Some(round) => dashboard::sheets(db, edition.id, &round.key, &withheld).await?,
        None => Sheets::default(),
    };
    Ok(Dashboard {
        phase: phase(document, ctx.now),
        entries: sum(groups.iter().filter(|group| is_in(group.state))),
        drafts_unfinished: sum(groups.iter().filter(|group| group.state == EntryState::Draft)),
        by_state: by_state(&groups),
        by_category: by_category(document, &groups),
        by_country: by_country(&groups),
        by_day: by_day(&document.programme.timezone, &started, &submitted),
        judges: judges_progress(round, &judges, &sheets),
        disk_is_low: is_low(ctx),
        windows: WindowView::all(document, ctx.now),
    })
}

/// Whether uploads are refused for want of room.
fn is_low(ctx: &Ctx) -> bool {
    let has_room = ctx.app.storage.has_room_for(0);
    has_room.inspect_err(|error| tracing::error!(%error, "free space is not known")).is_ok_and(|has| !has)
}

/// Whether an entry of this state was received and is not out.
fn is_in(state: EntryState) -> bool {
    matches!(
        state,
        EntryState::Submitted | EntryState::Incomplete | EntryState::Eligible | EntryState::Ineligible
    )
}

fn sum<'a>(groups: impl Iterator<Item = &'a Group>) -> i64 {
    groups.map(|group| group.total).sum()
}

fn by_state(groups: &[Group]) -> Vec<StateCount> {
    let count = |state: EntryState| StateCount {
        state,
        total: sum(groups.iter().filter(|group| group.state == state)),
    };
    STATES.into_iter().map(count).collect()
}

fn by_category(document: &EditionDocument, groups: &[Group]) -> Vec<CategoryCount> {
    let open = document.categories.iter().filter(|category| category.kind == CategoryKind::Open);
    open.map(|category| {
        let own = || groups.iter().filter(|group| group.category_key == category.key);
        CategoryCount {
            key: category.key.clone(),
            name: category.name.clone(),
            entries: sum(own().filter(|group| is_in(group.state))),
            drafts: sum(own().filter(|group| group.state == EntryState::Draft)),
        }
    })
    .collect()
}

fn by_country(groups: &[Group]) -> Vec<CountryCount> {
    let mut countries = BTreeMap::<&str, (i64, i64)>::new();
    for group in groups {
        let (entries, drafts) = countries.entry(&group.country).or_default();
        *entries += if is_in(group.state) { group.total } else { 0 };
        *drafts += if group.state == EntryState::Draft { group.total } else { 0 };
    }
    let mut counts: Vec<_> = countries
        .into_iter()
        .map(|(country, (entries, drafts))| CountryCount { country: country.to_owned(), entries, drafts })
        .collect();
    counts.sort_by_key(|count| (-count.entries, -count.drafts));
    counts
}

fn by_day(zone: &str, started: &[Quarter], submitted: &[Quarter]) -> Vec<DayCount> {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let mut days = BTreeMap::<Date, (i64, i64)>::new();
    for quarter in started {
        days.entry(day(quarter, &zone)).or_default().0 += quarter.total;
    }
    for quarter in submitted {
        days.entry(day(quarter, &zone)).or_default().1 += quarter.total;
    }
    let (Some(first), Some(last)) = (days.keys().next().copied(), days.keys().next_back().copied()) else {
        return Vec::new();
    };
    let all = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).take(MOST_DAYS);
    all.map(|day| {
        let (started, submitted) = days.get(&day).copied().unwrap_or_default();
        DayCount { day: day.to_string(), started, submitted }
    })
    .collect()
}

fn day(quarter: &Quarter, zone: &TimeZone) -> Date {
    let instant = Timestamp(quarter.quarter.saturating_mul(QUARTER_MS));
    let instant = jiff::Timestamp::from_millisecond(instant.0).unwrap_or_default();
    instant.to_zoned(zone.clone()).date()
}

fn judges_progress(round: Option<&Round>, judges: &[Judges], sheets: &Sheets) -> JudgesProgress {
    let of = |state| judges.iter().filter(|row| row.state == state).map(|row| row.total).sum();
    JudgesProgress {
        round: round.map(|round| round.key.clone()),
        invited: judges.iter().map(|row| row.total).sum(),
        accepted: of(JudgeState::Accepted),
        declined: of(JudgeState::Declined),
        scoresheets_done: sheets.done,
        scoresheets_total: sheets.total,
    }
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{QUARTER_MS, Quarter, by_day};

    fn quarter(at: &str, total: i64) -> Quarter {
        Quarter { quarter: Timestamp::parse(at).expect("an instant").0 / QUARTER_MS, total }
    }

    /// Brussels is two hours ahead of UTC in June, so a quarter to midnight UTC is the next day.
    #[test]
    fn days_are_those_of_the_editions_zone_and_none_is_left_out() {
        let started = [quarter("2023-06-28T21:45:00Z", 2), quarter("2023-06-28T22:00:00Z", 1)];
        let submitted = [quarter("2023-06-30T21:59:59.999Z", 4)];
        let days = by_day("Europe/Brussels", &started, &submitted);
        let found: Vec<_> = days.iter().map(|d| (d.day.as_str(), d.started, d.submitted)).collect();
        assert_eq!(found, [("2023-06-28", 2, 0), ("2023-06-29", 1, 0), ("2023-06-30", 0, 4)]);
        assert!(by_day("Europe/Brussels", &[], &[]).is_empty());
    }
}
