//! Moving an edition through time, so that a demonstration shows the stage
//! one wants to see today.

use entity::Timestamp;
use jiff::{Span, civil::Date, tz::TimeZone};

use crate::editions::{EditionDocument, MomentError, Window};

/// Days after the end of the judging at which a judged edition is shown.
const DAYS_AFTER_JUDGING: i64 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Call,
    Check,
    Judging,
    /// The judges are done; nothing is released yet.
    Judged,
}

impl Stage {
    fn window(self) -> &'static str {
        match self {
            Self::Call => "entries",
            Self::Check => "check",
            Self::Judging | Self::Judged => "judging",
        }
    }
}

/// Whether an edition comes to this stage: without a round there is nothing to judge.
pub fn comes_to(document: &EditionDocument, stage: Stage) -> bool {
    match stage {
        Stage::Call | Stage::Check => document.window(stage.window()).is_some(),
        Stage::Judging | Stage::Judged => document.judged().any(|round| round.window == stage.window()),
    }
}

/// The same edition with all dates moved by the same number of days, so that
/// the stage is now. Wall times stay: a deadline at midnight remains one,
/// and a window keeps its length in days. Of the call three quarters are
/// over, so that there is something to see and still time to enter.
///
/// An edition without the window of the stage stays as it is.
pub fn shifted(
    document: &EditionDocument,
    stage: Stage,
    now: Timestamp,
) -> Result<EditionDocument, MomentError> {
    let mut moved = document.clone();
    let Some(window) = document.window(stage.window()) else {
        return Ok(moved);
    };
    let zone = window.from().zoned().time_zone();
    let days = days_between(anchor(window, stage)?, today(now, zone)?)?;
    move_all(&mut moved, days)?;
    Ok(moved)
}

/// Days from today until the call opens, at least.
const DAYS_AHEAD: i64 = 30;

/// The same edition with its call some weeks ahead, on the same days of the week, and named after
/// the year of the call.
pub fn ahead(document: &EditionDocument, now: Timestamp) -> Result<EditionDocument, MomentError> {
    let mut moved = document.clone();
    let Some(window) = document.call() else { return Ok(moved) };
    let today = today(now, window.from().zoned().time_zone())?;
    let days = days_between(window.from().zoned().date(), today)?.saturating_add(DAYS_AHEAD);
    let weeks = days.saturating_add(days.rem_euclid(7).saturating_neg().rem_euclid(7));
    move_all(&mut moved, weeks)?;
    name_after_its_call(&mut moved);
    Ok(moved)
}

/// The same edition under another slug, with all dates so many days later, named after the year
/// of its call.
pub fn next(document: &EditionDocument, slug: &str, days: i64) -> Result<EditionDocument, MomentError> {
    let mut moved = document.clone();
    move_all(&mut moved, days)?;
    name_after_its_call(&mut moved);
    slug.clone_into(&mut moved.edition.slug);
    moved.version = None;
    Ok(moved)
}

fn name_after_its_call(moved: &mut EditionDocument) {
    let old = moved.edition.year.to_string();
    moved.edition.year = moved.call().map_or(moved.edition.year, |call| call.from().zoned().year());
    let year = moved.edition.year.to_string();
    moved.edition.name = moved.edition.name.replace(&old, &year);
    moved.edition.slug = moved.edition.slug.replace(&old, &year);
}

fn move_all(moved: &mut EditionDocument, days: i64) -> Result<(), MomentError> {
    for window in moved.windows.values_mut() {
        *window = window.plus_days(days)?;
    }
    for milestone in &mut moved.milestones {
        milestone.at = milestone.at.plus_days(days)?;
    }
    for by in moved.subjects.iter_mut().filter_map(|subject| subject.accept_by.as_mut()) {
        *by = by.plus_days(days)?;
    }
    if let Some(ceremony) = &mut moved.edition.ceremony {
        ceremony.first_day = plus_days(ceremony.first_day, days)?;
        ceremony.last_day = plus_days(ceremony.last_day, days)?;
    }
    Ok(())
}

