//! Numbers of an edition.

use std::collections::BTreeMap;

use entity::{entry::EntryState, judge::JudgeState};
use jiff::civil::Date;

use super::views::{CategoryCount, CountryCount, DayCount, StateCount};
use crate::{
    console::{
        calendar::{self, Calendar},
        store::counts::{Day, Group, Judges, Own, STARTED},
        views::STATES,
    },
    context::Ctx,
    editions::{CategoryKind, EditionDocument},
};

/// Whether uploads are refused for want of room.
pub fn is_low(ctx: &Ctx) -> bool {
    let has_room = ctx.app.storage.has_room_for(0);
    has_room.inspect_err(|error| tracing::error!(%error, "free space is not known")).is_ok_and(|has| !has)
}

/// Whether an entry of this state was received and is not out.
pub fn is_in(state: EntryState) -> bool {
    matches!(
        state,
        EntryState::Submitted | EntryState::Incomplete | EntryState::Eligible | EntryState::Ineligible
    )
}

pub fn sum<'a>(groups: impl Iterator<Item = &'a Group>) -> i64 {
    groups.map(|group| group.total).sum()
}

pub fn by_state(groups: &[Group]) -> Vec<StateCount> {
    let count = |state: EntryState| StateCount {
        state,
        total: sum(groups.iter().filter(|group| group.state == state)),
    };
    STATES.into_iter().map(count).collect()
}

