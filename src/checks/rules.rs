//! What may become of an entry when staff have looked at it.

use entity::{
    Timestamp,
    entry::{self, EntryState},
    entry_check::{self, CheckResult, Telling},
};

use crate::editions::{EditionDocument, WindowState};

/// The entry stands where this decision cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry that is {} cannot become {}", .from.as_str(), .result.as_str())]
pub struct NotNow {
    pub from: EntryState,
    pub result: CheckResult,
}

/// Where an entry stands after a decision. Moving it to another category leaves
/// it where it stands.
pub fn after(from: EntryState, result: CheckResult) -> Result<EntryState, NotNow> {
    use EntryState::{Disqualified, Eligible, Incomplete, Ineligible, Submitted};
    match (result, from) {
        (CheckResult::Eligible, Submitted | Incomplete | Ineligible) => Ok(Eligible),
        (CheckResult::Ineligible, Submitted | Incomplete | Eligible) => Ok(Ineligible),
        // Again for one that is sent back already: with another date.
        (CheckResult::Incomplete, Submitted | Incomplete) => Ok(Incomplete),
        (CheckResult::Moved, Submitted | Incomplete | Eligible | Ineligible) => Ok(from),
        (CheckResult::Disqualified, Submitted | Incomplete | Eligible | Ineligible) => Ok(Disqualified),
        (result, from) => Err(NotNow { from, result }),
    }
}

/// What can be found about an entry that stands here, for the buttons of a page.
pub fn possible(from: EntryState) -> Vec<CheckResult> {
    let all = [
        CheckResult::Eligible,
        CheckResult::Ineligible,
        CheckResult::Incomplete,
        CheckResult::Moved,
        CheckResult::Disqualified,
    ];
    all.into_iter().filter(|result| after(from, *result).is_ok()).collect()
}

/// The states in which an entry is moved, and in which its people are told of that.
pub const MOVABLE: [EntryState; 4] =
    [EntryState::Submitted, EntryState::Incomplete, EntryState::Eligible, EntryState::Ineligible];

/// What became of the e-mail of a decision. One that waits and no longer says where its entry is
/// will never go, unless the entry comes back there.
pub fn told(check: &entry_check::Model, entry: &entry::Model) -> Option<Telling> {
    match check.telling {
        Some(Telling::Waits) if !still_holds(check, entry) => Some(Telling::Dropped),
        other => other,
    }
}

fn still_holds(check: &entry_check::Model, entry: &entry::Model) -> bool {
    match check.result {
        CheckResult::Moved => {
            MOVABLE.contains(&entry.state) && check.to_category.as_ref() == Some(&entry.category_key)
        }
        result => result.as_str() == entry.state.as_str(),
    }
}

/// The category in which the people of an entry believe it, if it is now in this one: moves of which
/// no e-mail went (the newest first) are told as one with the next.
pub fn believed<'a>(moves: impl Iterator<Item = &'a entry_check::Model>, now: &'a str) -> &'a str {
    let mut believed = now;
    for one in moves {
        match (&one.from_category, &one.to_category) {
            (Some(from), Some(to)) if is_untold(one) && to == believed => believed = from,
            _ => break,
        }
    }
    believed
}

fn is_untold(check: &entry_check::Model) -> bool {
    matches!(check.telling, Some(Telling::Waits | Telling::Dropped))
}

/// Up to when an entry can be sent back: what comes back later would miss its judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnLimit {
    None,
    JudgingBegins(Timestamp),
    JudgingEnds(Timestamp),
    JudgingOver,
}

impl ReturnLimit {
    /// Why an entry cannot be sent back until then, if it cannot.
    pub fn refusal(self, until: Timestamp) -> Option<&'static str> {
        match self {
            Self::JudgingBegins(at) if until > at => Some(
                "Judging begins before that. Choose an earlier time, so that judges get the corrected \
                 entry.",
            ),
            Self::JudgingEnds(at) if until > at => {
                Some("Judging ends before that. Choose an earlier time, so that judges can still score it.")
            }
            Self::JudgingOver => Some("Judging is over, so nobody would score the corrected entry."),
            Self::None | Self::JudgingBegins(_) | Self::JudgingEnds(_) => None,
        }
    }
}

