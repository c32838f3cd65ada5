//! What comes next, and what the program itself will do.

use std::collections::BTreeMap;

use entity::Timestamp;
use jiff::civil::Date;

use super::{store::Returned, views::Coming};
use crate::{
    config::RetentionConfig,
    console::calendar::{Calendar, DAY_MS},
    editions::EditionDocument,
};

/// So many dates are told.
const MOST: usize = 8;

/// What is known of it from the database.
pub struct Known {
    pub returns: Vec<Returned>,
    /// When e-mails go that wait for their time.
    pub mails: Vec<Timestamp>,
    /// Drafts that were never submitted.
    pub drafts: i64,
}

impl Coming {
    const fn at(&self) -> Timestamp {
        match self {
            Self::WindowOpens { at, .. }
            | Self::WindowCloses { at, .. }
            | Self::Milestone { at, .. }
            | Self::ReturnsDue { at, .. }
            | Self::MailsGo { at, .. }
            | Self::DraftsDeleted { at, .. }
            | Self::FilesDeleted { at } => *at,
        }
    }
}

pub fn coming(
    document: &EditionDocument,
    retention: &RetentionConfig,
    known: Known,
    calendar: &Calendar,
    now: Timestamp,
) -> Vec<Coming> {
    let mut all = Vec::new();
    for (key, window) in &document.windows {
        all.push(Coming::WindowOpens { at: window.from().instant(), window: key.clone() });
        all.push(Coming::WindowCloses { at: window.to().instant(), window: key.clone() });
    }
    all.extend(
        document.milestones.iter().map(|milestone| Coming::Milestone {
            at: milestone.at.instant(),
            label: milestone.label.clone(),
        }),
    );
    if let Some(at) = known.mails.first() {
        all.push(Coming::MailsGo { at: *at, count: known.mails.len() });
    }
    let after_call = |days: u32| {
        let closes = document.call().filter(|_| days > 0)?.to().instant();
        Some(closes.plus_ms(i64::from(days).saturating_mul(DAY_MS)))
    };
    if let Some(at) = after_call(retention.draft_days).filter(|_| known.drafts > 0) {
        all.push(Coming::DraftsDeleted { at, count: known.drafts });
    }
    all.extend(after_call(retention.file_days).map(|at| Coming::FilesDeleted { at }));
    all.extend(returns_due(known.returns, calendar));
    all.retain(|coming| coming.at() > now);
    all.sort_by_key(Coming::at);
    all.truncate(MOST);
    all
}

fn returns_due(returns: Vec<Returned>, calendar: &Calendar) -> impl Iterator<Item = Coming> {
    let mut days = BTreeMap::<Date, (Timestamp, i64)>::new();
    for Returned { until, entries } in returns {
        // What is due at midnight is due on the day before.
        let (at, count) = days.entry(calendar.date(until.plus_ms(-1))).or_insert((until, 0));
        *at = until.max(*at);
        *count += entries;
    }
    days.into_iter().map(|(day, (at, count))| Coming::ReturnsDue { at, day: day.to_string(), count })
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{Coming, Known, Returned, coming};
    use crate::{config::RetentionConfig, console::calendar::Calendar, editions::sample::essa_2023};

    #[test]
    fn the_nearest_dates_are_told_and_returns_by_day() {
        let essa = essa_2023().expect("the sample");
        let at = |text: &str| Timestamp::parse(text).expect("an instant");
        let due = |text: &str, entries| Returned { until: at(text), entries };
        let known = Known {
            returns: vec![
                due("2023-07-10T10:00:00Z", 1),
                due("2023-07-10T22:00:00Z", 2),
                due("2023-07-11T22:00:00Z", 4),
            ],
            mails: vec![at("2023-07-06T10:00:30Z"), at("2023-07-06T10:01:00Z")],
            drafts: 3,
        };
        let calendar = Calendar::of("Europe/Brussels");
        let now = at("2023-07-06T10:00:00Z");
        let all = coming(&essa, &RetentionConfig::default(), known, &calendar, now);
        let day = |coming: &Coming| match coming {
            Coming::ReturnsDue { day, count, .. } => Some((day.clone(), *count)),
            _ => None,
        };
        let days: Vec<_> = all.iter().filter_map(day).collect();
        assert_eq!(days, [("2023-07-10".to_owned(), 3), ("2023-07-11".to_owned(), 4)]);
        assert!(matches!(all.first(), Some(Coming::MailsGo { count: 2, .. })), "{all:?}");
        assert!(all.windows(2).all(|pair| pair[0].at() <= pair[1].at()), "{all:?}");
        let opens =
            |coming: &Coming| matches!(coming, Coming::WindowOpens { window, .. } if window == "judging");
        assert!(all.iter().any(opens), "{all:?}");
    }
}