/// The day of the original edition that becomes today.
fn anchor(window: &Window, stage: Stage) -> Result<Date, MomentError> {
    let (from, to) = (window.from().zoned().date(), window.to().zoned().date());
    let length = days_between(from, to)?;
    match stage {
        Stage::Call => plus_days(from, length * 3 / 4),
        Stage::Check | Stage::Judging => plus_days(from, length / 2),
        Stage::Judged => plus_days(to, DAYS_AFTER_JUDGING),
    }
}

fn today(now: Timestamp, zone: &TimeZone) -> Result<Date, MomentError> {
    let instant = jiff::Timestamp::from_millisecond(now.0)?;
    Ok(instant.to_zoned(zone.clone()).date())
}

fn days_between(from: Date, to: Date) -> Result<i64, MomentError> {
    Ok(i64::from(from.until(to)?.get_days()))
}

fn plus_days(date: Date, days: i64) -> Result<Date, MomentError> {
    Ok(date.checked_add(Span::new().try_days(days)?)?)
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{Stage, comes_to, shifted};
    use crate::editions::{EditionDocument, WindowState, sample::essa_2023};

    const HOUR_MS: i64 = 60 * 60 * 1000;
    /// 2026-01-01T00:00:00Z.
    const START: Timestamp = Timestamp(1_767_225_600_000);

    fn states(
        essa: &EditionDocument,
        stage: Stage,
        now: Timestamp,
    ) -> (WindowState, WindowState, WindowState) {
        let moved = shifted(essa, stage, now).expect("dates stay in range");
        let state = |name: &str| moved.window(name).expect("window").state(now);
        (state("entries"), state("check"), state("judging"))
    }

    #[test]
    fn the_stage_is_now_at_every_hour_of_the_year() {
        use WindowState::{After, Before, Open};
        let essa = essa_2023().expect("the sample is valid");
        // 61 and 24 have no common factor: every hour of the day has its turn.
        for hour in (0..366 * 24).step_by(61) {
            let now = START.plus_ms(hour * HOUR_MS);
            assert_eq!(states(&essa, Stage::Call, now), (Open, Before, Before));
            assert_eq!(states(&essa, Stage::Check, now), (After, Open, Before));
            assert_eq!(states(&essa, Stage::Judging, now), (After, After, Open));
            assert_eq!(states(&essa, Stage::Judged, now), (After, After, After));
        }
    }

    #[test]
    fn an_edition_without_a_round_is_never_judged() {
        let mut essa = essa_2023().expect("the sample is valid");
        let stages = [Stage::Call, Stage::Check, Stage::Judging, Stage::Judged];
        assert!(stages.iter().all(|stage| comes_to(&essa, *stage)));
        essa.rounds.clear();
        assert_eq!(stages.map(|stage| comes_to(&essa, stage)), [true, true, false, false]);
    }

    #[test]
    fn wall_times_and_lengths_in_days_stay() {
        let essa = essa_2023().expect("the sample is valid");
        let moved = shifted(&essa, Stage::Call, START).expect("dates stay in range");
        for (name, window) in &essa.windows {
            let other = moved.window(name).expect("same windows");
            assert_eq!(window.to().zoned().time(), other.to().zoned().time());
            assert_eq!(window.from().zoned().time(), other.from().zoned().time());
            let days = |w: &crate::editions::Window| w.to().zoned().date() - w.from().zoned().date();
            assert_eq!(days(window).get_days(), days(other).get_days());
        }
        let deadline = moved.call().expect("window").to().to_string();
        assert_eq!(deadline, "2026-01-25T00:00:00+01:00[Europe/Brussels]");
    }

    #[test]
    fn a_moved_edition_is_still_valid() {
        let essa = essa_2023().expect("the sample is valid");
        let moved = shifted(&essa, Stage::Judged, START).expect("dates stay in range");
        let text = moved.to_json().expect("can be written");
        assert_eq!(EditionDocument::parse(&text), Ok(moved));
    }
}