pub fn by_category(document: &EditionDocument, groups: &[Group]) -> Vec<CategoryCount> {
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

pub fn by_country(groups: &[Group]) -> Vec<CountryCount> {
    let mut countries = BTreeMap::<&str, CountryCount>::new();
    for group in groups {
        let new = || CountryCount { country: group.country.clone(), eligible: 0, entries: 0, drafts: 0 };
        let count = countries.entry(&group.country).or_insert_with(new);
        count.eligible += if group.state == EntryState::Eligible { group.total } else { 0 };
        count.entries += if is_in(group.state) { group.total } else { 0 };
        count.drafts += if group.state == EntryState::Draft { group.total } else { 0 };
    }
    let mut counts: Vec<_> = countries.into_values().collect();
    counts.sort_by_key(|count| (-count.eligible, -count.entries, -count.drafts));
    counts
}

/// Counts less the entries that are not for the viewer.
pub fn without(own: &[Own], mut groups: Vec<Group>) -> Vec<Group> {
    for entry in own {
        let same = |group: &&mut Group| {
            (group.state, &group.category_key, &group.country)
                == (entry.state, &entry.category_key, &entry.country)
        };
        if let Some(group) = groups.iter_mut().find(same) {
            group.total -= 1;
        }
    }
    groups.retain(|group| group.total > 0);
    groups
}

pub fn by_day(calendar: &Calendar, counted: &[Day], own: &[Own]) -> Vec<DayCount> {
    let mut days = BTreeMap::<Date, (i64, i64)>::new();
    for Day { event, of } in counted {
        for (date, total) in calendar.dates(of) {
            let (started, submitted) = days.entry(date).or_default();
            *if event == STARTED { started } else { submitted } += total;
        }
    }
    for entry in own {
        days.entry(calendar.date(entry.created_at)).or_default().0 -= 1;
        if let Some(submitted) = entry.submitted_at {
            days.entry(calendar.date(submitted)).or_default().1 -= 1;
        }
    }
    days.retain(|_, counts| *counts != (0, 0));
    let (Some(first), Some(last)) = (days.keys().next().copied(), days.keys().next_back().copied()) else {
        return Vec::new();
    };
    calendar::series(first, last)
        .map(|day| {
            let (started, submitted) = days.get(&day).copied().unwrap_or_default();
            DayCount { day: day.to_string(), started, submitted }
        })
        .collect()
}

/// How many were invited, whatever they answered, have accepted, have declined.
pub fn invitations(judges: &[Judges]) -> [i64; 3] {
    let of = |state| judges.iter().filter(|row| row.state == state).map(|row| row.total).sum();
    let invited = judges.iter().map(|row| row.total).sum();
    [invited, of(JudgeState::Accepted), of(JudgeState::Declined)]
}

#[cfg(test)]
mod tests {
    use entity::{Timestamp, entry::EntryState};

    use super::{Calendar, Day, Own, by_day};
    use crate::console::calendar::{DAY_MS, Parts, QUARTER_MS};

    /// As the database counts them.
    fn counted(calendar: &Calendar, event: &str, at: &str, total: i64) -> Day {
        let at = Timestamp::parse(at).expect("an instant").0;
        let quarter = at % DAY_MS / QUARTER_MS;
        let part = calendar.parts.iter().rposition(|begin| *begin <= quarter).expect("a part");
        let mut parts = vec![0; calendar.parts.len()];
        parts[part] = total;
        Day { event: event.to_owned(), of: Parts { day: at / DAY_MS, parts } }
    }

    fn shown(zone: &str, counts: &[(&str, &str, i64)], own: &[Own]) -> Vec<(String, i64, i64)> {
        let calendar = Calendar::of(zone);
        let days: Vec<_> =
            counts.iter().map(|(event, at, total)| counted(&calendar, event, at, *total)).collect();
        let shown = by_day(&calendar, &days, own);
        shown.into_iter().map(|day| (day.day, day.started, day.submitted)).collect()
    }

    fn day(day: &str, started: i64, submitted: i64) -> (String, i64, i64) {
        (day.to_owned(), started, submitted)
    }

    /// Brussels is two hours ahead of UTC in June, so a quarter to midnight UTC is the next day.
    #[test]
    fn days_are_those_of_the_editions_zone_and_none_is_left_out() {
        let counts = [
            ("started", "2023-06-28T21:45:00Z", 2),
            ("started", "2023-06-28T22:00:00Z", 1),
            ("submitted", "2023-06-30T21:59:59.999Z", 4),
        ];
        let found = shown("Europe/Brussels", &counts, &[]);
        assert_eq!(found, [day("2023-06-28", 2, 0), day("2023-06-29", 1, 0), day("2023-06-30", 0, 4)]);
        assert!(shown("Europe/Brussels", &[], &[]).is_empty());
    }

    #[test]
    fn a_day_begins_where_its_zone_has_it_in_winter_and_summer_west_and_at_half_an_hour() {
        for (zone, last, first, of_last, of_first) in [
            ("Europe/Brussels", "2023-12-01T22:45:00Z", "2023-12-01T23:00:00Z", "2023-12-01", "2023-12-02"),
            ("America/New_York", "2023-06-02T03:45:00Z", "2023-06-02T04:00:00Z", "2023-06-01", "2023-06-02"),
            ("Asia/Kathmandu", "2023-06-01T18:00:00Z", "2023-06-01T18:15:00Z", "2023-06-01", "2023-06-02"),
            ("Atlantic/Azores", "2023-12-02T00:45:00Z", "2023-12-02T01:00:00Z", "2023-12-01", "2023-12-02"),
            ("Europe/London", "2023-06-01T22:45:00Z", "2023-06-01T23:00:00Z", "2023-06-01", "2023-06-02"),
        ] {
            let found = shown(zone, &[("started", last, 1), ("started", first, 2)], &[]);
            assert_eq!(found, [day(of_last, 1, 0), day(of_first, 2, 0)], "{zone}");
        }
    }

    #[test]
    fn what_is_not_for_the_viewer_is_taken_off_its_days() {
        let at = |at| Timestamp::parse(at).expect("an instant");
        let own = Own {
            state: EntryState::Submitted,
            category_key: String::new(),
            country: String::new(),
            created_at: at("2023-06-28T22:10:00Z"),
            submitted_at: Some(at("2023-06-30T10:00:00Z")),
        };
        let counts = [("started", "2023-06-28T22:10:00Z", 2), ("submitted", "2023-06-30T10:00:00Z", 1)];
        assert_eq!(shown("Europe/Brussels", &counts, &[own]), [day("2023-06-29", 1, 0)]);
    }
}