/// Up to when an entry can be sent back at this instant: the next thing that judging does.
pub fn return_limit(document: &EditionDocument, now: Timestamp) -> ReturnLimit {
    let limits =
        document.judged().filter_map(|round| document.round_window(round)).map(|window| {
            match window.state(now) {
                WindowState::Before => {
                    (window.from().instant(), ReturnLimit::JudgingBegins(window.from().instant()))
                }
                WindowState::Open => (window.to().instant(), ReturnLimit::JudgingEnds(window.to().instant())),
                WindowState::After => (Timestamp(i64::MAX), ReturnLimit::JudgingOver),
            }
        });
    limits.min_by_key(|(at, _)| *at).map_or(ReturnLimit::None, |(_, limit)| limit)
}

#[cfg(test)]
mod return_tests {
    use entity::Timestamp;

    use super::{ReturnLimit, return_limit};
    use crate::editions::sample::essa_2023;

    /// Judging was from 24 July to 8 September 2023 in Brussels, two hours ahead of UTC.
    #[test]
    fn an_entry_comes_back_before_judges_begin_and_while_they_score_before_they_end() {
        let essa = essa_2023().expect("the sample");
        let at = |text: &str| Timestamp::parse(text).expect("an instant");
        let (begins, ends) = (at("2023-07-23T22:00:00Z"), at("2023-09-08T22:00:00Z"));
        for (now, limit) in [
            ("2023-07-05T10:00:00Z", ReturnLimit::JudgingBegins(begins)),
            ("2023-07-23T22:00:00Z", ReturnLimit::JudgingEnds(ends)),
            ("2023-09-08T22:00:00Z", ReturnLimit::JudgingOver),
        ] {
            assert_eq!(return_limit(&essa, at(now)), limit, "{now}");
        }
        assert_eq!(ReturnLimit::JudgingBegins(begins).refusal(begins), None);
        assert!(ReturnLimit::JudgingBegins(begins).refusal(begins.plus_ms(1)).is_some());
        assert!(ReturnLimit::JudgingOver.refusal(begins).is_some());
    }
}

#[cfg(test)]
mod tests {
    use entity::{
        entry::EntryState::{
            self, Disqualified, Draft, Eligible, Incomplete, Ineligible, Submitted, Withdrawn,
        },
        entry_check::CheckResult,
    };

    use super::{MOVABLE, after, possible};

    /// The states of architecture section 1: draft → submitted → (incomplete ↔
    /// submitted) → eligible | ineligible; disqualified from wherever it was received.
    #[test]
    fn each_finding_leads_where_the_rules_say() {
        const NO: Option<EntryState> = None;
        let table = [
            // from, eligible, ineligible, incomplete, moved, disqualified
            (Draft, NO, NO, NO, NO, NO),
            (
                Submitted,
                Some(Eligible),
                Some(Ineligible),
                Some(Incomplete),
                Some(Submitted),
                Some(Disqualified),
            ),
            (
                Incomplete,
                Some(Eligible),
                Some(Ineligible),
                Some(Incomplete),
                Some(Incomplete),
                Some(Disqualified),
            ),
            (Eligible, NO, Some(Ineligible), NO, Some(Eligible), Some(Disqualified)),
            (Ineligible, Some(Eligible), NO, NO, Some(Ineligible), Some(Disqualified)),
            (Withdrawn, NO, NO, NO, NO, NO),
            (Disqualified, NO, NO, NO, NO, NO),
        ];
        for (from, eligible, ineligible, incomplete, moved, disqualified) in table {
            assert_eq!(MOVABLE.contains(&from), moved.is_some(), "{from:?}");
            for (result, expected) in [
                (CheckResult::Eligible, eligible),
                (CheckResult::Ineligible, ineligible),
                (CheckResult::Incomplete, incomplete),
                (CheckResult::Moved, moved),
                (CheckResult::Disqualified, disqualified),
            ] {
                assert_eq!(after(from, result).ok(), expected, "{from:?} {result:?}");
                assert_eq!(possible(from).contains(&result), expected.is_some(), "{from:?} {result:?}");
            }
        }
    }
}
